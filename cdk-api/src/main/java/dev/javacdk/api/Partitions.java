package dev.javacdk.api;

import dev.javacdk.api.state.Partition;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * What the parts of a stream are. They are described, not iterated: the kit walks them itself, page
 * by page of the parent, because only so can it know which of them were handed out.
 *
 * <p>A value; safe for use by many threads.
 */
public sealed interface Partitions {

  /** The stream has no parts. */
  record Single() implements Partitions {
    private static final Single INSTANCE = new Single();
  }

  /**
   * The parts are known beforehand.
   *
   * @param partitions in the order in which they are started; no key twice
   */
  record Listed(List<Partition> partitions) implements Partitions {
    /** Keeps a copy. */
    public Listed {
      partitions = List.copyOf(partitions);
    }
  }

  /**
   * Each record of a parent stream is a part; or each record with each part of a list: their cross
   * product, every project's open and closed issues.
   *
   * @param parent the stream whose records are walked
   * @param field the field of the parent's record that tells its records apart: a name, or a JSON
   *     pointer where it begins with {@code /}
   * @param name what that value is called in the partition
   * @param data more fields of the parent's record that requests need, names or JSON pointers
   * @param times the parts that each record has, in the order in which they are started: only
   *     {@link Partition#whole} where a record is one part; no key twice
   * @param onlyChanged whether only those records of the parent are parts that changed, by its
   *     cursor, since the last sync
   */
  record Each(
      Stream parent,
      String field,
      String name,
      List<String> data,
      List<Partition> times,
      boolean onlyChanged)
      implements Partitions {
    /** Refuses a name that the kit uses itself. */
    public Each {
      Objects.requireNonNull(parent, "parent");
      data = List.copyOf(data);
      times = List.copyOf(times);
      if (name.isEmpty() || name.equals(Partition.PARENT_SLICE)) {
        throw new IllegalArgumentException("a partition's value cannot be called '" + name + "'");
      }
    }

    /** The same, with the value under another name in the partition: {@code "contact_id"}. */
    public Each as(String name) {
      return new Each(parent, field, name, data, times, onlyChanged);
    }

    /**
     * The same, carrying these fields of the parent's record in each partition's data: under the
     * names, or the pointers, by which they are said here.
     */
    public Each with(String... fields) {
      return new Each(parent, field, name, List.of(fields), times, onlyChanged);
    }

    /**
     * The cross product with a list: one part for each record and each part of the list. Its key
     * has the values of both, so the two must have different names. Each part is resumed on its
     * own; the parent is walked once.
     */
    public Each times(Listed list) {
      return new Each(parent, field, name, data, list.partitions(), onlyChanged);
    }

    /**
     * The same, following the parent's changes: the author declares that the API stamps the
     * parent's record whenever something of the part changes. Parent and stream must have a cursor.
     */
    public Each whenChanged() {
      return new Each(parent, field, name, data, times, true);
    }
  }

  /** The stream has no parts. */
  static Partitions single() {
    return Single.INSTANCE;
  }

  /** One part for each value, under one name. */
  static Listed of(String name, String... values) {
    return new Listed(Arrays.stream(values).map(value -> Partition.of(name, value)).toList());
  }

  /** These parts. */
  static Listed of(Collection<Partition> partitions) {
    return new Listed(List.copyOf(partitions));
  }

  /**
   * One part for each range of a whole-numbered key, so that one listing is read by several workers
   * side by side, each range with a position of its own. Rows cannot shift from one range into
   * another. All ranges are equally wide, the last one too, so that they stay the same parts when
   * {@code last} grows: a request may ask for keys behind it.
   *
   * @param from what the first key of a range is called in the partition
   * @param to what its last key is called
   * @param first the lowest key there is
   * @param last the highest key that is to be read
   * @param width how many keys a range has
   * @throws IllegalArgumentException where there are no ranges, or more than 100,000
   */
  static Listed ranges(String from, String to, long first, long last, long width) {
    return new Listed(KeyRanges.of(from, to, first, last, width));
  }

  /**
   * One part for each record of {@code parent}: the stream is its substream.
   *
   * @param parent any stream, itself partitioned or not; it need not be read for itself
   * @param field the field of the parent's record that tells its records apart
   */
  static Each each(Stream parent, String field) {
    String name = field.startsWith("/") ? field.substring(field.lastIndexOf('/') + 1) : field;
    return new Each(parent, field, name, List.of(), List.of(Partition.whole()), false);
  }
}
