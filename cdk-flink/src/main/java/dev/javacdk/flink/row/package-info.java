/**
 * A record's data, in → a row of Flink, out: of the columns of a table, or of those that the
 * stream's schema declares. Exact: what would lose something is refused.
 */
@NullMarked
package dev.javacdk.flink.row;

import org.jspecify.annotations.NullMarked;
