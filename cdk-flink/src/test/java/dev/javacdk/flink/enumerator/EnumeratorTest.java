package dev.javacdk.flink.enumerator;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.core.message.ExactJson;
import dev.javacdk.flink.LibrarySource;
import dev.javacdk.flink.job.JobSettings;
import dev.javacdk.flink.job.OpenedSource;
import dev.javacdk.flink.job.SourceSpec;
import dev.javacdk.flink.split.PartitionSplit;
import dev.javacdk.flink.split.Reached;
import dev.javacdk.flink.split.ReaderHasEnough;
import dev.javacdk.flink.split.ReaderWords;
import dev.javacdk.flink.split.SplitFailed;
import dev.javacdk.flink.split.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The enumerator alone, with readers that a test plays. */
class EnumeratorTest {

  private static final int READERS = 2;
  private static final Reached READ =
      new Reached(
          "{\"__ab_full_refresh_sync_complete\":true}", null, null, 1, Reached.End.READ, "");

  private final List<String> states = new ArrayList<>();
  private Coordinator flink = new Coordinator(READERS);
  private PartitionEnumerator enumerator = begin("");

  private PartitionEnumerator begin(String state) {
    PartitionEnumerator begun =
        PartitionEnumerator.begin(
            flink,
            OpenedSource.open(spec(4, state)),
            new Budgets(),
            JobSettings.DEFAULT.told(states::add),
            new EnumeratorMetrics());
    begun.start();
    flink.step();
    return begun;
  }

  private static SourceSpec spec(int shelves, String state) {
    return new SourceSpec(
        LibrarySource::new,
        "{\"shelves\":" + shelves + ",\"token\":\"t\"}",
        List.of("books"),
        state);
  }

  private PartitionSplit ask(int reader) {
    enumerator.handleSplitRequest(reader, null);
    flink.step();
    return requireNonNull(flink.assigned.get(reader)).remove();
  }

  private static Word word(PartitionSplit split, Reached reached) {
    return new Word(split.stream(), split.number(), reached);
  }

  private static Reached at(PartitionSplit split, String cursor) {
    return new Reached(cursor, null, null, split.reached().records() + 3, Reached.End.OPEN, "");
  }

  private EnumeratorState checkpoint(long id, Map<Integer, List<Word>> words) {
    EnumeratorState state = enumerator.snapshotState(id);
    words.forEach(
        (reader, said) -> enumerator.handleSourceEvent(reader, new ReaderWords(id, said)));
    return state;
  }

  private JsonNode lastState() {
    return ExactJson.MAPPER
        .readTree(states.get(states.size() - 1))
        .at("/state/stream/stream_state");
  }

  @Test
  void stateOfACheckpointIsThatOfItsReaders() throws Exception {
    PartitionSplit zero = ask(0);
    PartitionSplit one = ask(1);
    checkpoint(
        1,
        Map.of(0, List.of(word(zero, READ)), 1, List.of(word(one, at(one, "{\"after\":\"3\"}")))));
    PartitionSplit two = ask(0);
    enumerator.notifyCheckpointComplete(1);
    assertThat(lastState().toString())
        .as("shelf %s was handed out behind the checkpoint", two.partition())
        .contains("\"shelf\":\"0\"},\"cursor\":{\"__ab_full_refresh_sync")
        .contains("\"shelf\":\"1\"},\"cursor\":{\"after\":\"3\"}")
        .doesNotContain("\"shelf\":\"2\"");
  }

  @Test
  void stateIsLeftOutWhereAReaderWasNotHeard() throws Exception {
    PartitionSplit zero = ask(0);
    ask(1);
    checkpoint(1, Map.of(0, List.of(word(zero, READ))));
    assertThat(flink.metrics.of("statesSkipped")).isZero();
    enumerator.notifyCheckpointComplete(1);
    assertThat(states).isEmpty();
    assertThat(flink.metrics.of("statesSkipped")).isEqualTo(1);
  }

