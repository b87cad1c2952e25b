package dev.javacdk.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.Transcript;
import dev.javacdk.core.state.StateJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** States in parts that say a thing twice, half, or not at all: what is not known is read again. */
class OddLedgerStatesTest {

  private static final String DONE = "{\"__ab_full_refresh_sync_complete\":true}";
  private static final Cursor BY = Cursor.number("u").from("0");

  /** Sites 1 to 3, on a page each. */
  private static final Stream SITES =
      Streams.paged(
          "sites",
          (slice, output, context) -> {
            long page = slice.cursor().number("page", 1);
            output.emit(JsonNodeFactory.instance.objectNode().put("id", "" + page));
            return page < 3 ? Progress.next("page", page + 1) : Progress.complete();
          });

  /** Each says from where it was read. */
  private static StreamDefinition rows(String name, Partitions partitions) {
    return Streams.paged(
            name,
            (slice, output, context) -> {
              ObjectNode row =
                  JsonNodeFactory.instance.objectNode().put("of", path(slice.partition()));
              row.put("page", slice.cursor().text("page", "start"));
              if (slice.since() != null) {
                row.put("since", slice.since());
              }
              output.emit(row.put("u", 100));
              return Progress.complete();
            })
        .partitions(partitions);
  }

  private static String path(Partition partition) {
    return partition.text("site", "") + partition.text("row", "");
  }

  private static final StreamDefinition ALL = rows("all", Partitions.each(SITES, "id").as("site"));
  private static final StreamDefinition CHANGED = ALL.cursor(BY);
  private static final StreamDefinition ROWS =
      rows(
          "rows",
          Partitions.each(
                  Streams.paged(
                          "tables",
                          (slice, output, context) -> {
                            output.emit(JsonNodeFactory.instance.objectNode().put("id", "a"));
                            return Progress.complete();
                          })
                      .partitions(Partitions.each(SITES, "id").as("site")),
                  "id")
              .as("row"));

  private static String entry(String site, String rest) {
    return "{\"partition\":{\"site\":\"%s\",\"parent_slice\":{}},%s}".formatted(site, rest);
  }

  private static Transcript read(Stream stream, String state) {
    Transcript run = ConnectorRun.read(ConnectorRun.stateOf(stream.name(), state), stream);
    assertThat(run.logs()).noneSatisfy(log -> assertThat(log).contains("FATAL"));
    return run;
  }

  private static List<String> rows(Transcript run) {
    assertThat(run.errors()).isEmpty();
    List<String> rows = new ArrayList<>();
    for (String record : run.records()) {
      ObjectNode row = (ObjectNode) ExactJson.MAPPER.readTree(record);
      String since = row.path("since").asString("");
      rows.add(
          row.path("of").asString()
              + "@"
              + row.path("page").asString()
              + (since.isEmpty() ? "" : ">" + since));
    }
    return rows;
  }

  // A key twice

  @Test
  void openBeatsCompleteWhereAKeyIsThereTwice() {
    String open = entry("1", "\"cursor\":{\"page\":\"7\"}");
    String done = entry("1", "\"cursor\":" + DONE);
    for (String both :
        new String[] {open + "," + done, done + "," + open, done + "," + open + "," + done}) {
      Transcript run =
          read(ALL, "{\"states\":[" + both + "],\"handed_out\":{\"sites\":{\"page\":2}}}");
      assertThat(rows(run)).as(both).containsExactly("1@7", "2@start", "3@start");
      assertThat(run.warnings("twice")).hasSize(1);
      assertThat(run.lastState("all")).isEqualTo(DONE);
    }
  }

  @Test
  void twoPositionsOfOnePartitionHaveNoOrderSoItsStartCounts() {
    String states =
        entry("1", "\"cursor\":{\"page\":\"7\"}")
            + ","
            + entry("1", "\"cursor\":{\"page\":\"9\"},\"failures\":2");
    Transcript run =
        read(ALL, "{\"states\":[" + states + "],\"handed_out\":{\"sites\":" + DONE + "}}");
    assertThat(rows(run)).containsExactly("1@start");
  }

