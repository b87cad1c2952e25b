package dev.javacdk.flink.enumerator;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever is restarted, and whenever: what is committed is every record once, and the state of
 * each complete checkpoint is what one machine would have to read to have the rest.
 */
class FailoverPropertyTest {

  @Test
  void everyRecordIsCommittedOnceAndStatesHaveTheRest() {
    run(0, 120);
  }

  @Test
  @Tag("full")
  void everyRecordIsCommittedOnceOnManySchedules() {
    run(1_000, 1_000);
  }

  private static void run(long from, long count) {
    for (long seed = from; seed < from + count; seed++) {
      try {
        new FailoverModel(seed).run((int) (seed % 12));
      } catch (Exception | AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }
}
