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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Processes of a cluster end in mid-work, at moments that a seed says: by how many pages were asked
 * for.
 */
class KilledClusterTest {

  private static final int MOST_CLUSTERS = 5;

  @BeforeEach
  void clear() {
    CommittedSink.clear();
  }

  @Test
  void everyRecordIsCommittedOnce() throws Exception {
    kill(1_000, 3, 17);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13})
  @Tag("full")
  void everyRecordIsCommittedOnceAtOtherMoments(long seed) throws Exception {
    kill(2_000, 6, seed);
  }

  @Test
  @Tag("full")
  void everyRecordIsCommittedOnceThoughThirtyEnd() throws Exception {
    kill(5_000, 30, 4711);
  }

  @Tag("full")
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
  private static void kill(int shelves, int times, long seed) throws Exception {
    for (int clusters = 1; ; clusters++) {
      try (Cluster cluster = Cluster.own()) {
        try {
          kill(cluster, shelves, times, seed);
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

  private static void kill(Cluster cluster, int shelves, int times, long seed) throws Exception {
    Random random = new Random(seed);
    TreeSet<Long> moments = new TreeSet<>();
    while (moments.size() < times) {
      moments.add(200L + random.nextInt(shelves + shelves / 3));
    }
    Semaphore due = new Semaphore(0);
    Library.open(n -> {
      if (moments.contains(n)) {
        due.release();
      }
    });
    JobID job = cluster.start(ReadingInAClusterTest.source(shelves, "books"), Run.of(4));
    List<Kill> kills = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      assertThat(due.tryAcquire(60, SECONDS)).as("pages go on being asked for").isTrue();
      kills.add(Kill.now(cluster));
    }
    assertThat(cluster.result(job).isSuccess()).as("seed %s", seed).isTrue();
    List<String> all = LibrarySource.allOf("books", shelves);
    assertThat(CommittedSink.committed())
        .as("seed %s", seed)
        .containsExactlyElementsOf(all.stream().sorted().toList());
    List<String> asked = Library.pages();
    assertThat(kills.get(times - 1).committed()).as("seed %s", seed).isNotEmpty();
    for (Kill kill : kills) {
      assertThat(asked.subList(kill.before(), asked.size()))
          .as("seed %s, behind request %s", seed, kill.before())
          .doesNotContainAnyElementsOf(kill.committed());
    }
    Set<String> pages = all.stream().map(LibrarySource::pageOf).collect(toSet());
    long again = asked.stream().filter(pages::contains).count() - pages.size();
    long most = kills.stream().mapToLong(kill -> kill.open(asked, pages)).sum();
    assertThat(again).as("seed %s: pages asked for again", seed).isLessThanOrEqualTo(most);
  }

  /**
   * A process was ended.
   *
   * @param committed pages of books that were committed before it: nobody may ask for them again
   * @param before how often pages were asked for by then
   * @param after the same, once it had ended
   */
  private record Kill(Set<String> committed, int before, int after) {

    static Kill now(Cluster cluster) throws Exception {
      Set<String> committed =
          CommittedSink.committed().stream().map(LibrarySource::pageOf).collect(toSet());
      int before = Library.pages().size();
      cluster.killOne();
      return new Kill(committed, before, Library.pages().size());
    }

    /**
     * How many pages were asked for and not committed when it ended: those that its readers and
     * whoever restarts with them may ask for once more. They are what was emitted since the last
     * complete checkpoint, and two of each reader: one read ahead, one in hand.
     */
    long open(List<String> asked, Set<String> pages) {
      return asked.subList(0, after).stream()
          .distinct()
          .filter(page -> pages.contains(page) && !committed.contains(page))
          .count();
    }
  }
}