  @Test
  void smallerCursorWinsWhereAKeyIsThereTwice() {
    String old = entry("1", "\"cursor\":{\"u\":5}");
    for (String other :
        new String[] {
          "\"cursor\":{\"u\":9}",
          "\"cursor\":{\"u\":9},\"page\":{\"token\":{\"page\":\"7\"}}",
          "\"cursor\":{\"u\":9},\"failures\":1",
        }) {
      for (boolean first : new boolean[] {true, false}) {
        String two = entry("1", other);
        String both = first ? old + "," + two : two + "," + old;
        Transcript run = read(CHANGED, "{\"use_global_cursor\":false,\"states\":[" + both + "]}");
        assertThat(rows(run)).as(both).contains("1@start>5").doesNotContain("1@start>9");
        assertThat(rows(run)).as(both).hasSize(3);
        assertThat(run.warnings("twice")).hasSize(1);
      }
    }
  }

  @Test
  void sliceUnderWayGoesOnWhereItIsThatOfTheSmallerCursor() {
    String open = entry("1", "\"cursor\":{\"u\":5},\"page\":{\"token\":{\"page\":\"7\"}}");
    String done = entry("1", "\"cursor\":{\"u\":5},\"finished\":true");
    Transcript run =
        read(
            CHANGED,
            "{\"states\":[" + done + "," + open + "],\"handed_out\":{\"sites\":{\"page\":2}}}");
    assertThat(rows(run)).containsExactly("1@7>5", "2@start>0", "3@start>0");
  }

  @Test
  void keyTwiceInANestedStateIsFoldedToo() {
    String site = "{\"partition\":{\"site\":\"1\",\"parent_slice\":{}},\"cursor\":";
    String nested =
        "{\"states\":[%s{}},%s%s}],\"handed_out\":{\"sites\":{\"page\":2}}}"
            .formatted(site, site, DONE);
    Transcript run = read(ROWS, "{\"states\":[],\"handed_out\":{\"tables\":" + nested + "}}");
    assertThat(rows(run)).containsExactlyInAnyOrder("1a@start", "2a@start", "3a@start");
    assertThat(run.warnings("twice")).hasSize(1);
    assertThat(run.warnings("twice").get(0)).contains("'tables'", "'rows'");
  }

  // An entry that is half readable

  @Test
  void unreadablePageBesideANewerCommonStateBeginsAtItsOwnCursor() {
    for (String page :
        new String[] {
          "17", "[]", "{\"token\":17}", "{\"token\":{\"__new\":1}}", "{\"max\":\"x\"}", "null"
        }) {
      String state =
          "{\"use_global_cursor\":false,\"state\":{\"u\":50},\"states\":["
              + entry("1", "\"cursor\":{\"u\":5},\"page\":" + page)
              + "]}";
      Transcript run = read(CHANGED, state);
      assertThat(rows(run))
          .as(page)
          .containsExactlyInAnyOrder("1@start>5", "2@start>50", "3@start>50");
      assertThat(run.warnings("cannot be read")).as(page).hasSize(1);
      assertThat(run.warnings("cannot be read").get(0)).contains("'all'", "\"site\":\"1\"");
    }
  }

  @Test
  void unreadableCursorBeginsAtTheStartAndNeverAtTheCommonState() {
    for (String cursor : new String[] {"17", "\"x\"", "[]", "{\"__new\":{}}"}) {
      for (String rest :
          new String[] {"", ",\"finished\":true", ",\"page\":{\"token\":{\"page\":\"9\"}}"}) {
        String state =
            "{\"state\":{\"u\":50},\"states\":["
                + entry("1", "\"cursor\":" + cursor + rest)
                + "],\"handed_out\":{\"sites\":{\"page\":2}}}";
        Transcript run = read(CHANGED, state);
        assertThat(rows(run))
            .as(cursor)
            .containsExactlyInAnyOrder("1@start>0", "2@start>50", "3@start>50");
      }
    }
    Transcript inside =
        read(
            CHANGED,
            "{\"state\":{\"u\":50},\"states\":["
                + entry("1", "\"cursor\":{\"u\":5,\"__new\":{}}")
                + "]}");
    assertThat(rows(inside)).contains("1@start>5");
  }

  @Test
  void unreadablePositionOfAFullRefreshStartsItsPartitionAgain() {
    for (String cursor : new String[] {"17", "[]", "{\"__new\":{}}"}) {
      Transcript run =
          read(
              ALL,
              "{\"states\":["
                  + entry("1", "\"cursor\":" + cursor)
                  + "],\"handed_out\":{\"sites\":{\"page\":3}}}");
      assertThat(rows(run)).containsExactly("1@start", "3@start");
      assertThat(run.warnings("cannot be read")).hasSize(1);
    }
  }

