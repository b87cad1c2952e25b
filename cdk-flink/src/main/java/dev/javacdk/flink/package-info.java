/**
 * A source of the kit as a source of Apache Flink: what an author of a job names.
 *
 * <p>The enumerator hands out partitions, readers read their pages, Flink keeps what both say.
 */
@NullMarked
package dev.javacdk.flink;

import org.jspecify.annotations.NullMarked;
