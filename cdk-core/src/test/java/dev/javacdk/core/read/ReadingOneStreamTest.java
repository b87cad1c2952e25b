package dev.javacdk.core.read;

import static dev.javacdk.api.Progress.complete;
import static dev.javacdk.api.Progress.next;
import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Cursor;
import dev.javacdk.api.Partitions;
import dev.javacdk.api.RecordOutput;
import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.Transcript;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class ReadingOneStreamTest {

  static void record(RecordOutput output, long id) {
    output.emit(JsonNodeFactory.instance.objectNode().put("id", id));
  }

  /** Two records a page; the position is the number of the page. */
  static Stream pages(String name, int pages) {
    return Streams.paged(
        name,
        (slice, output, context) -> {
          long page = slice.cursor().number("page", 0);
          record(output, 2 * page);
          record(output, 2 * page + 1);
          return page + 1 < pages ? next("page", page + 1) : complete();
        });
  }

  @Test
  void scenario46_resumableFullRefreshCommitsPageByPage() {
    Transcript run = ConnectorRun.read(null, pages("s", 3));
    assertThat(run.line())
        .isEqualTo(
            "ST | RU | R | R | S {\"page\":1} | R | R | S {\"page\":2} | R | R | S {\"__ab_full_refresh_sync_complete\":true} | CO");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void substreamOfResumableParent() {
    Stream parent = pages("p", 2);
    Stream child =
        Streams.paged(
                "c",
                (slice, output, context) -> {
                  long page = slice.cursor().number("page", 0);
                  record(output, slice.partition().number("id", -1) * 10 + page);
                  return page == 0 ? next("page", 1) : complete();
                })
            .partitions(Partitions.each(parent, "id").as("parent_id"));
    Transcript run = ConnectorRun.read(null, child);
    assertThat(run.line()).isEqualTo("x");
  }

  @Test
  void incremental() {
    Stream stream =
        Streams.records(
                "i",
                (slice, output, context) -> {
                  output.emit(
                      JsonNodeFactory.instance.objectNode().put("u", "2026-08-02T00:00:00Z"));
                  output.emit(
                      JsonNodeFactory.instance.objectNode().put("u", "2026-08-01T00:00:00Z"));
                })
            .cursor(Cursor.instant("u"));
    assertThat(ConnectorRun.read(null, stream).line()).isEqualTo("y");
  }
}
