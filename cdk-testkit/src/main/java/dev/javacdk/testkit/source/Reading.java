package dev.javacdk.testkit.source;

import dev.javacdk.api.read.RunClock;
import dev.javacdk.testkit.ManualClock;
import dev.javacdk.testkit.process.StateLines;
import java.time.Instant;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Attempts of one sync, all streams, each in its own mode, with a state after every page.
 *
 * @param runner runs them
 * @param catalog which streams
 * @param waiting whether what is waited for takes its time
 * @param began when each attempt begins; null: when it does
 */
record Reading(SourceRunner runner, Catalog catalog, boolean waiting, @Nullable Instant began) {

  /** The attempts are cut off there. */
  Reading cut(Cut where) {
    return new Reading(runner.cut(where), catalog, waiting, began);
  }

  /** Somebody is told of each line. */
  Reading onLine(LongConsumer listener) {
    return new Reading(runner.onLine(listener), catalog, waiting, began);
  }

  /**
   * All attempts begin at this moment, so that two of them end with the same states: the cursor of
   * rows that are stamped later than now waits at the moment at which they were asked for.
   */
  Reading allAt(Instant moment) {
    return new Reading(runner, catalog, waiting, moment);
  }

  /** Whether two attempts see the same time. */
  boolean isOfOneMoment() {
    return began != null && !waiting;
  }

  Attempt from(@Nullable StateLines states) {
    String state = states == null ? null : states.toJson().toString();
    try (InputFiles files = new InputFiles()) {
      return runner
          .clock(
              waiting ? RunClock.system() : ManualClock.at(began == null ? Instant.now() : began))
          .run(arguments(files, state));
    }
  }

  Attempt fromStart() {
    return from(null);
  }

  /** The command line of an attempt from a state, or from the start. */
  String[] arguments(InputFiles files, @Nullable String state) {
    return runner.arguments(files, catalog, state, true);
  }
}
