/** The requests and answers of a scripted API. */
@NullMarked
package dev.javacdk.testkit.message;

import org.jspecify.annotations.NullMarked;
