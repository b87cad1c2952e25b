package dev.javacdk.core.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.cursor.Windows;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.spec.Schema;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.TestSource;
import dev.javacdk.core.run.Transcript;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a page may say, and what it may give: judged alike, whoever reads and however it is given.
 */
@Timeout(60)
public abstract class JudgingPagesContract extends EngineContract {

  /** The three ways to give a record. */
  enum Emit {
    TREE {
      @Override
      void give(RecordOutput output, Map<String, Object> record) {
        output.emit(ExactJson.MAPPER.<tools.jackson.databind.JsonNode>valueToTree(record));
      }
    },
    PARSER {
      @Override
      void give(RecordOutput output, Map<String, Object> record) {
        String json = ExactJson.MAPPER.writeValueAsString(record);
        try (JsonParser parser = ExactJson.MAPPER.createParser(json)) {
          parser.nextToken();
          output.emit(parser);
        }
      }
    },
    VALUE {
      @Override
      void give(RecordOutput output, Map<String, Object> record) {
        output.emitValue(record);
      }
    };

    abstract void give(RecordOutput output, Map<String, Object> record);
  }

  private static final Cursor SINCE_AUGUST =
      Cursor.instant("u").clientSide().from("2026-08-01T00:00:00Z");

  private static void record(RecordOutput output, long id) {
    output.emit(JsonNodeFactory.instance.objectNode().put("id", id));
  }

  // What a page says

  @Test
  void partitionThatDoesNotGetOnFailsAndTheOthersAreRead() {
    Map<String, Progress> bad =
        Map.of(
            "its position does not move", Progress.next("page", 1),
            "its start is refused", Progress.restart("expired"));
    bad.forEach((what, said) -> {
      PageReader reader =
          (slice, output, context) -> {
            record(output, 1);
            if (!slice.partition().text("part", "").equals("a")) {
              return Progress.complete();
            }
            return said instanceof Progress.Next && slice.cursor().isStart()
                ? Progress.next("page", 1)
                : said;
          };
      Stream stream = Streams.paged("s", reader).partitions(Partitions.of("part", "a", "b", "c"));
      Transcript run = ConnectorRun.read(null, stream);
      assertThat(run.exitCode()).as(what).isEqualTo(1);
      assertThat(run.lineOf("s")).as(what).endsWith("| ERR | IN");
      assertThat(run.lastState("s"))
          .as(what)
          .contains("\"failures\":1")
          .contains("\"part\":\"c\"")
          .contains("\"part\":\"b\"");
      assertThat(run.records().size()).as(what).isGreaterThanOrEqualTo(3);
    });
  }

