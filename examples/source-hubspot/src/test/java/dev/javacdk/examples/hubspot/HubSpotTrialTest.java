package dev.javacdk.examples.hubspot;

import dev.javacdk.testkit.hubspot.HubSpotApi;
import dev.javacdk.testkit.process.ConnectorProcess;
import dev.javacdk.testkit.source.ChangeTests;
import dev.javacdk.testkit.source.Changes;
import dev.javacdk.testkit.source.CrashTests;
import dev.javacdk.testkit.source.FaultTests;
import dev.javacdk.testkit.source.ProcessTests;
import dev.javacdk.testkit.source.SourceTests;
import dev.javacdk.testkit.source.SourceTrial;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The suites of the test kit over this source. */
class HubSpotTrialTest {

  private static final boolean FULL = Boolean.getBoolean("javacdk.full");

  /** Each is a partition of the notes, and a request. */
  private static final int CONTACTS = FULL ? 250 : 70;

  private static HubSpotApi api;

  @BeforeAll
  static void start() {
    api =
        HubSpotApi.builder()
            .contacts(CONTACTS)
            .companies(120)
            .deals(150)
            .notes(contact -> contact % 5 == 0 ? 2 : 0)
            .token("pat-1234")
            .start();
  }

  @AfterAll
  static void close() {
    api.close();
  }

  private static SourceTrial trial() {
    String config = "{\"access_token\":\"%s\",\"base_url\":\"%s\"}";
    return SourceTrial.of(new HubSpotSource(), config.formatted("pat-1234", api.baseUrl()))
        .badConfig(config.formatted("pat-wrong", api.baseUrl()))
        .has("contacts", CONTACTS)
        .has("companies", 120)
        .has("deals", 150)
        .has("notes", 2 * CONTACTS / 5)
        .mostCuts(FULL ? 500 : 4)
        .leastCuts(4);
  }

  @TestFactory
  Stream<DynamicNode> source() {
    return SourceTests.of(trial());
  }

  @TestFactory
  Stream<DynamicNode> crashes() {
    return CrashTests.of(trial());
  }

  @TestFactory
  Stream<DynamicNode> faults() {
    return FULL
        ? FaultTests.of(trial(), api.api(), 1, 2, 3, 4, 5)
        : FaultTests.of(trial(), api.api(), 1);
  }

  @TestFactory
  Stream<DynamicNode> changes() {
    List<Changes> changes =
        List.of(
            Changes.of("contacts", api.contacts()).children("notes", api::notes),
            Changes.of("companies", api.companies()),
            Changes.of("deals", api.deals()).onlyGrowing());
    return FULL
        ? ChangeTests.of(trial(), api.api(), changes, LongStream.range(0, 50).toArray())
        : ChangeTests.of(trial(), api.api(), changes, 1, 2, 3);
  }

  @TestFactory
  Stream<DynamicNode> processes() {
    Stream<DynamicNode> processes =
        ProcessTests.of(
            trial(),
            () -> ConnectorProcess.mainClass(HubSpotSource.class.getName()),
            FULL ? LongStream.range(0, 20).toArray() : new long[] {1});
    // Killed it is by KilledSyncTest.
    return FULL
        ? processes
        : processes.filter(test -> !test.getDisplayName().contains("is killed"));
  }
}
