package dev.javacdk.testkit.source;

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
    trial
        .counts()
        .forEach((stream, count) -> {
          long found =
              whole.records().entrySet().stream()
                  .filter(entry -> entry.getKey().toString().equals(stream))
                  .mapToLong(entry -> entry.getValue().size())
                  .sum();
          if (found != count) {
            throw new AssertionError(
                "stream '%s' has %d records, and %d were read by %d worker(s)"
                    .formatted(stream, count, found, workers));
          }
        });
  }
}
