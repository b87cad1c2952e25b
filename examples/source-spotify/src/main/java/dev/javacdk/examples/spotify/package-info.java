/** A connector with offset paging, OAuth 2.0 and a substream of a partitioned stream. */
@NullMarked
package dev.javacdk.examples.spotify;

import org.jspecify.annotations.NullMarked;