  @Test
  void keyThatCannotBeOneOfTheStreamIsKeptAndTheParentIsReadAgain() {
    for (String key :
        new String[] {
          "17",
          "{}",
          "{\"other\":1,\"parent_slice\":{}}",
          "{\"site\":\"1\",\"parent_slice\":5}",
          "{\"site\":\"1\",\"parent_slice\":{\"a\":1}}",
          "{\"site\":\"1\",\"new\":1,\"parent_slice\":{}}"
        }) {
      Transcript run =
          read(
              ALL,
              "{\"states\":[{\"partition\":"
                  + key
                  + ",\"cursor\":{\"page\":\"7\"}}],\"handed_out\":{\"sites\":{\"page\":3}}}");
      assertThat(rows(run)).as(key).containsExactly("1@start", "2@start", "3@start");
      assertThat(run.line()).contains("{\"partition\":" + key);
      assertThat(run.warnings("cannot be read")).hasSize(1);
    }
  }

  @Test
  void keyThatCannotBeReadMayBeAnysSoNobodyBeginsAtTheCommonState() {
    String state =
        "{\"state\":{\"u\":50},\"states\":[{\"partition\":{},\"cursor\":{\"u\":5}},"
            + entry("2", "\"cursor\":{\"u\":7}")
            + "]}";
    Transcript run = read(CHANGED, state);
    assertThat(rows(run)).containsExactlyInAnyOrder("1@start>0", "2@start>7", "3@start>0");
    assertThat(run.lastState("all")).as("it was read").doesNotContain("\"partition\":{}");
  }

  @Test
  void keyWithoutItsEmptyParentIsThatKey() {
    Transcript run =
        read(
            ALL,
            "{\"states\":[{\"partition\":{\"site\":\"2\"},\"cursor\":{\"page\":\"7\"}}],\"handed_out\":{\"sites\":{\"page\":2}}}");
    assertThat(rows(run)).containsExactly("2@7", "3@start");
  }

