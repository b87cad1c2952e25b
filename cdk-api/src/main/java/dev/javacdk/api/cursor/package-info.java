/**
 * The field by which a stream is read incrementally, what its values are, and how an API writes
 * them.
 */
@NullMarked
package dev.javacdk.api.cursor;

import org.jspecify.annotations.NullMarked;
