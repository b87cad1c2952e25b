package dev.javacdk.local;

import static dev.javacdk.api.state.Progress.complete;
import static dev.javacdk.api.state.Progress.next;
import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.spec.Schema;
import dev.javacdk.api.state.Progress;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Syncs in this process, into real files. */
class SyncTest extends InProcessSync {

  private static final Schema CONTACT =
      Schema.of(
          (ObjectNode)
              JSON.readTree(
                  """
                  {"type":"object","properties":{
                    "id":{"type":"integer"},
                    "name":{"type":"string"},
                    "at":{"type":"string","format":"date-time"},
                    "amount":{"type":["null","number"]},
                    "tags":{"type":"array"}}}\
                  """));

  @Test
  void recordsBecomeTypedRowsAndWhatDoesNotFitIsKeptWhole() throws Exception {
    List<String> records =
        List.of(
            """
            {"id":1,"name":"Ann","at":"2026-08-01T02:00:00+02:00","amount":12.5,"tags":[1,"x"]}\
            """,
            """
            {"id":"two","name":null,"at":"soon","amount":1.5}\
            """,
            """
            {"id":12345678901234567890,"name":"O'Neil \\"x\\"","amount":0.12345678901234567890}\
            """,
            """
            {"id":4,"extra":{"a":1},"flag":true,"n":7}\
            """);
    StreamDefinition contacts =
        Streams.paged("contacts", pages(page -> records, 1)).schema(CONTACT);
    Ran ran = sync(contacts);
    assertThat(ran.exit()).as(ran.stderr()).isZero();
    assertThat(
            rows(
                "SELECT id, name, \"at\", amount, tags, extra, flag, n FROM contacts ORDER BY id NULLS LAST"))
        .containsExactly(
            "1|Ann|2026-08-01T00:00Z|12.5|[1,\"x\"]|null|null|null",
            "4|null|null|null|null|{\"a\":1}|true|7",
            "12345678901234567890|O'Neil \"x\"|null|0.12345678901234568|null|null|null|null",
            "null|null|null|1.5|null|null|null|null");
    assertThat(rows("SELECT _raw FROM contacts WHERE _raw IS NOT NULL ORDER BY _raw::VARCHAR"))
        .containsExactly(
            "{\"id\":\"two\",\"name\":null,\"at\":\"soon\",\"amount\":1.5}",
            "{\"id\":12345678901234567890,\"name\":\"O'Neil \\\"x\\\"\",\"amount\":0.12345678901234567890}");
    assertThat(
            rows(
                "SELECT data_type FROM information_schema.columns WHERE table_name = 'contacts' AND column_name IN ('id', 'n') ORDER BY 1"))
        .containsExactly("BIGINT", "HUGEINT");
    assertThat(ran.stderr())
        .contains("1 values of 'id'", "1 values of 'at'", "contacts: 4 records");
  }

  @Test
  void fullRefreshIsSwappedInWhenItIsWholeAndReadAnewAfterwards() throws Exception {
    int[] sync = {0};
    StreamDefinition stream =
        Streams.paged(
                "s",
                pages(
                    page ->
                        page == 2 && sync[0] == 1
                            ? null
                            : List.of("{\"id\":%d,\"name\":\"%d\"}".formatted(page, sync[0])),
                    4))
            .schema(CONTACT);
    String all = "SELECT id, name FROM s ORDER BY id";
    assertThat(sync(stream).exit()).isZero();
    assertThat(rows(all)).containsExactly("0|0", "1|0", "2|0", "3|0");
    sync[0] = 1;
    Ran failed = sync(stream);
    assertThat(failed.exit()).isEqualTo(1);
    assertThat(failed.stderr()).contains("the API is down", "not read to its end");
    assertThat(rows(all)).as("the old table stays").containsExactly("0|0", "1|0", "2|0", "3|0");
    sync[0] = 2;
    assertThat(sync(stream).exit()).isZero();
    assertThat(rows(all)).as("gone on at page 2").containsExactly("0|1", "1|1", "2|2", "3|2");
    assertThat(
            rows("SELECT count(*) FROM information_schema.tables WHERE table_name LIKE '_next%'"))
        .containsExactly("0");
  }

  @Test
  void incrementalRowsAreOneForEachKeyAndTheNewestCursorWins() throws Exception {
    List<List<String>> syncs =
        List.of(
            List.of(
                "{\"id\":1,\"at\":\"2026-08-01T00:00:00Z\",\"name\":\"old\"}",
                "{\"id\":1,\"at\":\"2026-08-02T00:00:00Z\",\"name\":\"new\"}",
                "{\"id\":2,\"at\":\"2026-08-02T00:00:00Z\",\"name\":\"a\"}",
                "{\"id\":null,\"at\":\"2026-08-02T00:00:00Z\",\"name\":\"nobody\"}"),
            List.of(
                "{\"id\":1,\"at\":\"2026-08-01T12:00:00Z\",\"name\":\"late\"}",
                "{\"id\":2,\"at\":\"2026-08-02T00:00:00Z\",\"name\":\"b\"}",
                "{\"id\":3,\"at\":\"2026-08-03T00:00:00Z\",\"name\":\"c\"}"));
    int[] sync = {0};
    List<String> since = new ArrayList<>();
    StreamDefinition stream =
        Streams.records(
                "s",
                (slice, output, context) -> {
                  since.add(String.valueOf(slice.since()));
                  syncs.get(sync[0]).forEach(record -> output.emit(JSON.readTree(record)));
                })
            .schema(CONTACT)
            .key("id")
            .cursor(Cursor.instant("at"));
    String all = "SELECT id, name FROM s ORDER BY id NULLS LAST";
    assertThat(sync(stream).exit()).isZero();
    sync[0] = 1;
    assertThat(sync(stream).exit()).isZero();
    assertThat(since).containsExactly("null", "2026-08-02T00:00:00Z");
    assertThat(rows(all)).containsExactly("1|new", "2|b", "3|c", "null|nobody");
    sync[0] = 0;
    assertThat(sync(stream, "--full-refresh", "s").exit()).isZero();
    assertThat(since).last().isEqualTo("null");
    assertThat(rows(all)).containsExactly("1|new", "2|a", "null|nobody");
  }

