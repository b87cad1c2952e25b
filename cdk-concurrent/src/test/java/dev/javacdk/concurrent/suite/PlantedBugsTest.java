package dev.javacdk.concurrent.suite;

import dev.javacdk.api.CheckContext;
import dev.javacdk.api.Partitions;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.read.ReadContext;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.read.RecordReader;
import dev.javacdk.api.read.StateMixin;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.api.spec.Secret;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.testkit.source.CrashTests;
import dev.javacdk.testkit.source.SourceTests;
import dev.javacdk.testkit.source.SourceTrial;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Mistakes that authors make, each caught by a suite, and by name. */
class PlantedBugsTest {

  private static final int PAGES = 12;
  private static final int SIZE = 20;

  /** The config. */
  record Config(@Secret String token) {}

  /** A config whose secret is not marked as one. */
  record OpenConfig(String token) {}

  record Row(long id, String name) {}

  /** A source of these streams. */
  private record Streaming<C>(Class<C> config, List<Stream> all) implements Source<C> {

    @Override
    public ConnectorSpec<C> spec() {
      return ConnectorSpec.of(config);
    }

    @Override
    public List<Stream> streams(C said) {
      return all;
    }

    @Override
    public void check(C said, CheckContext context) {
      if (said.toString().contains("wrong")) {
        throw new ConfigError("the token is wrong");
      }
    }
  }

  private static ObjectNode row(long id) {
    return JsonMapper.shared().createObjectNode().put("id", id).put("name", "row " + id);
  }

  private static void page(long number, RecordOutput output) {
    for (long i = 0; i < SIZE; i++) {
      output.emit(row(number * SIZE + i));
    }
  }

  private static Progress behind(long page) {
    return page + 1 < PAGES ? Progress.next("page", page + 1) : Progress.complete();
  }

  private static Stream rows(PageReader reader) {
    return Streams.paged("rows", reader).schema(Row.class).key("id");
  }

  private static PageReader good() {
    return (slice, output, context) -> {
      long page = slice.cursor().number("page", 0);
      page(page, output);
      return behind(page);
    };
  }

  private static SourceTrial trial(Stream stream) {
    return SourceTrial.of(
            new Streaming<>(Config.class, List.of(stream)), "{\"token\":\"tok-1234\"}")
        .badConfig("{\"token\":\"wrong-1234\"}")
        .has("rows", (long) PAGES * SIZE);
  }

  private static Said said(SourceTrial trial) {
    SourceTrial few = trial.mostCuts(PAGES + 2).leastCuts(PAGES - 2);
    return Said.by(java.util.stream.Stream.concat(SourceTests.of(few), CrashTests.of(few)));
  }

  private static void assertCaught(SourceTrial trial, String by, String... words) {
    said(trial).assertCaught(by, words);
  }

  @Test
  void goodSourceHasNoFault() {
    said(trial(rows(good()))).assertNothing();
  }

  @Test
  void positionIsSavedBeforeItsRecords() {
    Function<List<Long>, PageReader> reader =
        held ->
            (slice, output, context) -> {
              held.forEach(page -> page(page, output));
              held.clear();
              long page = slice.cursor().number("page", 0);
              held.add(page);
              if (page + 1 == PAGES) {
                held.clear();
                page(page, output);
              }
              return behind(page);
            };
    // One for each attempt, as it is in a process of its own.
    Source<Config> source =
        new Source<>() {
          @Override
          public ConnectorSpec<Config> spec() {
            return ConnectorSpec.of(Config.class);
          }

          @Override
          public List<Stream> streams(Config config) {
            return List.of(rows(reader.apply(new ArrayList<>())));
          }
        };
    assertCaught(
        SourceTrial.of(source, "{\"token\":\"tok-1234\"}"),
        "nothing is lost",
        "killed behind state 1",
        "stream 'rows' loses 20 records: {\"id\":0");
  }

  @Test
  void recordIsDroppedAtThePagesEnd() {
    assertCaught(
        trial(
            rows((slice, output, context) -> {
              long page = slice.cursor().number("page", 0);
              IntStream.range(0, SIZE - 1).forEach(i -> output.emit(row(page * SIZE + i)));
              return behind(page);
            })),
        "read to its end",
        "stream 'rows' has 240 records, and 228 were read");
  }

  @Test
  void pageThatIsSmallerIsTakenForTheEnd() {
    assertCaught(
        trial(
            rows((slice, output, context) -> {
              long page = slice.cursor().number("page", 0);
              int size = page == 5 ? SIZE - 1 : SIZE;
              IntStream.range(0, size).forEach(i -> output.emit(row(page * SIZE + i)));
              return size < SIZE ? Progress.complete() : behind(page);
            })),
        "read to its end",
        "119 were read");
  }

