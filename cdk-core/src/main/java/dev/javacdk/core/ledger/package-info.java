/**
 * The pure heart of partitioned reading: what is open and where, what is finished, what was handed
 * out. Parent pages and the progress of partitions flow in; the next partition to read, the next
 * parent page to fetch and the stream's state flow out.
 *
 * <p>No thread, no I/O; time comes in as an {@link java.time.InstantSource}. A ledger is confined
 * to one owner: the thread that reads the stream, or the coordinator of a concurrent sync. The
 * rules that it keeps are listed in {@code docs/invariants.md}.
 */
@NullMarked
package dev.javacdk.core.ledger;

import org.jspecify.annotations.NullMarked;
