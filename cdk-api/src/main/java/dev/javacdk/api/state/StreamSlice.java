package dev.javacdk.api.state;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one read call is asked for: a partition, and where in it to go on.
 *
 * <p>Immutable; safe for use by many threads. Everything in it is plain JSON, so that a slice can
 * be logged, kept and sent elsewhere.
 *
 * @param partition the part of the stream to read; {@link Partition#whole()} where it has no parts
 * @param cursor the page to read: what the last page's {@link Progress.Next} said, or the start
 * @param since of a stream with a cursor field: the value of that field from which records are
 *     wanted, in the form in which the API wrote it; null where all are wanted
 * @param until of a stream with a cursor field: the value up to which records are wanted; null
 *     where there is no such bound
 */
public record StreamSlice(
    Partition partition, CursorPosition cursor, @Nullable String since, @Nullable String until) {

  /** Refuses a slice without partition or cursor. */
  public StreamSlice {
    Objects.requireNonNull(partition, "partition");
    Objects.requireNonNull(cursor, "cursor");
  }

  /** A partition from a position, without bounds. */
  public static StreamSlice of(Partition partition, CursorPosition cursor) {
    return new StreamSlice(partition, cursor, null, null);
  }

  /** The same slice at another page. */
  public StreamSlice at(CursorPosition cursor) {
    return new StreamSlice(partition, cursor, since, until);
  }

  /** The same slice, asking for records from {@code since} on. */
  public StreamSlice since(@Nullable String since) {
    return new StreamSlice(partition, cursor, since, until);
  }

  /** Partition, page and bounds in one short line, for messages. */
  public String describe() {
    StringBuilder text = new StringBuilder();
    if (!partition.isEmpty()) {
      text.append("partition ").append(partition).append(", ");
    }
    text.append(cursor.isStart() ? "start" : "page " + cursor);
    if (since != null) {
      text.append(", since ").append(since);
    }
    if (until != null) {
      text.append(", until ").append(until);
    }
    return text.toString();
  }
}
