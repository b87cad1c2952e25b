package dev.javacdk.core.run;

import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.state.Progress;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Records of tests: an id, and what else is put beside it. */
public final class TestRecords {

  private TestRecords() {}

  /** An empty one. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Writes one with this id, a number. */
  public static void record(RecordOutput output, long id) {
    output.emit(object().put("id", id));
  }

  /** A stream that writes two, which are all it has. */
  public static StreamDefinition twoRecords(String name) {
    return Streams.records(
        name,
        (slice, output, context) -> {
          record(output, 1);
          record(output, 2);
        });
  }

  /** A parent with ids from 0, so many a page. */
  public static StreamDefinition parents(long rows, long page) {
    return Streams.paged(
        "parents",
        (slice, output, context) -> {
          long from = slice.cursor().number("after", 0);
          long to = Math.min(rows, from + page);
          for (long id = from; id < to; id++) {
            record(output, id);
          }
          return to < rows ? Progress.next("after", to) : Progress.complete();
        });
  }

  /** Writes one with this id, a text. */
  public static void record(RecordOutput output, String id) {
    output.emit(object().put("id", id));
  }
}