  @Test
  void valueThatIsNoneOfTheCursorIsRefusedWithItsPlace() {
    Transcript run =
        ConnectorRun.read(
            ConnectorRun.stateOf(
                "all", "{\"states\":[" + entry("2", "\"cursor\":{\"u\":\"soon\"}") + "]}"),
            CHANGED);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors().get(0)).contains("'all'", "\"site\":\"2\"", "'u'", "soon");
    assertThat(run.records()).isEmpty();
  }

  @Test
  void valueThatIsNoneAtAllIsRefusedWithItsPlace() {
    for (String value : new String[] {"[[]]", "{}", "true"}) {
      String states = entry("2", "\"cursor\":{\"u\":" + value + "}");
      Transcript run =
          ConnectorRun.read(ConnectorRun.stateOf("all", "{\"states\":[" + states + "]}"), CHANGED);
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.errors().get(0)).as(value).contains("'all'", "\"site\":\"2\"", "'u'");
    }
  }

  /** A complete full refresh says nothing about what changed since. */
  @Test
  void completeParentIsFollowedFromItsStart() {
    StreamDefinition sites =
        Streams.paged("sites", SITES.reader(Partition.whole())).cursor(Cursor.instant("at"));
    StreamDefinition followed =
        rows("all", Partitions.each(sites, "id").as("site").whenChanged()).cursor(BY);
    Transcript run = read(followed, "{\"parent_state\":{\"sites\":" + DONE + "},\"states\":[]}");
    assertThat(rows(run)).containsExactly("1@start>0", "2@start>0", "3@start>0");
  }

  // Entries that are missing

  @Test
  void watermarkWithoutEntriesIsReadAgainFromItsStart() {
    for (String states :
        new String[] {
          "", "\"states\":null,", "\"states\":{},", "\"states\":17,", "\"states\":\"x\","
        }) {
      Transcript run = read(ALL, "{" + states + "\"handed_out\":{\"sites\":{\"page\":3}}}");
      assertThat(rows(run)).as(states).containsExactly("1@start", "2@start", "3@start");
      assertThat(run.warnings("'states'")).as(states).hasSize(1);
      assertThat(run.warnings("'states'").get(0)).contains("'all'");
      assertThat(run.lastState("all")).isEqualTo(DONE);
    }
    Transcript said = read(ALL, "{\"states\":17,\"handed_out\":{\"sites\":" + DONE + "}}");
    assertThat(said.warnings("'states'").get(0)).contains("17");
    assertThat(rows(said)).hasSize(3);
  }

  @Test
  void watermarkWithoutEntriesBesideACommonStateIsNotTrusted() {
    for (String states : new String[] {"", "\"states\":null,", "\"states\":17,"}) {
      for (String rest :
          new String[] {
            "\"handed_out\":{\"sites\":{\"page\":3}},\"state\":{\"u\":50}",
            "\"use_global_cursor\":false,\"state\":{\"u\":50}",
            "\"state\":{\"u\":50},\"next_state\":{\"u\":60}"
          }) {
        Transcript run = read(CHANGED, "{" + states + rest + "}");
        assertThat(rows(run))
            .as(states + rest)
            .containsExactly("1@start>0", "2@start>0", "3@start>0");
        assertThat(run.warnings("'states'")).hasSize(1);
      }
    }
  }

  @Test
  void nestedWatermarkWithoutEntriesIsReadAgainFromItsStart() {
    for (String states : new String[] {"", "\"states\":null,", "\"states\":17,"}) {
      String nested = "{" + states + "\"handed_out\":{\"sites\":{\"page\":3}}}";
      Transcript run = read(ROWS, "{\"states\":[],\"handed_out\":{\"tables\":" + nested + "}}");
      assertThat(rows(run)).containsExactlyInAnyOrder("1a@start", "2a@start", "3a@start");
      assertThat(run.warnings("'states'")).hasSize(1);
      assertThat(run.warnings("'states'").get(0)).contains("'tables'", "'rows'");
    }
  }

  // One cursor for all

  @Test
  void globalCursorWithoutAStateSaysNothing() {
    StreamDefinition sites =
        Streams.paged(
                "sites",
                (slice, output, context) ->
                    slice.since() == null
                        ? SITES.reader(Partition.whole()).readPage(slice, output, context)
                        : Progress.complete())
            .cursor(Cursor.instant("at"));
    StreamDefinition followed =
        rows("all", Partitions.each(sites, "id").as("site").whenChanged()).cursor(BY);
    for (String rest :
        new String[] {
          "",
          ",\"parent_state\":{\"sites\":{\"at\":\"2026-01-01T00:00:00Z\"}}",
          ",\"state\":{}",
          ",\"state\":null,\"states\":[],\"parent_state\":{\"sites\":{\"at\":\"2026-01-01T00:00:00Z\"}}"
        }) {
      String state = "{\"use_global_cursor\":true,\"lookback_window\":0" + rest + "}";
      assertThat(rows(read(CHANGED, state)))
          .as(rest)
          .containsExactly("1@start>0", "2@start>0", "3@start>0");
      assertThat(rows(read(followed, state)))
          .as(rest)
          .containsExactly("1@start>0", "2@start>0", "3@start>0");
      assertThat(read(CHANGED, state).warnings("state")).isEmpty();
    }
  }

  @Test
  void globalCursorBesideEntriesIsTheMostThatIsKnownOfEach() {
    String states = entry("1", "\"cursor\":{\"u\":5}") + "," + entry("2", "\"cursor\":{\"u\":90}");
    Transcript run =
        read(
            CHANGED,
            "{\"use_global_cursor\":true,\"state\":{\"u\":50},\"states\":[" + states + "]}");
    assertThat(rows(run)).containsExactly("1@start>5", "2@start>50", "3@start>50");
  }

  @Test
  void stateOfAnotherShapeIsStillRefused() {
    for (String state : new String[] {"{\"page\":3}", "{\"handed\":{}}"}) {
      assertThatThrownBy(() ->
              Ledgers.partitions(
                  ALL,
                  ExactJson.MAPPER.readTree(state),
                  Optional.empty(),
                  java.time.InstantSource.system()))
          .isInstanceOf(ConfigError.class)
          .hasMessageContaining("'all'");
    }
    assertThat(StateJson.isComplete(ExactJson.MAPPER.readTree(DONE))).isTrue();
  }
}
