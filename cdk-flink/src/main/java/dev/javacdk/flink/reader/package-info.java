/**
 * Splits in → elements out, a page at a time; and what of them a checkpoint has.
 *
 * <p>Pages are read on the fetch thread, and emitted on the task's. A page is emitted as a whole
 * together with the position behind it, so a checkpoint falls between pages, and does not wait for
 * one that is being read.
 */
@NullMarked
package dev.javacdk.flink.reader;

import org.jspecify.annotations.NullMarked;
