package dev.javacdk.local;

import static dev.javacdk.api.state.Progress.complete;
import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.spec.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Of which partition a row is. */
class PartitionsTest extends InProcessSync {

  private static final Schema NOTE =
      Schema.of(
          (ObjectNode)
              JSON.readTree(
                  """
                  {"type":"object","properties":{"id":{"type":"integer"},"n":{"type":"integer"}}}\
                  """));

  private static StreamDefinition notes(String... of) {
    return Streams.paged(
            "notes",
            (slice, output, context) -> {
              String part = slice.partition().text("emitted_at", "");
              for (String note : of) {
                if (note.startsWith(part)) {
                  String[] idAndNumber = note.substring(2).split(",", -1);
                  output.emit(
                      JSON.readTree(
                          "{\"id\":%s,\"n\":%s,\"meta\":{\"partition\":{}}}"
                              .formatted(idAndNumber[0], idAndNumber[1])));
                }
              }
              return complete();
            })
        .schema(NOTE)
        .key("id")
        .partitions(Partitions.of("emitted_at", "a", "b"));
  }

  @Test
  void rowSaysOfWhichPartitionItIs() throws Exception {
    Ran ran = sync(notes("a 1,1", "b 2,1"));
    assertThat(ran.exit()).as(ran.stderr()).isZero();
    assertThat(rows("SELECT id, _partition->>'$.emitted_at', meta, _raw FROM notes ORDER BY id"))
        .containsExactly("1|a|{\"partition\":{}}|null", "2|b|{\"partition\":{}}|null");
    sync(Streams.paged("whole", pages(page -> List.of("{\"id\":1}"), 1)).schema(NOTE));
    assertThat(rows("SELECT * FROM whole")).as("no column").containsExactly("1|null|null");
  }

  @Test
  void keyInTwoPartitionsIsSaid() throws Exception {
    Cursor cursor = Cursor.number("n");
    Ran one = sync(notes("a 1,1", "a 2,1", "b 2,2", "b 3,1").cursor(cursor));
    assertThat(one.exit()).as(one.stderr()).isZero();
    assertThat(one.stderr()).contains("WARN notes: 1 records have the key of another partition's");
    Ran again = sync(notes("a 1,3", "b 2,3", "b 3,4").cursor(cursor));
    assertThat(again.stderr()).as("each key where it was").doesNotContain("another partition's");
    Ran moved = sync(notes("a 1,5", "b 1,6", "a 3,7").cursor(cursor));
    assertThat(moved.stderr())
        .as("in the batch, and beside the table")
        .contains("WARN notes: 2 records have the key of another partition's");
    assertThat(rows("SELECT id, n, _partition->>'$.emitted_at' FROM notes ORDER BY id"))
        .containsExactly("1|6|b", "2|3|b", "3|7|a");
  }

  @Test
  void keyWidenedByThePartitionKeepsBoth() throws Exception {
    StreamDefinition wide = notes("a 1,1", "b 1,2").key("id", "n").cursor(Cursor.number("n"));
    Ran ran = sync(wide);
    assertThat(ran.stderr()).doesNotContain("another partition's");
    assertThat(rows("SELECT id, n FROM notes ORDER BY n")).containsExactly("1|1", "1|2");
  }
}