  @Test
  void whatACheckpointSaysIsNothingBeforeItIsComplete() {
    PartitionSplit zero = ask(0);
    checkpoint(1, Map.of(0, List.of(word(zero, READ))));
    enumerator.notifyCheckpointAborted(1);
    assertThat(enumerator.snapshotState(2).toString()).contains("\"number\":1");
  }

  @Test
  void readersForgetOnlyWhatACompleteCheckpointOfTheEnumeratorHas() throws Exception {
    PartitionSplit zero = ask(0);
    checkpoint(1, Map.of(0, List.of(word(zero, READ))));
    enumerator.notifyCheckpointComplete(1);
    assertThat(ask(0).kept()).isNegative();
    checkpoint(2, Map.of(0, List.of(word(zero, READ))));
    enumerator.notifyCheckpointComplete(2);
    assertThat(ask(0).kept()).isEqualTo(1);
  }

  @Test
  void whatIsAtAReaderIsNotHandedOutAgainByARestart() {
    PartitionSplit zero = ask(0);
    EnumeratorState state = enumerator.snapshotState(1);
    flink = new Coordinator(READERS);
    enumerator =
        PartitionEnumerator.restore(
            flink,
            OpenedSource.open(spec(4, "")),
            new Budgets(),
            JobSettings.DEFAULT,
            new EnumeratorMetrics(),
            state);
    enumerator.start();
    flink.step();
    List<String> shelves = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      shelves.add(ask(1).partition().path("shelf").asString());
    }
    assertThat(shelves).doesNotContain(zero.partition().path("shelf").asString());
  }

  @Test
  void streamGetsNoMoreReadersThanItBearsAndGroupsAreReadInTurn() {
    flink = new Coordinator(4);
    enumerator =
        PartitionEnumerator.begin(
            flink,
            OpenedSource.open(
                new SourceSpec(
                    LibrarySource::new,
                    "{\"shelves\":4,\"token\":\"t\"}",
                    List.of("visits", "posters"),
                    "")),
            new Budgets(),
            JobSettings.DEFAULT,
            new EnumeratorMetrics());
    enumerator.start();
    flink.step();
    for (int reader = 0; reader < 4; reader++) {
      enumerator.handleSplitRequest(reader, null);
    }
    flink.step();
    List<String> read = new ArrayList<>();
    while (read.size() < 12) {
      Map<Integer, String> reading = new TreeMap<>();
      flink.assigned.forEach(
          (reader, given) -> given.forEach(split -> reading.put(reader, split.stream())));
      assertThat(Set.copyOf(reading.values())).as("one of the group").hasSize(1);
      assertThat(reading).hasSizeLessThanOrEqualTo(reading.containsValue("visits") ? 2 : 4);
      int done = reading.keySet().iterator().next();
      read.add(requireNonNull(flink.assigned.get(done)).remove().stream());
      enumerator.handleSplitRequest(done, null);
      flink.step();
    }
    assertThat(read.subList(0, 6)).containsOnly("visits");
    assertThat(read.subList(6, 12)).containsOnly("posters");
  }

  @Test
  void onlyNewFailuresStopTheHandOut() {
    flink = new Coordinator(READERS);
    enumerator =
        PartitionEnumerator.begin(
            flink,
            OpenedSource.open(spec(100, "")),
            new Budgets(),
            JobSettings.DEFAULT,
            new EnumeratorMetrics());
    enumerator.start();
    flink.step();
    for (int i = 0; i < 60; i++) {
      PartitionSplit split = ask(0);
      PartitionSplit tried = split.at(split.reached().failed("torn"));
      enumerator.handleSourceEvent(0, SplitFailed.of(i < 30 ? tried.again() : tried));
      if (i == 30 + StreamBooks.MOST_NEW_FAILURES - 1) {
        break;
      }
    }
    enumerator.handleSplitRequest(0, null);
    assertThat(flink.assigned.get(0)).isEmpty();
  }

  @Test
  void splitThatCameBackIsHandedOutAgainAsItWas() {
    PartitionSplit zero = ask(0);
    enumerator.addSplitsBack(List.of(zero), 0);
    assertThat(ask(1)).isEqualTo(zero);
  }

  @Test
  void whatIsListedOrCameBackIsUnassigned() {
    assertThat(flink.metrics.unassigned()).as("all on one page").isEqualTo(4);
    PartitionSplit zero = ask(0);
    ask(1);
    assertThat(flink.metrics.unassigned()).isEqualTo(2);
    enumerator.addSplitsBack(List.of(zero), 0);
    assertThat(flink.metrics.unassigned()).isEqualTo(3);
    ask(0);
    ask(0);
    ask(1);
    assertThat(flink.metrics.unassigned()).isZero();
  }

  @Test
  void readersAreDismissedOnceAllIsHeardOf() throws Exception {
    for (int i = 0; i < 4; i++) {
      PartitionSplit split = ask(0);
      checkpoint(i + 1, Map.of(0, List.of(word(split, READ))));
      if (i < 3) {
        enumerator.notifyCheckpointComplete(i + 1);
      }
    }
    enumerator.handleSplitRequest(0, null);
    enumerator.handleSplitRequest(1, null);
    assertThat(flink.dismissed).as("the last is not covered yet").isEmpty();
    enumerator.notifyCheckpointComplete(4);
    assertThat(flink.dismissed).containsExactlyInAnyOrder(0, 1);
    assertThat(lastState().toString()).isEqualTo("{\"__ab_full_refresh_sync_complete\":true}");
  }

  @Test
  void checkpointsStayFlatHoweverManyPartitionsThereAre() throws Exception {
    int readers = 64;
    int partitions = 100_000;
    flink = new Coordinator(readers);
    enumerator =
        PartitionEnumerator.begin(
            flink,
            OpenedSource.open(spec(partitions, "")),
            new Budgets(),
            JobSettings.DEFAULT,
            new EnumeratorMetrics());
    enumerator.start();
    flink.step();
    EnumeratorStateSerializer serializer = new EnumeratorStateSerializer();
    Map<Integer, List<Word>> ended = new TreeMap<>();
    Map<Integer, PartitionSplit> slow = new TreeMap<>();
    long greatest = 0;
    long id = 0;
    int handedOut = 0;
    while (handedOut < partitions) {
      // Between two checkpoints each reader reads ten, and one in eight is stuck for ever.
      for (int reader = 0; reader < readers; reader++) {
        for (int i = 0; i < 10 && handedOut < partitions; i++) {
          if (slow.containsKey(reader)) {
            continue;
          }
          PartitionSplit split = ask(reader);
          handedOut++;
          if (reader % 8 == 0) {
            slow.put(reader, split);
          } else {
            ended.computeIfAbsent(reader, r -> new ArrayList<>()).add(word(split, READ));
          }
        }
      }
      byte[] bytes = serializer.serialize(enumerator.snapshotState(++id));
      greatest = Math.max(greatest, bytes.length);
      long checkpoint = id;
      ended.forEach((reader, words) ->
          enumerator.handleSourceEvent(reader, new ReaderWords(checkpoint, words)));
      ended.clear();
      enumerator.notifyCheckpointComplete(checkpoint);
    }
    assertThat(greatest).isLessThan(128 << 10);
  }

  private void hasEnough(int reader) {
    enumerator.handleSourceEvent(reader, new ReaderHasEnough());
    enumerator.handleSplitRequest(reader, null);
    flink.step();
  }

  @Test
  void nothingIsBegunOnceAReaderHasEnough() {
    ask(0);
    hasEnough(0);
    enumerator.handleSplitRequest(1, null);
    flink.step();
    assertThat(flink.assigned.get(1)).isEmpty();
    assertThat(flink.dismissed).containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void readerThatHadEnoughAndIsLostHadNothing() {
    PartitionSplit zero = ask(0);
    hasEnough(0);
    enumerator.addSplitsBack(List.of(zero), 0);
    enumerator.addReader(0);
    assertThat(ask(1).partition()).isEqualTo(zero.partition());
  }
}
