package dev.javacdk.core.state;

import static dev.javacdk.api.state.Progress.complete;
import static dev.javacdk.api.state.Progress.next;
import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.cursor.Windows;
import dev.javacdk.api.error.TransientError;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.TestSource;
import dev.javacdk.core.run.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** The states of {@code docs/state.md} are golden: each is what a sync writes, or reads. */
class StateDocTest {

  private static final Pattern BLOCK = Pattern.compile("```json (in|out):(\\S+)\\n(.*)\\n```");

  private static final Progress PAGE_2 = next("after", "abc");
  private static final String SINCE = "{\"updated_at\":\"2026-08-01T00:00:00Z\"}";
  private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
  private static final Instant BEGUN = Instant.parse("2026-09-01T00:00:00Z");

  private static void row(RecordOutput output, String id) {
    output.emit(JsonNodeFactory.instance.objectNode().put("id", id));
  }

  /** Fails at this position, and reads on anywhere else. */
  private static PageReader failingAt(Progress first) {
    return (slice, output, context) -> {
      if (!slice.cursor().isStart()) {
        throw new TransientError("down");
      }
      return first;
    };
  }

  private static String lastState(Stream stream) {
    return ConnectorRun.read(null, stream).lastState(stream.name());
  }

  private static String stateNumber(int number, Stream stream) {
    return ConnectorRun.read(null, stream)
        .of("STATE")
        .get(number)
        .at("/state/stream/stream_state")
        .toString();
  }

  private static StreamDefinition contacts(Progress first, String... ids) {
    return Streams.paged(
        "contacts",
        (slice, output, context) -> {
          if (slice.cursor().isStart()) {
            for (String id : ids) {
              row(output, id);
            }
            return first;
          }
          row(output, "19");
          return complete();
        });
  }

  private static Stream notes(StreamDefinition contacts, PageReader reader) {
    return Streams.paged("notes", reader)
        .partitions(Partitions.each(contacts, "id").as("contact_id"));
  }

  /** 17 fails behind its first page, 18 is read whole, 19 fails at once and ends the attempt. */
  private static String substream() {
    Transcript run =
        ConnectorRun.read(
            null,
            notes(
                contacts(next("after", "1200"), "17", "18"),
                (slice, output, context) ->
                    switch (slice.partition().text("contact_id", "")) {
                      case "17" -> failingAt(next("after", "400")).readPage(slice, output, context);
                      default -> complete();
                    }));
    return run.of("STATE").stream()
        .map(state -> state.at("/state/stream/stream_state").toString())
        .filter(state -> state.contains("\"18\"") && state.contains("1200"))
        .map(state -> state.replace(",\"failures\":1", ""))
        .findFirst()
        .orElseThrow();
  }

  private static String generation() {
    String catalog =
        "{\"streams\":[{\"stream\":{\"name\":\"s\",\"json_schema\":{}},\"sync_mode\":\"full_refresh\",\"generation_id\":7}]}";
    Stream stream = Streams.paged("s", failingAt(next("page", 3)));
    return ConnectorRun.of(new TestSource(stream)).read("{}", catalog, null).lastState("s");
  }

  /** Twelve of thirteen were read. */
  private static String finishedTogether() {
    String[] ids = IntStream.rangeClosed(1, 13).mapToObj(Integer::toString).toArray(String[]::new);
    return ConnectorRun.read(
            null,
            notes(contacts(next("after", "1200"), ids), (slice, output, context) -> complete()))
        .of("STATE")
        .get(11)
        .at("/state/stream/stream_state")
        .toString();
  }

  private static String threeLevels() {
    StreamDefinition epics =
        Streams.paged(
            "epics",
            (slice, output, context) -> {
              row(output, "3");
              row(output, "4");
              return complete();
            });
    StreamDefinition issues =
        Streams.paged(
                "issues",
                (slice, output, context) -> {
                  row(output, "77");
                  return slice.cursor().isStart() ? next("page", 2) : complete();
                })
            .partitions(Partitions.each(epics, "id").as("epic_id"));
    Stream comments =
        Streams.paged(
                "comments",
                (slice, output, context) -> slice.cursor().isStart() ? next("page", 4) : complete())
            .partitions(Partitions.each(issues, "id").as("issue_id"));
    return stateNumber(0, comments);
  }

