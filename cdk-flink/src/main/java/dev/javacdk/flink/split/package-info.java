/**
 * What travels between enumerator, readers and checkpoints: splits, how far they were read, and
 * what either side tells the other. Values; nothing here knows a thread.
 */
@NullMarked
package dev.javacdk.flink.split;

import org.jspecify.annotations.NullMarked;
