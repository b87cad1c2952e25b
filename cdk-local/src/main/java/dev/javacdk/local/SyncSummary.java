package dev.javacdk.local;

import java.util.ArrayList;
import java.util.List;

/** What is said of a sync at its end. */
final class SyncSummary {

  private SyncSummary() {}

  /** Of a number of records. */
  static String records(long number) {
    return number == 1 ? "1 record" : "%,d records".formatted(number);
  }

  /**
   * Of one stream.
   *
   * @param isShown whether what was read of it stands on the screen already
   */
  static List<String> lines(StreamSync stream, boolean isShown) {
    List<String> lines = new ArrayList<>();
    StreamTable table = stream.table();
    table
        .columns()
        .misfits()
        .forEach((column, count) ->
            lines.add(
                "WARN %s: %d values of '%s' did not fit its column; their records stand whole in %s"
                    .formatted(stream.key(), count, column, TableColumns.RAW)));
    if (table.withoutKey() > 0) {
      lines.add(
          "WARN %s: %,d records have no value in a field of their key: each is a row of its own"
              .formatted(stream.key(), table.withoutKey()));
    }
    if (table.crossings() > 0) {
      lines.add(
          "WARN %s: %,d records have the key of another partition's, and took its row or lost it, by their cursor; where they are different things, the key needs the parent: add(field, parent.each(...)).key(field, ...)"
              .formatted(stream.key(), table.crossings()));
    }
    if (!stream.isWhole()) {
      lines.add(
          "%s: %s; not read to its end: the next sync goes on there"
              .formatted(stream.key(), records(stream.records())));
    } else if (!isShown) {
      lines.add("%s: %s".formatted(stream.key(), records(stream.records())));
    }
    return lines;
  }
}
