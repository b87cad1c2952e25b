/**
 * What an API answered, and how records are read out of it: an {@link
 * dev.javacdk.http.response.Answer} flows in, records flow out as they are met. Runs on the thread
 * that reads.
 */
@NullMarked
package dev.javacdk.http.response;

import org.jspecify.annotations.NullMarked;