  private static Stream regions(PageReader reader) {
    return Streams.paged("s", reader).partitions(Partitions.of("region", "eu", "us"));
  }

  private static String crossProduct() {
    StreamDefinition projects =
        Streams.paged(
            "projects",
            (slice, output, context) -> {
              row(output, slice.cursor().isStart() ? "17" : "18");
              return slice.cursor().isStart() ? next("after", "1200") : complete();
            });
    return stateNumber(
        1,
        Streams.paged(
                "issues",
                (slice, output, context) ->
                    slice.partition().text("state", "").equals("open") || !slice.cursor().isStart()
                        ? complete()
                        : next("page", 2))
            .partitions(
                Partitions.each(projects, "id")
                    .as("project")
                    .times(Partitions.of("state", "open", "closed"))));
  }

  private static Map<String, Supplier<String>> written() {
    Map<String, Supplier<String>> states = new LinkedHashMap<>();
    states.put("generation", StateDocTest::generation);
    states.put("finished-together", StateDocTest::finishedTogether);
    states.put("position", () -> lastState(Streams.paged("s", failingAt(next("after", "400")))));
    states.put(
        "position-of-several-keys",
        () ->
            lastState(
                Streams.paged(
                    "s",
                    failingAt(
                        next(
                            "next",
                            ExactJson.MAPPER.readTree(
                                "{\"tags\":[\"a\",null],\"score\":1.50,\"id\":17}"))))));
    states.put("complete", () -> lastState(Streams.paged("s", (s, o, c) -> complete())));
    states.put("no-cursor", () -> lastState(Streams.records("s", (s, o, c) -> row(o, "1"))));
    states.put(
        "incremental",
        () ->
            lastState(
                Streams.records(
                        "s",
                        (s, o, c) ->
                            o.emit(
                                JsonNodeFactory.instance
                                    .objectNode()
                                    .put("updatedAt", "2026-08-01T02:00:00+02:00")))
                    .cursor(Cursor.instant("updatedAt"))));
    states.put("substream", StateDocTest::substream);
    states.put(
        "one-failed",
        () -> lastState(notes(contacts(complete(), "17"), failingAt(next("after", "400")))));
    states.put("three-levels", StateDocTest::threeLevels);
    states.put(
        "listed",
        () ->
            stateNumber(
                1,
                regions((slice, output, context) ->
                    slice.partition().text("region", "").equals("eu") || !slice.cursor().isStart()
                        ? complete()
                        : next("after", "7"))));
    states.put("cross-product", StateDocTest::crossProduct);
    states.put(
        "incremental-partitions",
        () ->
            lastState(
                Streams.records(
                        "s",
                        (slice, output, context) ->
                            output.emit(
                                JsonNodeFactory.instance
                                    .objectNode()
                                    .put(
                                        "u",
                                        slice.partition().text("region", "").equals("eu") ? 5 : 9)))
                    .partitions(Partitions.of("region", "eu", "us"))
                    .cursor(Cursor.number("u"))));
    states.put("incremental-inside", () -> inside(SINCE, visits(failingAt(PAGE_2))));
    states.put(
        "incremental-substream",
        () ->
            inside(
                null,
                visits((slice, output, context) ->
                        slice.partition().text("site", "").equals("1")
                            ? failingAt(PAGE_2).readPage(slice, output, context)
                            : visit(output, "2026-08-01T05:00:00Z"))
                    .partitions(Partitions.each(sites(), "id").as("site"))));
    states.put(
        "folded",
        () ->
            inside(
                "{\"state\":{\"updated_at\":\"2026-08-01T00:00:00Z\"}}",
                visits((slice, output, context) ->
                        slice.partition().text("site", "").equals("1")
                            ? failingAt(PAGE_2).readPage(slice, output, context)
                            : visit(output, "2026-08-01T05:00:00Z"))
                    .partitions(Partitions.each(sites(), "id").as("site"))
                    .foldPast(0)));
    states.put(
        "follows-its-parent",
        () ->
            inside(
                null,
                visits((slice, output, context) -> visit(output, "2026-08-01T05:00:00Z"))
                    .partitions(
                        Partitions.each(sites().cursor(Cursor.instant("changed")), "id")
                            .as("site")
                            .whenChanged())));
    states.put(
        "windows",
        () ->
            inside(
                null,
                visits(
                        (slice, output, context) -> {
                          if ("2026-08-10T00:00:00Z".equals(slice.since())) {
                            return failingAt(PAGE_2).readPage(slice, output, context);
                          }
                          return "2026-08-01T00:00:00Z".equals(slice.since())
                              ? visit(output, "2026-08-01T05:00:00Z")
                              : complete();
                        })
                    .cursor(
                        Cursor.instant("updated_at")
                            .from("2026-08-01T00:00:00Z")
                            .windows(Windows.ofDays(9)))));
    return states;
  }

