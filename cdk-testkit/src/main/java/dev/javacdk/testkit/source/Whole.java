package dev.javacdk.testkit.source;

import java.util.ArrayList;
import java.util.List;

/** What a sync must be that nobody cuts off. */
final class Whole {

  private Whole() {}

  /**
   * It ended well, with as many records as the API has.
   *
   * @throws AssertionError that says what is wrong
   */
  static void requireGood(SourceTrial trial, Attempt whole, int workers) {
    if (whole.exitCode() != 0) {
      throw new AssertionError(
          "read by %d worker(s), the sync ends with %d: %s"
              .formatted(workers, whole.exitCode(), whole.errors()));
    }
    List<String> others = new ArrayList<>();
    trial
        .counts()
        .forEach((stream, count) -> {
          long found =
              whole.records().entrySet().stream()
                  .filter(entry -> entry.getKey().toString().equals(stream))
                  .mapToLong(entry -> entry.getValue().size())
                  .sum();
          if (found != count) {
            others.add(
                "stream '%s' has %d records, and %d were read".formatted(stream, count, found));
          }
        });
    if (!others.isEmpty()) {
      throw new AssertionError("%s, by %d worker(s)".formatted(String.join("; ", others), workers));
    }
  }
}
