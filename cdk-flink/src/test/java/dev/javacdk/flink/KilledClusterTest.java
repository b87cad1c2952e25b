package dev.javacdk.flink;

import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.flink.Cluster.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Processes of a cluster end in mid-work, at moments that a seed says: by how many pages were asked
 * for.
 */
class KilledClusterTest {

  private static final int SHELVES = 5_000;
  private static final int MOST_CLUSTERS = 5;

  @BeforeEach
  void clear() {
    CommittedSink.clear();
  }

  @Test
  @Tag("full")
  void everyRecordIsCommittedOnce() throws Exception {
    kill(3, 17);
  }

  @Test
  @Tag("full")
  void everyRecordIsCommittedOnceThoughThirtyEnd() throws Exception {
    kill(30, 4711);
  }

  @Test
  void everyRecordIsCommittedOnceThoughTheJobManagerEnds() throws Exception {
    Semaphore due = new Semaphore(0);
    Library.open(n -> {
      if (n == 300 || n == 900) {
        due.release();
      }
    });
    Cluster cluster = Cluster.shared();
    JobID job = cluster.start(ReadingInAClusterTest.source(800, "books"), Run.of(4));
    for (int i = 0; i < 2; i++) {
      assertThat(due.tryAcquire(60, SECONDS)).as("pages go on being asked for").isTrue();
      cluster.failOver(job);
    }
    assertThat(cluster.result(job).isSuccess()).isTrue();
    assertThat(CommittedSink.committed())
        .containsExactlyElementsOf(LibrarySource.allOf("books", 800).stream().sorted().toList());
  }

  /**
   * On a cluster of its own. Flink may end a cluster of which a TaskManager is killed while
   * subtasks restart ("Some subtask gateway can be closed while others cannot. There might be a bug
   * here."): then it is tried again on another.
   */
  private static void kill(int times, long seed) throws Exception {
    for (int clusters = 1; ; clusters++) {
      try (Cluster cluster = Cluster.own()) {
        try {
          kill(cluster, times, seed);
          return;
        } catch (Exception | AssertionError e) {
          if (cluster.isRunning() || clusters == MOST_CLUSTERS) {
            throw e;
          }
          CommittedSink.clear();
        }
      }
    }
  }

  private static void kill(Cluster cluster, int times, long seed) throws Exception {
    Random random = new Random(seed);
    TreeSet<Long> moments = new TreeSet<>();
    while (moments.size() < times) {
      moments.add(200L + random.nextInt(7_500));
    }
    Semaphore due = new Semaphore(0);
    Library.open(n -> {
      if (moments.contains(n)) {
        due.release();
      }
    });
    JobID job = cluster.start(ReadingInAClusterTest.source(SHELVES, "books"), Run.of(4));
    List<Kill> kills = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      assertThat(due.tryAcquire(60, SECONDS)).as("pages go on being asked for").isTrue();
      kills.add(Kill.now());
      cluster.killOne();
    }
    assertThat(cluster.result(job).isSuccess()).as("seed %s", seed).isTrue();
    assertThat(kills)
        .as("seed %s", seed)
        .allSatisfy(kill -> assertThat(kill.committed()).isNotEmpty());
    List<String> pages = Library.pages();
    for (Kill kill : kills) {
      assertThat(pages.subList(kill.requests(), pages.size()))
          .as("seed %s, behind request %s", seed, kill.requests())
          .doesNotContainAnyElementsOf(kill.committed());
    }
    assertThat(CommittedSink.committed())
        .as("seed %s", seed)
        .containsExactlyElementsOf(
            LibrarySource.allOf("books", SHELVES).stream().sorted().toList());
  }

  /**
   * Where a job stood when a process was ended.
   *
   * @param committed pages of books that nobody may ask for again
   * @param requests until then
   */
  private record Kill(Set<String> committed, int requests) {

    static Kill now() {
      Set<String> committed =
          CommittedSink.committed().stream().map(LibrarySource::pageOf).collect(toSet());
      return new Kill(committed, Library.pages().size());
    }
  }
}
