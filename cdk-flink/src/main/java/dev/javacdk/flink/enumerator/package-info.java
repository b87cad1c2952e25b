/**
 * States and parent pages in → splits out to readers that ask; what readers say → the ledgers, and
 * the states of complete checkpoints.
 *
 * <p>All of it runs on Flink's coordinator thread, but parent pages, which its executor fetches.
 */
@NullMarked
package dev.javacdk.flink.enumerator;

import org.jspecify.annotations.NullMarked;
