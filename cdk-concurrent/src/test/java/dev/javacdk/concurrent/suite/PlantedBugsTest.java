package dev.javacdk.concurrent.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.CheckContext;
import dev.javacdk.api.Partitions;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.api.spec.Secret;
import dev.javacdk.api.state.Progress;
import dev.javacdk.testkit.source.CrashTests;
import dev.javacdk.testkit.source.SourceTests;
import dev.javacdk.testkit.source.SourceTrial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
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

  /** What the suites say, test by test; nothing of those that pass. */
  private static Map<String, String> said(SourceTrial trial) {
    List<DynamicNode> all = new ArrayList<>(SourceTests.of(trial).toList());
    all.addAll(CrashTests.of(trial).toList());
    Map<String, String> failures = new TreeMap<>();
    for (DynamicNode node : all) {
      try {
        ((DynamicTest) node).getExecutable().execute();
      } catch (Throwable e) {
        failures.put(node.getDisplayName(), String.valueOf(e.getMessage()));
      }
    }
    return failures;
  }

  private static void assertCaught(SourceTrial trial, String by, String... words) {
    Map<String, String> said = said(trial);
    assertThat(said.keySet()).as("%s", said).anyMatch(name -> name.contains(by));
    assertThat(said.values()).as("%s", said).anySatisfy(text -> assertThat(text).contains(words));
  }

  @Test
  void goodSourceHasNoFault() {
    assertThat(said(trial(rows(good())))).isEmpty();
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
        "read twice",
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
        "every message",
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
        "read twice",
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
    assertThat(said(trial).values())
        .anySatisfy(text -> assertThat(text).contains("too small to be cut"));
  }
}
