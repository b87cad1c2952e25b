/**
 * Finds what is wanted in a JSON document that streams by: records at a {@link
 * dev.javacdk.http.json.Place}, single values at a {@link dev.javacdk.http.json.Pointer}. A parser
 * flows in; records flow to a {@link dev.javacdk.http.json.RecordSink}, values stay. Runs on the
 * thread that reads.
 */
@NullMarked
package dev.javacdk.http.json;

import org.jspecify.annotations.NullMarked;