  @Test
  void partitionsThatFailAreReadByTheNextSync() throws Exception {
    boolean[] down = {true};
    StreamDefinition stream =
        Streams.paged(
                "s",
                (slice, output, context) -> {
                  String part = slice.partition().text("part", "");
                  output.emit(JSON.readTree("{\"id\":1,\"name\":\"" + part + "\"}"));
                  if (part.equals("b") && down[0]) {
                    throw new IllegalStateException("down, in the middle of a page");
                  }
                  return complete();
                })
            .schema(CONTACT)
            .namespace("crm")
            .partitions(Partitions.of("part", "a", "b", "c"));
    assertThat(sync(stream).exit()).isEqualTo(1);
    down[0] = false;
    assertThat(sync(stream).exit()).isZero();
    assertThat(rows("SELECT name FROM crm.s ORDER BY name")).containsExactly("a", "b", "c");
  }

  @Test
  void streamThatFailsHoldsBackNoOther() throws Exception {
    int[] sync = {0};
    Stream good =
        Streams.paged("good", pages(page -> List.of("{\"id\":" + sync[0] + "}"), 1))
            .schema(CONTACT);
    Stream bad =
        Streams.paged("bad", pages(page -> page == 0 ? List.of("{\"id\":1}") : null, 2))
            .schema(CONTACT);
    assertThat(sync(List.of(good, bad)).exit()).isEqualTo(1);
    sync[0] = 1;
    assertThat(sync(List.of(good, bad)).exit()).isEqualTo(1);
    assertThat(rows("SELECT id FROM good")).containsExactly("1");
    assertThat(rows("SELECT id FROM _next_bad")).as("gone on behind page 0").containsExactly("1");
  }

  @Test
  void whatIsWrongIsSaidAndNothingIsLost() throws Exception {
    StreamDefinition stream =
        Streams.paged("s", pages(page -> List.of("{\"id\":1}"), 1)).schema(CONTACT);
    assertThat(sync(stream, "--streams", "t").stderr()).contains("'t'", "it has s");
    String text = "no database, but long enough to be looked at as one: ".repeat(400);
    file = Files.writeString(folder.resolve("notes.txt"), text);
    assertThat(sync(stream).stderr()).contains("notes.txt", "no DuckDB database");
    assertThat(file).hasContent(text);
    file = folder.resolve("no/such/folder.duckdb");
    assertThat(sync(stream).stderr()).contains("its folder does not exist");
  }

  @Test
  void rowsWithoutAKeyAreAllKeptAndSaid() throws Exception {
    Stream events =
        Streams.paged(
                "events",
                pages(
                    page ->
                        List.of(
                            "{\"id\":1,\"at\":\"2026-08-01T00:00:00Z\"}",
                            "{\"id\":null,\"at\":\"2026-08-01T00:00:00Z\"}",
                            "{\"at\":\"2026-08-02T00:00:00Z\"}"),
                    1))
            .schema(CONTACT)
            .key("id")
            .cursor(Cursor.instant("at"));
    Ran ran = sync(events);
    assertThat(ran.exit()).as(ran.stderr()).isZero();
    assertThat(ran.stderr())
        .contains("WARN events: 2 records have no value in a field of their key");
    assertThat(rows("SELECT count(*), count(id) FROM events")).containsExactly("3|1");
  }

  @Test
  void whatIsReadAgainFromItsStartIsThereOnce() throws Exception {
    int[] sync = {0};
    PageReader reader =
        (slice, output, context) -> {
          int page = (int) slice.cursor().number("page", 0);
          String part = slice.partition().text("part", "-");
          if (page == 2 && !part.equals("b")) {
            if (sync[0] == 0) {
              throw new IllegalStateException("the API is down");
            }
            if (sync[0] == 1) {
              sync[0] = 2;
              return Progress.restart("the position has expired");
            }
          }
          output.emit(JSON.readTree("{\"id\":%d,\"name\":\"%s\"}".formatted(page, part)));
          return page < 3 ? next("page", page + 1) : complete();
        };
    List<Stream> streams =
        List.of(
            Streams.paged("parts", reader)
                .schema(CONTACT)
                .partitions(Partitions.of("part", "a", "b")),
            Streams.paged("whole", reader).schema(CONTACT));
    for (Stream stream : streams) {
      sync[0] = 0;
      assertThat(sync(stream).exit()).isEqualTo(1);
      assertThat(rows("SELECT count(*) FROM _next_" + stream.name()))
          .as("what was read lies there")
          .containsExactly(stream.name().equals("parts") ? "6" : "2");
      sync[0] = 1;
      assertThat(sync(stream).exit()).isZero();
    }
    assertThat(rows("SELECT name, id FROM parts ORDER BY ALL"))
        .containsExactly("a|0", "a|1", "a|2", "a|3", "b|0", "b|1", "b|2", "b|3");
    assertThat(rows("SELECT name, id FROM whole ORDER BY ALL"))
        .containsExactly("-|0", "-|1", "-|2", "-|3");
  }
}