  @Test
  void windowsThatAreAllGoneFailTheStream() {
    Instant from = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(12, ChronoUnit.DAYS);
    Stream stream =
        Streams.paged("s", (slice, output, context) -> Progress.gone("404 on /v1/events"))
            .cursor(Cursor.instant("u").from(from).windows(Windows.ofDays(1)));
    Transcript run = ConnectorRun.read(null, stream);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lineOf("s")).endsWith("| ERR | IN");
    assertThat(run.errors().get(0)).contains("were not there", "404 on /v1/events");
    Transcript again = ConnectorRun.read(stateOf(run), stream);
    assertThat(again.exitCode()).as("nothing of it counts as read").isEqualTo(1);
  }

  private static String stateOf(Transcript run) {
    return "[{\"type\":\"STREAM\",\"stream\":{\"stream_descriptor\":{\"name\":\"s\"},\"stream_state\":%s}}]"
        .formatted(run.lastState("s").isEmpty() ? "{}" : run.lastState("s"));
  }

  @Test
  void windowThatIsGoneAmongOthersCountsAsRead() {
    Instant from = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(12, ChronoUnit.DAYS);
    Stream stream =
        Streams.paged(
                "s",
                (slice, output, context) -> {
                  if (String.valueOf(slice.since()).startsWith(from.toString().substring(0, 10))) {
                    return Progress.gone("404");
                  }
                  output.emit(JsonNodeFactory.instance.objectNode().put("u", slice.since()));
                  return Progress.complete();
                })
            .cursor(Cursor.instant("u").from(from).windows(Windows.ofDays(1)));
    Transcript run = ConnectorRun.read(null, stream);
    assertThat(run.exitCode()).isZero();
    assertThat(run.lineOf("s")).endsWith("| CO");
  }

  @Test
  void streamWithoutPartsThatIsGoneFails() {
    for (StreamDefinition stream :
        List.of(
            Streams.paged("s", (slice, output, context) -> Progress.gone("404 on /v1/events")),
            Streams.paged("s", (slice, output, context) -> Progress.gone("404 on /v1/events"))
                .cursor(Cursor.instant("u")))) {
      Transcript run = ConnectorRun.read(null, stream);
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.lineOf("s")).isEqualTo("ST | ERR | IN");
      assertThat(run.errors().get(0)).contains("is not there", "404 on /v1/events");
    }
  }

  @Test
  void errorOfTheAuthorsCodeEndsItsStreamOnly() {
    Stream bad =
        Streams.paged(
            "bad",
            (slice, output, context) -> {
              record(output, 1);
              if (slice.cursor().isStart()) {
                return Progress.next("page", 1);
              }
              throw new NoClassDefFoundError("org/acme/Parser");
            });
    Stream good = Streams.records("good", (slice, output, context) -> record(output, 2));
    Transcript run = ConnectorRun.read(null, bad, good);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lineOf("bad")).contains("S {\"page\":1}").endsWith("| ERR | IN");
    assertThat(run.lineOf("good")).endsWith("| CO");
  }

  // What a page gives

  @ParameterizedTest
  @EnumSource
  void recordThatIsTooOldTakesNoPlaceOfTheLimit(Emit way) {
    Stream stream =
        Streams.paged(
                "s",
                (slice, output, context) -> {
                  long page = slice.cursor().number("page", 0);
                  way.give(output, Map.of("id", page, "u", "2026-08-02T00:00:00Z"));
                  way.give(output, Map.of("id", -page, "u", "2026-07-02T00:00:00Z"));
                  return page < 3 ? Progress.next("page", page + 1) : Progress.complete();
                })
            .cursor(SINCE_AUGUST);
    Transcript run =
        ConnectorRun.of(new TestSource(stream))
            .read("{\"_limit\":1,\"_checkpoint_seconds\":0}", ConnectorRun.catalogOf("s"), null);
    assertThat(run.lineOf("s")).startsWith("ST | RU | R | S {").endsWith("| CO");
    assertThat(run.lastState("s")).contains("\"page\":1");
  }

  @ParameterizedTest
  @EnumSource
  void recordThatIsRefusedLeavesNoTrace(Emit way) {
    PageReader reader =
        (slice, output, context) -> {
          String part = slice.partition().text("part", "");
          way.give(output, Map.of("id", part + 1, "u", "2026-08-02T00:00:00Z"));
          if (part.equals("b")) {
            way.give(output, Map.of("id", part + 2, "u", "no time"));
          }
          return Progress.complete();
        };
    Stream stream =
        Streams.paged("s", reader)
            .cursor(SINCE_AUGUST)
            .partitions(Partitions.of("part", "a", "b", "c"));
    Transcript run = ConnectorRun.read(null, stream);
    assertThat(run.records()).hasSize(3).noneMatch(record -> record.contains("no time"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.recordCounts("s")).as("records that the states count").isEqualTo(3);
  }

  // What the author's code is asked

  /** Counts who asks for its reader, and where. */
  private record Asked(StreamDefinition sound, ConcurrentLinkedQueue<Partition> readers)
      implements Stream {

    @Override
    public String name() {
      return sound.name();
    }

    @Override
    public Schema schema() {
      return sound.schema();
    }

    @Override
    public Partitions partitions() {
      return sound.partitions();
    }

    @Override
    public PageReader reader(Partition partition) {
      readers.add(partition);
      return sound.reader(partition);
    }
  }

  @Test
  void readerIsAskedForOnceAPartitionAndOnlyToRead() {
    StreamDefinition pages =
        Streams.paged(
            "s",
            (slice, output, context) -> {
              record(output, 1);
              return slice.cursor().isStart() ? Progress.next("page", 1) : Progress.complete();
            });
    for (StreamDefinition sound :
        List.of(pages, pages.partitions(Partitions.of("part", "a", "b", "c")))) {
      Asked stream = new Asked(sound, new ConcurrentLinkedQueue<>());
      TestSource source = new TestSource(stream);
      ConnectorRun.of(source).args("discover").run();
      assertThat(stream.readers()).as("discover").isEmpty();
      Transcript run = ConnectorRun.of(source).readAll(null, stream);
      assertThat(run.exitCode()).isZero();
      assertThat(stream.readers())
          .hasSize(sound.partitions() instanceof Partitions.Single ? 1 : 3)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void stateInsideAPageWaitsForItsTimeAsAnyOther() {
    Stream stream =
        Streams.records(
                "s",
                (slice, output, context) -> {
                  for (int day = 1; day <= 9; day++) {
                    output.emit(
                        JsonNodeFactory.instance
                            .objectNode()
                            .put("u", "2026-08-0" + day + "T00:00:00Z"));
                  }
                })
            .cursor(Cursor.instant("u").ascending().checkpointEvery(2));
    Transcript seldom =
        ConnectorRun.of(new TestSource(stream))
            .read("{\"_checkpoint_seconds\":600}", ConnectorRun.catalogOf("s"), null);
    assertThat(seldom.of("STATE")).as("the first, and the last").hasSize(2);
    Transcript always = ConnectorRun.read(null, stream);
    assertThat(always.of("STATE")).hasSize(5);
  }
}
