package dev.javacdk.concurrent.coordinator;

import static dev.javacdk.concurrent.coordinator.Reading.child;
import static dev.javacdk.concurrent.coordinator.Reading.counts;
import static dev.javacdk.concurrent.coordinator.Reading.pages;
import static dev.javacdk.core.run.TestRecords.object;
import static dev.javacdk.core.run.TestRecords.parents;
import static dev.javacdk.core.run.TestRecords.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.read.ReadContext;
import dev.javacdk.api.read.ReadStopped;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.message.OutputClosed;
import dev.javacdk.core.run.KeepsState;
import dev.javacdk.core.run.Transcript;
import dev.javacdk.testkit.ManualClock;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@Timeout(60)
class ConcurrentReadEngineTest {

  private static final String DONE = "{\"__ab_full_refresh_sync_complete\":true}";

  @AfterEach
  void noThreadIsLeftBehind() {
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("cdk-worker"));
  }

  @Test
  void twoSlices() {
    Stream stream =
        Streams.paged(
                "s",
                (slice, output, context) -> {
                  record(output, 1);
                  record(output, 2);
                  return Progress.complete();
                })
            .partitions(Partitions.of("part", "a", "b"));
    Transcript run = Reading.by(1).stream(stream).read();
    assertThat(run.line())
        .startsWith("ST | RU | R | R | S ")
        .endsWith("| R | R | S " + DONE + " | CO");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 64})
  void eachStatusOnceAStream(int workers) {
    Transcript run = Reading.by(workers).stream(child(parents(40, 7), pages(3))).read();
    assertThat(run.brief().stream().filter(word -> !word.startsWith("S ") && !word.equals("R")))
        .containsExactly("ST", "RU", "CO");
    assertThat(run.records()).hasSize(120);
  }

  @Test
  void partitionThatFailsAfterOneRecord() {
    PageReader reader =
        (slice, output, context) -> {
          record(output, slice.partition().text("parent", ""));
          if (slice.partition().number("parent", -1) == 2) {
            throw new IllegalStateException("row is locked");
          }
          return Progress.complete();
        };
    Reading reading = Reading.by(3).stream(child(parents(5, 2), reader));
    Transcript run = reading.read();
    assertThat(counts(run)).hasSize(5);
    assertThat(reading.failures()).hasSize(1);
    assertThat(run.errors().get(0)).contains("'children'", "{\"parent\":2", "row is locked");
    assertThat(run.brief()).endsWith("ERR", "IN");
    assertThat(run.lastState("children"))
        .contains("\"failures\":1", "\"handed_out\":{\"parents\":" + DONE + "}");
    List<String> again = new ArrayList<>();
    Transcript second =
        Reading.by(3).stream(
                child(
                    parents(5, 2),
                    (slice, output, context) -> {
                      again.add(slice.partition().text("parent", ""));
                      return Progress.complete();
                    }),
                run.lastState("children"))
            .read();
    assertThat(again).containsExactly("2");
    assertThat(second.lastState("children")).isEqualTo(DONE);
  }

  @Test
  void twoStreamsWithTwoPartitionsAreReadAsInSequence() {
    Stream a = Streams.paged("a", pages(2)).partitions(Partitions.of("parent", "x", "y"));
    Stream b = Streams.paged("b", pages(3)).partitions(Partitions.of("parent", "x", "y"));
    Transcript run = Reading.by(4).stream(a).stream(b).read();
    assertThat(counts(run))
        .containsEntry("{\"id\":\"x/0\"}", 2)
        .containsEntry("{\"id\":\"y/2\"}", 1);
    assertThat(run.records()).hasSize(10);
    assertThat(run.lineOf("a")).endsWith("S " + DONE + " | CO");
    assertThat(run.lineOf("b")).endsWith("S " + DONE + " | CO");
  }

  @Test
  void parentThatFailsAfterTwoPartitions() {
    StreamDefinition broken =
        Streams.paged(
            "parents",
            (slice, output, context) -> {
              if (!slice.cursor().isStart()) {
                throw new IllegalStateException("page 2 is gone");
              }
              output.emit(object().put("id", 1));
              output.emit(object().put("id", 2));
              return Progress.next("page", 2);
            });
    for (int workers : new int[] {1, 2, 8}) {
      Transcript run = Reading.by(workers).stream(child(broken, pages(2))).read();
      assertThat(counts(run)).hasSize(4);
      assertThat(run.brief()).endsWith("ERR", "IN");
      assertThat(run.errors().get(0)).contains("'children'", "page 2 is gone");
      assertThat(run.lastState("children")).endsWith("\"handed_out\":{\"parents\":{\"page\":2}}}");
      Transcript rest =
          Reading.by(workers).stream(child(parents(0, 1), pages(2)), run.lastState("children"))
              .read();
      assertThat(rest.records()).as("nothing is open").isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void noStateBeforeTheRecordsThatItCovers(int workers) {
    Transcript run = Reading.by(workers).stream(child(parents(12, 4), pages(3))).read();
    Set<String> written = ConcurrentHashMap.newKeySet();
    int states = 0;
    for (var message : run.messages()) {
      if (message.path("type").asString().equals("RECORD")) {
        written.add(message.at("/record/data/id").asString());
      } else if (message.path("type").asString().equals("STATE")) {
        states++;
        assertCovered(message.at("/state/stream/stream_state").toString(), written);
      }
    }
    assertThat(states).isGreaterThan(20);
  }

  /** Reads on from the state: what is not read then must have been written before. */
  private static void assertCovered(String state, Set<String> written) {
    Set<String> later = ConcurrentHashMap.newKeySet();
    Transcript rest = Reading.by(1).stream(child(parents(12, 4), pages(3)), state).read();
    rest.records().forEach(record -> later.add(record.substring(7, record.length() - 2)));
    for (int partition = 0; partition < 12; partition++) {
      for (int page = 0; page < 3; page++) {
        String id = partition + "/" + page;
        assertThat(written.contains(id) || later.contains(id)).as("%s at %s", id, state).isTrue();
      }
    }
  }

  @Test
  void streamsOfOneGroupNeverOverlap() {
    AtomicInteger inGroup = new AtomicInteger();
    AtomicBoolean overlapped = new AtomicBoolean();
    Set<String> read = ConcurrentHashMap.newKeySet();
    Reading reading = Reading.by(8);
    for (String name : List.of("a", "b", "c", "d")) {
      reading.stream(
          Streams.paged(
                  name,
                  (slice, output, context) -> {
                    overlapped.compareAndSet(false, inGroup.incrementAndGet() > 1);
                    record(output, name);
                    read.add(name);
                    inGroup.decrementAndGet();
                    return slice.cursor().isStart() ? Progress.next("p", 2) : Progress.complete();
                  })
              .group("tenant"));
    }
    Transcript run = reading.read();
    assertThat(read).containsExactlyInAnyOrder("a", "b", "c", "d");
    assertThat(overlapped).isFalse();
    String others = run.line().replaceAll("RU|R |S [^|]*|\\||\\s", "");
    assertThat(others).isEqualTo("STCOSTCOSTCOSTCO");
  }

  /** A parent that keeps its own position. */
  private static final class Numbered extends KeepsState {
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicBoolean overlapped = new AtomicBoolean();

    Numbered() {
      super("numbered");
    }

    @Override
    public void readRecords(StreamSlice slice, RecordOutput output, ReadContext context) {
      overlapped.compareAndSet(false, inside.incrementAndGet() > 1);
      long page = state.cursor().number("page", 1);
      output.emit(object().put("id", page));
      state = page < 20 ? StreamState.at("page", page + 1) : StreamState.complete();
      inside.decrementAndGet();
    }
  }

  @Test
  void streamThatManagesItsStateBelongsToOneThreadEvenAsAParent() {
    Numbered numbered = new Numbered();
    Stream notes =
        Streams.paged("notes", pages(1)).partitions(Partitions.each(numbered, "id").as("parent"));
    Stream tasks =
        Streams.paged("tasks", pages(1)).partitions(Partitions.each(numbered, "id").as("parent"));
    Transcript run = Reading.by(8).stream(numbered).stream(notes).stream(tasks).read();
    assertThat(numbered.overlapped).isFalse();
    assertThat(run.records()).hasSize(60);
    assertThat(counts(run)).containsEntry("{\"id\":\"20/0\"}", 2);
  }

  @Test
  void aStreamIsReadByAtMostAsManyWorkersAsItAllows() {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    PageReader reader =
        (slice, output, context) -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          record(output, slice.partition().text("parent", ""));
          inside.decrementAndGet();
          return Progress.complete();
        };
    Transcript run = Reading.by(8).stream(child(parents(200, 50), reader).mostWorkers(2)).read();
    assertThat(run.records()).hasSize(200);
    assertThat(most.get()).isLessThanOrEqualTo(2);
  }

  @Test
  void failedFullRefreshSaysNothing() {
    Stream stream =
        Streams.records(
                "s",
                (slice, output, context) -> {
                  record(output, slice.partition().text("part", ""));
                  if (slice.partition().text("part", "").equals("b")) {
                    throw new IllegalStateException("broken");
                  }
                })
            .partitions(Partitions.of("part", "a", "b", "c"))
            .withoutCheckpoints();
    Transcript run = Reading.by(2).stream(stream).read();
    assertThat(run.records()).hasSize(3);
    assertThat(run.of("STATE")).isEmpty();
    assertThat(run.brief()).endsWith("ERR", "IN");
  }

  @Test
  void oneWorkerAndASmallQueueTerminate() {
    Reading reading = Reading.by(1).stream(child(parents(200, 5), pages(2)));
    reading.settings(reading.settings().queueBytes(1).queueItems(1).pageBytes(1));
    Transcript run = reading.read();
    assertThat(run.records()).hasSize(400);
    assertThat(run.lastState("children")).isEqualTo(DONE);
  }

  @Test
  void manyWorkersAndASmallQueueTerminate() {
    Reading reading = Reading.by(64).stream(child(parents(500, 100), pages(3)));
    reading.settings(reading.settings().queueBytes(1).queueItems(1).pageBytes(1));
    assertThat(reading.read().records()).hasSize(1_500);
  }

  @Test
  void outputThatFailsEndsEverything() {
    PageReader endless =
        (slice, output, context) -> {
          long page = slice.cursor().number("page", 0);
          record(output, page);
          return Progress.next("page", page + 1);
        };
    Reading reading =
        Reading.by(8).stream(child(parents(50, 10), endless)).into(new BreakingOutput(100_000));
    assertThatThrownBy(reading::read).isInstanceOf(OutputClosed.class);
  }

  @Test
  void completedPartitionIsNotReadAgain() {
    String state = "{\"states\":[{\"partition\":{\"parent\":\"x\"},\"cursor\":" + DONE + "}]}";
    Stream stream = Streams.paged("s", pages(1)).partitions(Partitions.of("parent", "x", "y"));
    Transcript run = Reading.by(2).stream(stream, state).read();
    assertThat(run.records()).containsExactly("{\"id\":\"y/0\"}");
  }

  @Test
  void secretInAWorkersErrorIsRedacted() {
    PageReader reader =
        (slice, output, context) -> {
          context.registerSecret("hunter2hunter2");
          throw new IllegalStateException("401 for hunter2hunter2");
        };
    Transcript run = Reading.by(2).stream(child(parents(3, 3), reader)).read();
    assertThat(run.messages().toString()).contains("401 for ****").doesNotContain("hunter2");
  }

  @Test
  void slowPartitionDoesNotHoldBackOthers() {
    CountDownLatch othersDone = new CountDownLatch(99);
    PageReader reader =
        (slice, output, context) -> {
          if (slice.partition().number("parent", -1) == 0) {
            othersDone.await();
          } else {
            othersDone.countDown();
          }
          record(output, slice.partition().text("parent", ""));
          return Progress.complete();
        };
    Transcript run = Reading.by(2).stream(child(parents(100, 10), reader)).read();
    assertThat(counts(run)).hasSize(100);
    int most =
        run.of("STATE").stream()
            .mapToInt(state -> state.at("/state/stream/stream_state/states").size())
            .max()
            .orElse(0);
    assertThat(most).as("listed partitions").isLessThanOrEqualTo(2 + 10);
  }

  @Test
  void partitionsAreStartedInTheParentsOrder() {
    List<Long> order = java.util.Collections.synchronizedList(new ArrayList<>());
    PageReader reader =
        (slice, output, context) -> {
          order.add(slice.partition().number("parent", -1));
          return Progress.complete();
        };
    Reading.by(1).stream(child(parents(50, 7), reader)).read();
    assertThat(order).hasSize(50).isSorted();
  }

  @Test
  void atMostTwoPagesOfAWorkerAreNotCommitted() {
    // The output is stuck: one page waits to be committed, one may be read, and no third begins.
    CountDownLatch stuck = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    CountDownLatch twoBegun = new CountDownLatch(2);
    Stream stream =
        Streams.paged(
            "s",
            (slice, output, context) -> {
              long page = slice.cursor().number("page", 0);
              begun.incrementAndGet();
              twoBegun.countDown();
              output.emit(object().put("text", "x".repeat(100_000)));
              return page < 5 ? Progress.next("page", page + 1) : Progress.complete();
            });
    AtomicInteger whenStuck = new AtomicInteger();
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) {}

          @Override
          public void write(byte[] bytes, int offset, int length) {
            if (length > 90_000 && stuck.getCount() > 0) {
              awaitQuietly(twoBegun);
              // Whoever could begin a third page has nothing else to wait for by now.
              awaitBlocked("cdk-worker");
              whenStuck.set(begun.get());
              stuck.countDown();
            }
          }
        };
    Reading.by(4).stream(stream).into(out).read();
    assertThat(whenStuck.get()).isEqualTo(2);
    assertThat(begun.get()).isEqualTo(6);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns once every platform thread of this name waits; at once where workers are virtual. */
  private static void awaitBlocked(String name) {
    boolean busy = true;
    while (busy) {
      Thread.onSpinWait();
      busy =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().startsWith(name))
              .anyMatch(thread -> thread.getState() == Thread.State.RUNNABLE);
    }
  }

  @Test
  void stoppedReadingWritesWhatWasCommittedAndSaysIncomplete() {
    Reading reading = Reading.by(4);
    PageReader reader =
        (slice, output, context) -> {
          long page = slice.cursor().number("page", 0);
          record(output, slice.partition().text("parent") + "/" + page);
          if (slice.partition().number("parent", -1) == 2 && page == 3) {
            reading.stop().stop("test");
          }
          return Progress.next("page", page + 1);
        };
    reading.stream(child(parents(10, 10), reader));
    assertThatThrownBy(reading::read).isInstanceOf(ReadStopped.class);
    Transcript run = reading.transcript();
    assertThat(run.brief()).last().isEqualTo("IN");
    assertThat(run.lastState("children")).contains("{\"page\":", "\"handed_out\"");
    assertThat(run.brief()).doesNotContain("CO", "ERR");
  }

  @Test
  void outOfMemoryInAWorkerEndsEverything() {
    PageReader reader =
        (slice, output, context) -> {
          if (slice.partition().number("parent", -1) == 2) {
            throw new OutOfMemoryError("deliberate");
          }
          long page = slice.cursor().number("page", 0);
          record(output, page);
          return Progress.next("page", page + 1);
        };
    Reading reading = Reading.by(4).stream(child(parents(10, 10), reader));
    assertThatThrownBy(reading::read).isInstanceOf(OutOfMemoryError.class);
    assertThat(reading.transcript().brief()).doesNotContain("CO");
  }

  @Test
  void errorThatIsNotOfTheMachineFailsItsPartitionOnly() {
    PageReader reader =
        (slice, output, context) -> {
          if (slice.partition().number("parent", -1) == 5) {
            throw new AssertionError("author's");
          }
          return pages(2).readPage(slice, output, context);
        };
    Transcript run = Reading.by(4).stream(child(parents(10, 4), reader)).read();
    assertThat(counts(run)).hasSize(18);
    assertThat(run.errors().get(0)).contains("author's");
  }

  @Test
  void tooManyNewFailuresStopTheHandOut() {
    PageReader reader =
        (slice, output, context) -> {
          throw new IllegalStateException("always");
        };
    AtomicInteger started = new AtomicInteger();
    PageReader counted =
        (slice, output, context) -> {
          started.incrementAndGet();
          return reader.readPage(slice, output, context);
        };
    Transcript run = Reading.by(4).stream(child(parents(1_000, 100), counted)).read();
    assertThat(started.get()).isBetween(25, 25 + 4);
    assertThat(run.errors().get(0)).contains("too many failed");
    assertThat(run.brief()).endsWith("ERR", "IN");
  }

  @Test
  void limitHoldsForAStreamReadByManyWorkers() {
    Transcript run =
        Reading.by(8).config("{\"_checkpoint_seconds\":0,\"_limit\":17}").stream(
                child(parents(100, 10), pages(5)))
            .read();
    assertThat(run.records()).hasSize(17);
    assertThat(run.brief()).last().isEqualTo("CO");
    assertThat(run.lastState("children")).isNotEqualTo(DONE);
  }

  @Test
  void pagesInACircleFailTheirPartitionOnly() {
    PageReader reader =
        (slice, output, context) -> {
          long page = slice.cursor().number("page", 0);
          if (slice.partition().number("parent", -1) == 1) {
            return Progress.next("page", page % 5 + 1);
          }
          record(output, slice.partition().text("parent", ""));
          return Progress.complete();
        };
    Transcript run = Reading.by(2).stream(child(parents(3, 3), reader)).read();
    assertThat(run.records()).hasSize(2);
    assertThat(run.errors().get(0)).contains("'children'", "circle", "\"parent\":1");
  }

  @Test
  void stateOfTheWrongShapeFailsItsStreamOnly() {
    Transcript run =
        Reading.by(2).stream(child(parents(3, 3), pages(1)), "{\"page\":2}").stream(
                Streams.paged("other", pages(1)))
            .read();
    assertThat(run.lineOf("children")).isEqualTo("ST | ERR | IN");
    assertThat(run.lineOf("other")).endsWith("CO");
  }

  @Test
  void threeLevelsAreReadAndResumed() {
    StreamDefinition epics = parents(6, 2);
    StreamDefinition issues =
        Streams.paged(
                "issues",
                (slice, output, context) -> {
                  long page = slice.cursor().number("page", 0);
                  output.emit(object().put("id", slice.partition().number("epic", -1) * 10 + page));
                  return page < 2 ? Progress.next("page", page + 1) : Progress.complete();
                })
            .partitions(Partitions.each(epics, "id").as("epic"));
    StreamDefinition comments =
        Streams.paged("comments", pages(2)).partitions(Partitions.each(issues, "id").as("parent"));
    Transcript run = Reading.by(5).stream(comments).read();
    assertThat(counts(run)).hasSize(36).doesNotContainValue(2);
    List<String> states =
        run.of("STATE").stream()
            .map(state -> state.at("/state/stream/stream_state").toString())
            .toList();
    Transcript rest = Reading.by(5).stream(comments, states.get(states.size() / 2)).read();
    assertThat(rest.records()).hasSizeBetween(1, 25);
    assertThat(rest.lastState("comments")).isEqualTo(DONE);
  }

  @Test
  void stalledPartitionIsReportedWithItsName() {
    ManualClock clock = ManualClock.at("2026-08-01T00:00:00Z");
    CountDownLatch reported = new CountDownLatch(1);
    PageReader reader =
        (slice, output, context) -> {
          if (slice.partition().number("parent", -1) == 0) {
            reported.await();
            return Progress.complete();
          }
          clock.advance(Duration.ofMinutes(1));
          return reported.getCount() > 0
              ? Progress.next("page", slice.cursor().number("page", 0) + 1)
              : Progress.complete();
        };
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) {}

          @Override
          public void write(byte[] bytes, int offset, int length) {
            String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
            if (text.contains("no sign") && text.contains("{\\\"parent\\\":0")) {
              reported.countDown();
            }
          }
        };
    Reading.by(2).clock(clock).stream(child(parents(2, 2), reader)).into(out).read();
    assertThat(reported.getCount()).isZero();
  }

  @Test
  void interruptThatAnAuthorLeavesBehindHarmsNobody() {
    PageReader reader =
        (slice, output, context) -> {
          Thread.currentThread().interrupt();
          return pages(3).readPage(slice, output, context);
        };
    Transcript run = Reading.by(3).stream(child(parents(20, 5), reader)).read();
    assertThat(counts(run)).hasSize(60);
    assertThat(run.lastState("children")).isEqualTo(DONE);
  }

  @Test
  void whatAuthorsLogNamesThePartitionThatIsBeingRead() {
    PageReader reader =
        (slice, output, context) -> {
          LoggerFactory.getLogger("author").info("reading");
          return Progress.complete();
        };
    Transcript run = Reading.by(2).stream(child(parents(2, 2), reader)).read();
    assertThat(run.logs())
        .contains(
            "reading [stream 'children', partition {\"parent\":0,\"parent_slice\":{}}]",
            "reading [stream 'children', partition {\"parent\":1,\"parent_slice\":{}}]");
  }
}
