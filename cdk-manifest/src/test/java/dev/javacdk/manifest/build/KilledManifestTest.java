package dev.javacdk.manifest.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.manifest.cli.ManifestMain;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.process.ConnectorProcess;
import dev.javacdk.testkit.process.Delivered;
import dev.javacdk.testkit.process.StateLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * I2 and I3 of manifests: killed by SIGKILL at seeded moments, and gone on from all STATE so far.
 */
class KilledManifestTest {

  private static final int WORKERS = 4;
  private static final Duration MOST = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @Test
  void killedThreeTimesEveryRecordIsThereAndAtMostTwoPagesAWorkerAreReadAgain() throws IOException {
    killed(KilledShape.CHILDREN_BY_NUMBER, 3, 1, 12);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("full")
  void killedUntilItEndsEveryRecordIsThere(KilledShape shape) throws IOException {
    for (long seed = 1; seed <= 2; seed++) {
      killed(shape, Integer.MAX_VALUE, seed, 60);
    }
  }

  private void killed(KilledShape shape, int most, long seed, int parents) throws IOException {
    Random random = new Random(seed);
    try (LocalApi api = shape.api(parents)) {
      StateLines states = StateLines.none();
      Delivered delivered = Delivered.keyedBy("id");
      Set<String> expected = shape.ids(parents);
      int kills = 0;
      int exit = 137;
      while (exit == 137) {
        // Behind a fifth of the records on average: nearly every kill falls inside.
        int after = kills < most ? 1 + random.nextInt(2 * expected.size() / 5) : Integer.MAX_VALUE;
        exit = attempt(shape.manifest(), api, states, delivered, after);
        kills += exit == 137 ? 1 : 0;
      }
      String of = "%s, seed %d, %d kills".formatted(shape, seed, kills);
      assertThat(exit).as(of).isZero();
      assertThat(kills).as(of).isPositive();
      assertThat(delivered.lost(KilledShape.STREAM, expected)).as(of).isEmpty();
      assertThat(delivered.unexpected(KilledShape.STREAM, expected)).as(of).isEmpty();
      // One that was handed over and not committed, and one that was being read.
      long underWay = 2L * kills * WORKERS;
      assertThat(delivered.written(KilledShape.STREAM) - expected.size())
          .as(of)
          .isLessThanOrEqualTo(underWay * KilledShape.PAGE);
      long again = shape.askedAgain(api.counters());
      assertThat(again).as(of).isLessThanOrEqualTo(underWay);
      System.out.printf(
          "%s: %,d of %,d records came twice, %d pages were asked for again%n",
          of, delivered.written(KilledShape.STREAM) - expected.size(), expected.size(), again);
    }
  }

  private int attempt(
      String manifest, LocalApi api, StateLines states, Delivered delivered, long killAfter)
      throws IOException {
    ConnectorProcess.Builder builder =
        ConnectorProcess.mainClass(ManifestMain.class.getName())
            .jvmOptions("-Xmx48m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
            .args("read", "--manifest", write("manifest.yaml", manifest))
            .args("--config", write("config.json", config(api)))
            .args("--catalog", write("catalog.json", KilledShape.CATALOG))
            .args("--state", states.writeTo(folder.resolve("state.json")).toString())
            .withoutKeeping()
            .onMessage(message -> {
              states.accept(message);
              delivered.accept(message);
            })
            .killAfter(killAfter);
    try (ConnectorProcess process = builder.start()) {
      int exit = process.await(MOST);
      delivered.endAttempt();
      return exit;
    }
  }

  /** A state after every page. */
  private static String config(LocalApi api) {
    return "{\"url\":\"%s\",\"_checkpoint_seconds\":0,\"_concurrency\":%d}"
        .formatted(api.baseUrl(), WORKERS);
  }

  private String write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }
}
