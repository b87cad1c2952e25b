package dev.javacdk.flink.reader;

import dev.javacdk.flink.split.Reached;
import java.util.List;

/**
 * What is emitted in one step: the records of a page, or of several that only count together.
 *
 * @param <T> the elements
 * @param records the elements
 * @param pages how many pages they are of
 * @param reached how far the split was read with them
 */
record Page<T>(List<Element<T>> records, int pages, Reached reached) {}
