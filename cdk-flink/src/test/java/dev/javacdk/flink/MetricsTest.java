package dev.javacdk.flink;

import static dev.javacdk.flink.MeteredSource.COUNTERS;
import static dev.javacdk.flink.MeteredSource.MILLIS;
import static dev.javacdk.flink.MeteredSource.PAGES;
import static dev.javacdk.flink.MeteredSource.PARENT_MILLIS;
import static dev.javacdk.flink.MeteredSource.RECORDS_A_PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.flink.Cluster.Run;
import dev.javacdk.testkit.hubspot.HubSpotApi;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a cluster reports of a job. */
@Timeout(120)
class MetricsTest {

  private static final int READERS = 2;
  private static final int ALL_PAGES = COUNTERS * PAGES;
  private static final String UNASSIGNED = ".enumerator.unassignedSplits";

  @BeforeEach
  void clear() {
    CommittedSink.clear();
    SeenMetrics.clear();
    MeteredSource.open();
  }

  @AfterEach
  void cancel() throws Exception {
    MeteredSource.letThrough(false);
    Cluster.shared().cancelAll();
  }

  private static void await(LongSupplier shown, long value) throws InterruptedException {
    while (shown.getAsLong() < value) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  @Test
  void jobThatHasEndedHasCountedWhatItDid() throws Exception {
    Cluster.shared().run(MeteredSource.of("readings").tellStates(line -> {}), Run.of(READERS));
    assertReaders("pages", ALL_PAGES);
    assertReaders("requests", 3 * ALL_PAGES);
    assertReaders("retries", 2 * ALL_PAGES);
    assertReaders("waitedMillis", ALL_PAGES * MILLIS);
    assertReaders("numRecordsIn", ALL_PAGES * RECORDS_A_PAGE);
    assertReaders("numRecordsOut", ALL_PAGES * RECORDS_A_PAGE);
    assertReaders("numRecordsInErrors", 0);
    assertReaders("recordsHeld", 0);
    assertEnumerator("requests", 2);
    assertEnumerator("retries", 1);
    assertEnumerator("waitedMillis", PARENT_MILLIS);
    assertEnumerator("statesSkipped", 0);
    assertEnumerator("unassignedSplits", 0);
  }

  private static void assertReaders(String name, long value) {
    assertThat(SeenMetrics.readers(name)).as(name).hasSize(READERS);
    assertThat(SeenMetrics.ofReaders(name)).as(name).isEqualTo(value);
  }

  private static void assertEnumerator(String name, long value) {
    assertThat(SeenMetrics.all()).contains(".enumerator." + name + "=");
    assertThat(SeenMetrics.sum(".enumerator." + name)).as(name).isEqualTo(value);
  }

  @Test
  void callsOverHttpAreCountedOnBothSides() throws Exception {
    try (HubSpotApi crm = HubSpotApi.builder().contacts(30).notes(contact -> 2).start()) {
      Cluster.shared()
          .run(
              ConnectorFlinkSource.of(NotesSource::new, NotesSource.config(crm.baseUrl()), "notes"),
              Run.of(READERS));
      assertReaders("requests", 30);
      assertEnumerator("requests", 1);
      assertReaders("retries", 0);
    }
  }

  @Test
  void splitsWithoutAReaderAreUnassigned() throws Exception {
    MeteredSource.waitBefore(1);
    JobID job = Cluster.shared().start(MeteredSource.of("readings"), Run.of(READERS));
    await(() -> SeenMetrics.sum(UNASSIGNED), COUNTERS - READERS);
    MeteredSource.letThrough(false);
    Cluster.shared().result(job);
    assertEnumerator("unassignedSplits", 0);
  }

  @Test
  void recordsThatNoPositionCoversAreHeldUntilTheirSplitFails() throws Exception {
    MeteredSource.waitBefore(PAGES - 1);
    JobID job = Cluster.shared().start(MeteredSource.of("loose"), Run.of(1).restarts(0));
    await(() -> SeenMetrics.ofReaders("recordsHeld"), (PAGES - 1) * RECORDS_A_PAGE);
    assertThat(SeenMetrics.ofReaders("numRecordsIn")).isZero();
    MeteredSource.letThrough(true);
    assertThat(Cluster.shared().result(job).getSerializedThrowable()).isPresent();
    assertThat(SeenMetrics.ofReaders("numRecordsInErrors")).isEqualTo(1);
    assertThat(SeenMetrics.ofReaders("recordsHeld")).isZero();
  }

  @Test
  void enumeratorThatWasStartedAgainIsShown() throws Exception {
    MeteredSource.waitBefore(1);
    JobID job =
        Cluster.shared()
            .start(
                MeteredSource.of("readings"),
                Run.of(READERS).restarts(3).checkpoints(Duration.ZERO));
    await(() -> SeenMetrics.sum(UNASSIGNED), COUNTERS - READERS);
    MeteredSource.letThrough(true);
    // Each one reads the page of the parent anew.
    await(() -> SeenMetrics.sum(".enumerator.requests"), 2 * 2);
    Cluster.shared().cancel(job);
  }

  @Test
  void noSecretIsInAMetricOrInTheNameOfAVertex() throws Exception {
    ConnectorFlinkSource<String> source = MeteredSource.of("readings");
    MeteredSource.waitBefore(1);
    MeteredSource.letThrough(true);
    JobID job = Cluster.shared().start(source, Run.of(READERS).restarts(0));
    assertThat(Cluster.shared().result(job).getSerializedThrowable()).isPresent();
    assertThat(SeenMetrics.ofReaders("numRecordsInErrors")).isPositive();
    assertThat(SeenMetrics.all())
        .contains("numRecordsInErrors")
        .doesNotContain(MeteredSource.SECRET);
    StreamExecutionEnvironment env = Cluster.env(Run.of(READERS));
    env.fromSource(source, WatermarkStrategy.noWatermarks(), "library").print();
    assertThat(env.getStreamGraph().getJobGraph().getVertices())
        .isNotEmpty()
        .allSatisfy(vertex ->
            assertThat(
                    vertex.getName()
                        + vertex.getOperatorName()
                        + vertex.getOperatorDescription()
                        + vertex.getOperatorPrettyName())
                .contains("library")
                .doesNotContain(MeteredSource.SECRET));
  }
}
