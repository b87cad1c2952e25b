package dev.javacdk.api;

import dev.javacdk.api.state.Partition;
import java.util.List;
import java.util.stream.LongStream;
import tools.jackson.databind.node.JsonNodeFactory;

/** Cuts a whole-numbered key into ranges of the same width. */
final class KeyRanges {

  /** Each of them stands in the state. */
  private static final int MOST = 100_000;

  private KeyRanges() {}

  static List<Partition> of(String from, String to, long first, long last, long width) {
    if (from.equals(to)) {
      throw new IllegalArgumentException("both ends of a range are called '" + from + "'");
    }
    if (width < 1) {
      throw new IllegalArgumentException("a range has at least 1 key, not " + width);
    }
    if (last < first) {
      throw new IllegalArgumentException("there are no keys from " + first + " to " + last);
    }
    // Unsigned: two longs may be further apart than one is large.
    long others = Long.divideUnsigned(last - first, width);
    if (Long.compareUnsigned(others, MOST) >= 0) {
      throw new IllegalArgumentException(
          "keys from %d to %d are more than %d ranges of %d: make them wider"
              .formatted(first, last, MOST, width));
    }
    return LongStream.rangeClosed(0, others)
        .map(range -> first + range * width)
        .mapToObj(key -> range(from, to, key, width))
        .toList();
  }

  private static Partition range(String from, String to, long key, long width) {
    long end = key > Long.MAX_VALUE - (width - 1) ? Long.MAX_VALUE : key + (width - 1);
    return Partition.of(JsonNodeFactory.instance.objectNode().put(from, key).put(to, end));
  }
}
