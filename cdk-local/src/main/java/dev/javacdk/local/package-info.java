/**
 * The commands {@code sync} and {@code preview}. With {@code sync}, everything that a connector
 * reads goes into a DuckDB file on this machine, records and the state that covers them in one
 * transaction.
 *
 * <p>The connector's own {@code discover} and {@code read} run in this process; the lines of read
 * flow into a {@link dev.javacdk.local.Loader}, rows and states flow out of it into the {@link
 * dev.javacdk.local.Database}. A {@link dev.javacdk.local.Handover} gives what is written to a
 * thread of its own, on which all of that happens until reading has ended.
 */
@NullMarked
package dev.javacdk.local;

import org.jspecify.annotations.NullMarked;