  @Test
  void pageIsSkippedBehindAnError() {
    AtomicInteger asked = new AtomicInteger();
    assertCaught(
        trial(
            rows((slice, output, context) -> {
              long page = slice.cursor().number("page", 0);
              if (asked.incrementAndGet() % 7 != 0) {
                page(page, output);
              }
              return behind(page);
            })),
        "read to its end",
        "has 240 records");
  }

  @Test
  void keyIsNotUnique() {
    assertCaught(
        trial(
            rows((slice, output, context) -> {
              long page = slice.cursor().number("page", 0);
              IntStream.range(0, SIZE).forEach(i -> output.emit(row((page * SIZE + i) % 200)));
              return behind(page);
            })),
        "records have their keys",
        "its key is not unique: 40 records: [0]");
  }

  @Test
  void schemaIsNotThatOfTheRecords() {
    assertCaught(
        trial(
            rows((slice, output, context) -> {
              long page = slice.cursor().number("page", 0);
              IntStream.range(0, SIZE)
                  .forEach(i -> output.emit(row(page * SIZE + i).put("name", i)));
              return behind(page);
            })),
        "fit their schemas",
        "does not fit its schema at '/name'");
  }

  @Test
  void secretIsNotMarked() {
    assertCaught(
        SourceTrial.of(
            new Streaming<>(OpenConfig.class, List.of(rows(good()))), "{\"token\":\"tok-1234\"}"),
        "secrets are marked",
        "'token' is called as a secret is");
  }

  @Test
  void stateIsSharedBetweenParents() {
    AtomicLong next = new AtomicLong();
    Stream parts =
        Streams.paged(
                "rows",
                (slice, output, context) -> {
                  String part = slice.partition().text("part", "");
                  long page = next.getAndIncrement() % 6;
                  for (long i = 0; i < SIZE; i++) {
                    output.emit(row(page * SIZE + i + (part.equals("a") ? 0 : 1_000)));
                  }
                  Thread.sleep(1);
                  return page < 5 ? Progress.next("page", page + 1) : Progress.complete();
                })
            .schema(Row.class)
            .key("id")
            .partitions(Partitions.of("part", "a", "b"));
    assertCaught(trial(parts), "nothing is lost", "stream 'rows'");
  }

  /** A reader that keeps its own state forgets to say of every other part that it is done. */
  @Test
  void partIsNotSaidToBeComplete() {
    class Parts implements RecordReader, StateMixin {
      private final Set<Long> done = new TreeSet<>();
      private final Set<Long> said = new TreeSet<>();
      private long reads;

      @Override
      public void readRecords(StreamSlice slice, RecordOutput output, ReadContext context) {
        long part = 0;
        while (done.contains(part)) {
          part++;
        }
        page(part, output);
        done.add(part);
        if (part % 2 == 0) {
          said.add(part);
        }
        reads++;
      }

      @Override
      public StreamState state() {
        if (done.size() == PAGES) {
          return StreamState.complete();
        }
        ObjectNode position = JsonMapper.shared().createObjectNode().put("reads", reads);
        said.forEach(position.putArray("done")::add);
        return StreamState.at(CursorPosition.of(position));
      }

      @Override
      public void state(StreamState state) {
        if (state instanceof StreamState.Position position) {
          JsonNode known = position.cursor().toJson();
          reads = known.path("reads").longValue();
          known.path("done").forEach(part -> said.add(part.longValue()));
          done.addAll(said);
        }
      }
    }
    Source<Config> source =
        new Source<>() {
          @Override
          public ConnectorSpec<Config> spec() {
            return ConnectorSpec.of(Config.class);
          }

          @Override
          public List<Stream> streams(Config config) {
            return List.of(Streams.records("rows", new Parts()).schema(Row.class).key("id"));
          }
        };
    assertCaught(
        SourceTrial.of(source, "{\"token\":\"tok-1234\"}"),
        "nothing is lost wherever it is killed",
        "killed behind state 2",
        "stream 'rows' reads again what its state covers: 20 records: {\"id\":20");
  }

  @Test
  void threadIsLeftBehind() {
    List<Thread> left = new ArrayList<>();
    try {
      assertCaught(
          trial(
              rows((slice, output, context) -> {
                Thread thread =
                    new Thread(
                        () -> {
                          try {
                            Thread.sleep(600_000);
                          } catch (InterruptedException e) {
                            // It was to end.
                          }
                        },
                        "forgotten");
                left.add(thread);
                thread.start();
                long page = slice.cursor().number("page", 0);
                page(page, output);
                return behind(page);
              })),
          "no thread is left behind",
          "'forgotten'");
    } finally {
      left.forEach(Thread::interrupt);
    }
  }

  @Test
  void syncThatIsTooSmallToBeCutIsRefused() {
    Stream small =
        Streams.paged(
            "rows",
            (slice, output, context) -> {
              output.emit(row(1));
              return Progress.complete();
            });
    SourceTrial trial =
        SourceTrial.of(new Streaming<>(Config.class, List.of(small)), "{\"token\":\"t\"}");
    assertCaught(trial, "nothing is lost", "too small to be cut");
  }
}
