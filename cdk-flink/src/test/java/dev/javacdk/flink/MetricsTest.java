package dev.javacdk.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.javacdk.flink.Cluster.Run;
import dev.javacdk.testkit.hubspot.HubSpotApi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a job shows of its readers and its enumerator, under Flink's names where it has some. */
@Timeout(120)
class MetricsTest {

  private static final int SHELVES = 60;

  @BeforeEach
  void clear() {
    CommittedSink.clear();
    SeenMetrics.clear();
    Library.open(n -> {});
  }

  @Test
  void readersShowRecordsAndPages() throws Exception {
    Cluster.shared().run(ReadingInAClusterTest.source(SHELVES, "books", "letters"), Run.of(3));
    int records = LibrarySource.allOf("books", SHELVES).size() + SHELVES;
    assertThat(SeenMetrics.sum(".numRecordsIn")).isGreaterThanOrEqualTo(records);
    assertThat(SeenMetrics.sum(".pages")).isGreaterThan(SHELVES).isLessThan(Library.requests());
    assertThat(SeenMetrics.sum(".unassignedSplits")).isZero();
    assertThat(SeenMetrics.sum(".numRecordsInErrors")).isZero();
    assertThat(SeenMetrics.all()).contains("unassignedSplits").doesNotContain("open-sesame");
  }

  @Test
  void splitThatFailsIsCounted() {
    Library.breakPages("15.@3");
    Throwable failure =
        catchThrowable(() ->
            Cluster.shared()
                .run(ReadingInAClusterTest.source(SHELVES, "books"), Run.of(2).restarts(0)));
    assertThat(failure).isNotNull();
    assertThat(SeenMetrics.sum(".numRecordsInErrors")).isEqualTo(1);
  }

  @Test
  void bothSidesShowWhatTheApiTakes() throws Exception {
    try (HubSpotApi crm = HubSpotApi.builder().contacts(30).notes(contact -> 2).start()) {
      Cluster.shared()
          .run(
              ConnectorFlinkSource.of(NotesSource::new, NotesSource.config(crm.baseUrl()), "notes"),
              Run.of(2));
      assertThat(SeenMetrics.sum(".requests")).isEqualTo(31);
      assertThat(SeenMetrics.sum(".enumerator.requests")).isEqualTo(1);
      assertThat(SeenMetrics.sum(".retries")).isZero();
      assertThat(SeenMetrics.all()).contains(".waitedMillis=");
    }
  }
}
