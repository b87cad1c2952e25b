package dev.javacdk.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.flink.Cluster.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job goes on from a savepoint with more readers than before, and with fewer. */
class SavepointTest {

  private static final String[] STREAMS = {
    "books", "chapters", "letters", "loans", "visits", "posters", "stamps"
  };
  private static final int SHELVES = 200;

  @TempDir Path folder;

  @BeforeEach
  void clear() {
    CommittedSink.clear();
  }

  @Test
  void everyRecordIsCommittedOnceAtAnyParallelism() throws Exception {
    String first = untilItHasAsked(200, Run.of(1));
    String second = untilItHasAsked(500, Run.of(4).from(first));
    Library.open(n -> {});
    Cluster.shared().run(source(), Run.of(2).from(second));
    List<String> all = new ArrayList<>();
    for (String stream : STREAMS) {
      all.addAll(LibrarySource.allOf(stream, SHELVES));
    }
    assertThat(CommittedSink.committed()).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void savepointDoesNotWaitForASlowApi() throws Exception {
    int readers = 2;
    Semaphore blocked = new Semaphore(0);
    CountDownLatch never = new CountDownLatch(1);
    Library.open(n -> {
      if (n > 20) {
        blocked.release();
        HandedOverTest.await(never);
      }
    });
    JobID job =
        Cluster.shared().start(ReadingInAClusterTest.source(SHELVES, "books"), Run.of(readers));
    blocked.acquire(readers);
    assertThat(Cluster.shared().savepoint(job, folder)).isNotEmpty();
    Cluster.shared().cancel(job);
  }

  private static ConnectorFlinkSource<String> source() {
    return ReadingInAClusterTest.source(SHELVES, STREAMS);
  }

  private String untilItHasAsked(int pages, Run run) throws Exception {
    Semaphore due = new Semaphore(0);
    Library.open(n -> {
      if (n == pages) {
        due.release();
      }
    });
    JobID job = Cluster.shared().start(source(), run);
    due.acquire();
    return Cluster.shared().stopWithSavepoint(job, folder);
  }
}
