/**
 * A stream as a table of Flink SQL: its options and columns, in → a source of rows, out.
 *
 * <p>Whatever is wrong is said where the table is read, and not before: Flink shows all options of
 * a table whose factory throws, and the config is one of them.
 */
@NullMarked
package dev.javacdk.flink.table;

import org.jspecify.annotations.NullMarked;
