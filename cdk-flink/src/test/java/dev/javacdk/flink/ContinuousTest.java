package dev.javacdk.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.flink.Cluster.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Boundedness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job that reads its streams again and again. */
@Timeout(120)
class ContinuousTest {

  private static final Duration OFTEN = Duration.ofMillis(100);

  @TempDir Path folder;

  @BeforeEach
  void clear() {
    CommittedSink.clear();
    Diary.clear();
  }

  @AfterEach
  void cancel() throws Exception {
    Cluster.shared().cancelAll();
  }

  private static ConnectorFlinkSource<String> source(String... streams) {
    return ConnectorFlinkSource.of(DiarySource::new, "{}", streams)
        .as(record -> record.data().path("id").asString(), Types.STRING)
        .every(OFTEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"windows", "byAuthor"})
  void whatComesLaterIsReadOnceByALaterPass(String stream) throws Exception {
    Diary.write("ann", 12);
    Diary.write("bob", 3);
    JobID job = Cluster.shared().start(source(stream), Run.of(2));
    CommittedSink.await(15);
    Diary.write("bob", 4);
    CommittedSink.await(19);
    Diary.write("cleo", 2);
    CommittedSink.await(21);
    // A stop may fail where a pass begins just then; the savepoint is good all the same.
    String savepoint = Cluster.shared().savepoint(job, folder);
    Cluster.shared().cancel(job);

    Diary.write("ann", 7);
    Cluster.shared().start(source(stream), Run.of(3).from(savepoint));
    CommittedSink.await(28);
    assertThat(CommittedSink.committed().stream().distinct().sorted().toList())
        .isEqualTo(Diary.ids());
  }

  @Test
  void jobThatFailsInItsPassesLosesNothing() throws Exception {
    Random random = new Random(5);
    Set<Integer> failing = new HashSet<>();
    while (failing.size() < 12) {
      failing.add(random.nextInt(90));
    }
    Diary.failAt(failing);
    String[] streams = {"entries", "windows", "byAuthor"};
    Cluster.shared()
        .start(
            source(streams)
                .as(
                    record -> record.stream() + " " + record.data().path("id").asString(),
                    Types.STRING),
            Run.of(3));
    for (int i = 0; i < 5; i++) {
      Diary.write(random.nextBoolean() ? "ann" : "bob", 1 + random.nextInt(20));
      Diary.awaitRequests(20 * (i + 1));
    }
    List<String> all = new ArrayList<>();
    for (String stream : streams) {
      Diary.ids().forEach(id -> all.add(stream + " " + id));
    }
    CommittedSink.await(all.size());
    assertThat(CommittedSink.committed()).containsAll(all);
  }

  @Test
  void whatHasNoCursorIsReadInTheFirstPassAlone() throws Exception {
    Diary.write("ann", 2);
    Cluster.shared().start(source("authors", "entries"), Run.of(2));
    CommittedSink.await(3);
    Diary.write("bob", 1);
    CommittedSink.await(4);
    assertThat(CommittedSink.written()).contains("bob.2", "ann").doesNotContain("bob");
  }

  @Test
  void jobWithNothingToReadAgainIsRefused() {
    assertThatThrownBy(() -> Cluster.shared().run(source("authors"), Run.of(1).restarts(0)))
        .hasStackTraceContaining("nothing has a cursor of authors");
    assertThatThrownBy(() -> source("entries").every(Duration.ZERO))
        .hasMessage("passes begin every so often, not every PT0S");
    assertThatThrownBy(() -> source("entries").limit(3))
        .hasMessage("a job that reads every PT0.1S has no end, and no limit of 3");
    assertThat(source("entries").getBoundedness()).isEqualTo(Boundedness.CONTINUOUS_UNBOUNDED);
  }
}
