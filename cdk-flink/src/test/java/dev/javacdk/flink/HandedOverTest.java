package dev.javacdk.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.javacdk.core.checkpoint.CheckpointReaders;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.sync.StreamPlan;
import dev.javacdk.core.sync.Sync;
import dev.javacdk.flink.Cluster.Run;
import dev.javacdk.flink.job.OpenedSource;
import dev.javacdk.flink.job.SourceSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A state goes from one machine into a job and back: nothing is lost, little is read twice. */
class HandedOverTest {

  private static final int SHELVES = 120;
  private static final ConcurrentLinkedQueue<String> STATES = new ConcurrentLinkedQueue<>();
  @TempDir Path folder;

  @BeforeEach
  void clear() {
    CommittedSink.clear();
    Library.open(n -> {});
    STATES.clear();
  }

  private static ConnectorFlinkSource<String> source(String stream) {
    return ReadingInAClusterTest.source(SHELVES, stream).tellStates(line -> STATES.add(line));
  }

  @ParameterizedTest
  @ValueSource(strings = {"letters", "books", "chapters", "loans", "visits"})
  void stateGoesOnInAJobAndBackOnOneMachine(String stream) throws Exception {
    List<String> all = LibrarySource.allOf(stream, SHELVES);
    Random random = new Random(stream.hashCode());
    OneMachine machine = new OneMachine(folder);
    OneMachine.Attempt first = machine.read(stream, SHELVES, "", 2_000 + random.nextInt(4_000));
    assertThat(first.state()).as(first.stderr()).isNotEmpty();

    List<String> inJob = untilItIsStopped(source(stream).from(first.state()), 8);
    String state = first.state() + String.join("\n", STATES);

    OneMachine.Attempt last = machine.read(stream, SHELVES, state);
    List<String> read = new ArrayList<>(first.ids());
    read.addAll(inJob);
    read.addAll(last.ids());
    assertThat(new HashSet<>(read)).containsExactlyInAnyOrderElementsOf(all);
    assertThat(inJob).as("the job has read some").isNotEmpty();
    assertThat(read).as("of each kill some pages").hasSizeLessThan(all.size() + 8 * 5 * 5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"letters", "books", "chapters", "loans", "visits"})
  void stateGoesOnThoughEachLegIsKilled(String stream) throws Exception {
    killInEachLeg(stream, 7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"letters", "books", "chapters", "loans", "visits"})
  @Tag("full")
  void stateGoesOnWhereverEachLegIsKilled(String stream) throws Exception {
    for (long seed = 100; seed < 120; seed++) {
      CommittedSink.clear();
      STATES.clear();
      killInEachLeg(stream, seed);
    }
  }

  /**
   * One machine, cut off; a job, cancelled in mid-work; another job, cancelled; one machine, cut
   * off; the rest.
   */
  private void killInEachLeg(String stream, long seed) throws Exception {
    Random random = new Random(31 * seed + stream.hashCode());
    OneMachine machine = new OneMachine(folder);
    Library.open(n -> {});
    OneMachine.Attempt first = machine.read(stream, SHELVES, "", 1_000 + random.nextInt(2_500));
    untilItIsStopped(source(stream).from(first.state()), 2 + random.nextInt(4));
    String halfway = first.state() + lines(STATES);
    List<String> inJob = untilItIsStopped(source(stream).from(halfway), 2 + random.nextInt(4));
    String state = first.state() + lines(STATES);
    requireReadable(stream, state);
    Library.open(n -> {});
    OneMachine.Attempt third = machine.read(stream, SHELVES, state, 1_000 + random.nextInt(2_500));
    OneMachine.Attempt last = machine.read(stream, SHELVES, third.state());

    List<String> all = LibrarySource.allOf(stream, SHELVES);
    List<String> read = new ArrayList<>(first.ids());
    read.addAll(inJob);
    read.addAll(third.ids());
    read.addAll(last.ids());
    assertThat(new HashSet<>(read)).as("seed %s", seed).containsAll(all).hasSameSizeAs(all);
    assertThat(read).as("seed %s", seed).hasSizeLessThan(all.size() + 4 * 3 * 3 * 10);
    if (!stream.equals("visits")) {
      // The last value of a cursor without windows is asked for again: others may have it too.
      assertThat(inJob)
          .as("seed %s: the job reads no page of before", seed)
          .noneMatch(first.coveredIds()::contains);
      assertThat(last.ids())
          .as("seed %s: nor does one machine", seed)
          .noneMatch(third.coveredIds()::contains);
    }
  }

  private static String lines(Iterable<String> states) {
    StringBuilder lines = new StringBuilder();
    states.forEach(line -> lines.append(line).append('\n'));
    return lines.toString();
  }

  /** Each state that was said, one by one, as the kit takes it. */
  private static void requireReadable(String stream, String states) {
    for (String line : states.lines().toList()) {
      Sync sync =
          OpenedSource.open(
                  new SourceSpec(
                      LibrarySource::new, LibrarySource.config(SHELVES), List.of(stream), line))
              .sync();
      StreamPlan plan = sync.streams().get(0);
      assertThatCode(() ->
              CheckpointReaders.of(
                  plan.stream(),
                  plan.state(),
                  request -> {
                    throw new AssertionError("nothing is read");
                  },
                  sync.clock()))
          .as(line)
          .doesNotThrowAnyException();
    }
  }

  /** Ends a job in mid-work, once its API has been asked so often: then nothing answers. */
  private static List<String> untilItIsStopped(ConnectorFlinkSource<String> source, int requests)
      throws Exception {
    Semaphore due = new Semaphore(0);
    CountDownLatch never = new CountDownLatch(1);
    Library.open(n -> {
      if (n >= requests) {
        due.release();
        await(never);
      }
    });
    JobID job = Cluster.shared().start(source, Run.of(3));
    due.acquire();
    Cluster.shared().cancel(job);
    Library.open(n -> {});
    return CommittedSink.written();
  }

  static void await(CountDownLatch never) {
    try {
      never.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void lastStatesAreThoseOfOneMachine() throws Exception {
    String[] streams = {
      "shelves", "letters", "books", "chapters", "loans", "visits", "posters", "stamps"
    };
    Cluster.shared()
        .run(
            ReadingInAClusterTest.source(SHELVES, streams).tellStates(line -> STATES.add(line)),
            Run.of(3));
    for (String stream : streams) {
      OneMachine.Attempt alone = new OneMachine(folder).read(stream, SHELVES, "");
      List<JsonNode> told =
          STATES.stream()
              .map(ExactJson.MAPPER::readTree)
              .filter(s -> s.at("/state/stream/stream_descriptor/name").asString().equals(stream))
              .toList();
      assertThat(told.get(told.size() - 1).at("/state/stream/stream_state"))
          .isEqualTo(alone.lastState());
      assertThat(
              told.stream().mapToLong(s -> s.at("/state/sourceStats/recordCount").asLong()).sum())
          .as("each record counts for one state")
          .isEqualTo(LibrarySource.allOf(stream, SHELVES).size());
    }
  }

  @Test
  void completeStateReadsNothing() throws Exception {
    OneMachine.Attempt all = new OneMachine(folder).read("books", SHELVES, "");
    Library.open(n -> {});
    Cluster.shared().run(source("books").from(all.state()), Run.of(2));
    assertThat(CommittedSink.written()).isEmpty();
    assertThat(Library.requests()).isZero();
  }
}
