package dev.javacdk.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.flink.Cluster.Run;
import dev.javacdk.http.HttpApi;
import dev.javacdk.http.settings.Budget;
import dev.javacdk.testkit.hubspot.HubSpotApi;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All readers of a job take their turns of one budget. */
@Timeout(120)
class BudgetTest {

  private static final int CALLS_AT_ONCE = 6;
  private static final long WINDOW_HOURS = 10;

  /** The notes of contacts, of which few may be asked for. */
  public static final class LimitedNotes implements Source<NotesSource.Config> {
    @Override
    public ConnectorSpec<NotesSource.Config> spec() {
      return ConnectorSpec.of(NotesSource.Config.class);
    }

    @Override
    public List<Stream> streams(NotesSource.Config config) {
      // A tenth of it may come at once.
      Budget budget = Budget.of(10 * CALLS_AT_ONCE, Duration.ofHours(WINDOW_HOURS));
      return NotesSource.streams(HttpApi.at(config.baseUrl()).budget(budget));
    }
  }

  @BeforeEach
  void clear() {
    CommittedSink.clear();
  }

  @AfterEach
  void cancel() throws Exception {
    Cluster.shared().cancelAll();
  }

  @Test
  void readersAndParentsShareTheCallsThatMayComeAtOnce() throws Exception {
    Semaphore asked = new Semaphore(0);
    try (HubSpotApi crm = HubSpotApi.builder().contacts(40).notes(contact -> 3).start()) {
      crm.api().onRequest(request -> asked.release());
      Cluster.shared()
          .start(
              ConnectorFlinkSource.of(LimitedNotes::new, NotesSource.config(crm.baseUrl()), "notes")
                  .as(record -> record.data().path("id").asString(), Types.STRING),
              Run.of(4));
      asked.acquire(CALLS_AT_ONCE);
      // Each reader alone would have as many.
      assertThat(asked.tryAcquire(1, TimeUnit.SECONDS)).isFalse();
      Cluster.shared().cancelAll();
    }
  }

  @Test
  void whoIsInTimeWaitsForNothing() throws Exception {
    try (HubSpotApi crm = HubSpotApi.builder().contacts(2).notes(contact -> 2).start()) {
      Cluster.shared()
          .run(
              ConnectorFlinkSource.of(LimitedNotes::new, NotesSource.config(crm.baseUrl()), "notes")
                  .as(record -> record.data().path("id").asString(), Types.STRING),
              Run.of(2));
      assertThat(CommittedSink.committed()).hasSize(4);
    }
  }
}
