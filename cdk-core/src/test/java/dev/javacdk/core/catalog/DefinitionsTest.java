package dev.javacdk.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefinitionsTest {

  private record Row(String id) {}

  private static StreamDefinition stream(String name) {
    return Streams.paged(name, (slice, output, context) -> Progress.complete()).schema(Row.class);
  }

  @Test
  void everyMistakeOfEveryStreamIsNamedAtOnce() {
    StreamDefinition rows = stream("rows");
    Partition twice = Partition.of("region", "eu");
    List<Stream> streams =
        List.of(
            rows,
            rows.key("uuid"),
            stream("a").cursor(Cursor.number("seq")),
            stream("b").partitions(Partitions.each(rows, "uuid")),
            stream("c").partitions(Partitions.of(List.of(twice, twice))),
            stream("d").partitions(Partitions.each(rows, "id").times(Partitions.of("id", "1"))),
            stream("e")
                .partitions(Partitions.each(rows, "id").times(Partitions.of("kind", "x", "x"))));
    assertThatThrownBy(() -> Definitions.checked(streams))
        .isInstanceOf(SystemError.class)
        .hasMessage(
            "the source is not sound: two streams are called 'rows'; stream 'rows': its schema has no"
                + " key field 'uuid'; stream 'a': its schema has no cursor field 'seq'; stream 'b':"
                + " the schema of its parent 'rows' has no field 'uuid'; stream 'c': one of its"
                + " partitions is listed twice; stream 'd': its list has a value called 'id', and so"
                + " has the part of its parent: rename one; stream 'e': one of its partitions is"
                + " listed twice");
  }

  @Test
  void soundStreamsComeBackAsTheyAre() {
    List<Stream> streams =
        List.of(
            stream("a").key("id"),
            stream("b")
                .partitions(
                    Partitions.each(stream("a"), "id").as("a").times(Partitions.of("id", "1"))));
    assertThat(Definitions.checked(streams)).isSameAs(streams);
  }
}
