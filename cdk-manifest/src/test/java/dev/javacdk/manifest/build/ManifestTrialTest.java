package dev.javacdk.manifest.build;

import dev.javacdk.manifest.load.ManifestFile;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.source.CrashTests;
import dev.javacdk.testkit.source.FaultTests;
import dev.javacdk.testkit.source.SourceTests;
import dev.javacdk.testkit.source.SourceTrial;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The suites of the test kit over a manifest: it goes on to the page, inside substreams too. */
class ManifestTrialTest {

  private static final boolean FULL = Boolean.getBoolean("javacdk.full");

  private static LocalApi api;

  @BeforeAll
  static void start() {
    api = Shop.open();
  }

  @AfterAll
  static void close() {
    api.close();
  }

  private static SourceTrial trial() {
    ManifestSource source =
        ManifestSource.of(ManifestFile.parse("manifest.yaml", Shop.MANIFEST), null);
    return SourceTrial.of(source, "{\"api_key\":\"s3cr3t-key\",\"url\":\"" + api.baseUrl() + "\"}")
        .has("shops", 5)
        .has("orders", 25)
        .leastRecords(30)
        .mostCuts(FULL ? 500 : 10)
        .leastCuts(6);
  }

  @TestFactory
  Stream<DynamicNode> source() {
    return SourceTests.of(trial());
  }

  @TestFactory
  Stream<DynamicNode> crashes() {
    return CrashTests.of(trial());
  }

  /** That an answer has no records is all the same to a manifest, whatever else it has. */
  @TestFactory
  Stream<DynamicNode> faults() {
    return FaultTests.of(trial(), api, 1)
        .filter(test ->
            Stream.of(
                    "a body that is null",
                    "an error in a good answer",
                    "an empty body",
                    "many faults")
                .noneMatch(test.getDisplayName()::contains));
  }
}
