/**
 * Streams of the old shape: mapping slices and pulled records flow in, and a {@link
 * dev.javacdk.api.Stream} as the kit reads it flows out of {@link
 * dev.javacdk.legacy.LegacyStreams}. Confined to the thread that reads the stream. Everything here
 * is a bridge: a stream that has moved over needs none of it.
 */
@NullMarked
package dev.javacdk.legacy;

import org.jspecify.annotations.NullMarked;