  private static Progress visit(RecordOutput output, String updated) {
    output.emit(JsonNodeFactory.instance.objectNode().put("updated_at", updated));
    return complete();
  }

  private static StreamDefinition visits(PageReader reader) {
    return Streams.paged(
            "visits",
            (slice, output, context) -> {
              Progress progress = reader.readPage(slice, output, context);
              if (progress instanceof Progress.Next) {
                visit(output, "2026-08-01T09:00:00Z");
              }
              return progress;
            })
        .cursor(Cursor.instant("updated_at"));
  }

  private static StreamDefinition sites() {
    return Streams.paged(
        "sites",
        (slice, output, context) -> {
          for (String id : new String[] {"1", "2"}) {
            output.emit(
                JsonNodeFactory.instance
                    .objectNode()
                    .put("id", id)
                    .put("changed", "2026-08-01T06:00:00Z"));
          }
          return complete();
        });
  }

  /** The last state, as if the sync had begun on the first of September. */
  private static String inside(@Nullable String incoming, Stream stream) {
    String state = incoming == null ? null : ConnectorRun.stateOf("visits", incoming);
    return INSTANT
        .matcher(ConnectorRun.read(state, stream).lastState("visits"))
        .replaceAll(at -> Instant.parse(at.group()).isAfter(BEGUN) ? BEGUN.toString() : at.group());
  }

  @Test
  void everyStateOfTheDocumentIsWhatTheKitWrites() throws IOException {
    Map<String, String> blocks = blocks("out");
    Map<String, Supplier<String>> written = written();
    assertThat(blocks.keySet()).containsExactlyInAnyOrderElementsOf(written.keySet());
    written.forEach((name, state) -> assertThat(state.get()).as(name).isEqualTo(blocks.get(name)));
  }

  @Test
  void statesOfAnotherKitAreTakenUp() throws IOException {
    String state = blocks("in").get("states-of-another-kit");
    Stream notes =
        notes(
            contacts(next("after", "1200"), "17", "18"),
            (slice, output, context) -> {
              row(
                  output,
                  slice.partition().text("contact_id")
                      + "@"
                      + slice.cursor().text("after", "start"));
              return complete();
            });
    Transcript run = ConnectorRun.read(ConnectorRun.stateOf("notes", state), notes);
    assertThat(run.records()).containsExactly("{\"id\":\"17@400\"}", "{\"id\":\"19@start\"}");
  }

  private static Map<String, String> blocks(String direction) throws IOException {
    Matcher matcher = BLOCK.matcher(Files.readString(Path.of("../docs/state.md")));
    Map<String, String> blocks = new LinkedHashMap<>();
    while (matcher.find()) {
      if (matcher.group(1).equals(direction)) {
        blocks.put(matcher.group(2), matcher.group(3));
      }
    }
    return blocks;
  }
}
