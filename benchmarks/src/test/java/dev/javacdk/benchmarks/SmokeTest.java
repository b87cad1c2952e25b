package dev.javacdk.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.benchmarks.pair.Contest;
import dev.javacdk.benchmarks.pair.PairRun;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Each benchmark runs once, so that none rots. What it measures here means nothing. */
class SmokeTest {

  private static final int BENCHMARKS = 35;

  @Test
  void everyBenchmarkRuns() throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include("dev[.]javacdk[.]benchmarks[.][A-Z].*")
                    .param("partitions", "1000")
                    .param("workers", "2")
                    .forks(0)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .measurementTime(TimeValue.milliseconds(10))
                    .shouldFailOnError(true)
                    .build())
            .run();
    assertThat(results).hasSizeGreaterThanOrEqualTo(BENCHMARKS);
    assertThat(results).allSatisfy(r -> assertThat(r.getPrimaryResult().getScore()).isPositive());
  }

  @Test
  void aBenchmarkAndItsRivalTakeTurns() throws IOException {
    for (Contest contest : Contest.of(ReadLoop.class)) {
      if (contest.method().getName().equals("tree")) {
        PairRun.Result result = new PairRun(Duration.ZERO, 1).measure(contest);
        assertThat(result.ratio()).isPositive();
        assertThat(result.bytes()).isPositive();
      }
    }
  }
}
