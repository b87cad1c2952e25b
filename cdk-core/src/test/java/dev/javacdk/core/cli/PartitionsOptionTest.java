package dev.javacdk.core.cli;

import static dev.javacdk.api.state.Progress.complete;
import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.TestSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code read --partitions}: a record says of which partition it is. */
class PartitionsOptionTest {

  private static final JsonNode RECORD = JsonMapper.shared().readTree("{\"id\":1}");

  private static Stream of(String name, Partitions partitions) {
    return Streams.paged(
            name,
            (slice, output, context) -> {
              output.emit(RECORD);
              return complete();
            })
        .partitions(partitions);
  }

  private static List<String> meta(String... option) {
    Stream[] streams = {
      of("parts", Partitions.of("part", "a", "b")), of("whole", Partitions.single())
    };
    ConnectorRun run = ConnectorRun.of(new TestSource(streams)).args("read").args(option);
    String catalog = run.file("catalog.json", ConnectorRun.catalogOf("parts", "whole"));
    return run.args("--config", run.file("config.json", "{}"), "--catalog", catalog)
        .run()
        .of("RECORD")
        .stream()
        .map(message -> message.at("/record/meta").toString())
        .toList();
  }

  @Test
  void recordSaysItsPartitionWhereItHasOne() {
    assertThat(meta()).containsExactly("", "", "");
    assertThat(meta("--partitions"))
        .containsExactly("{\"partition\":{\"part\":\"a\"}}", "{\"partition\":{\"part\":\"b\"}}", "");
  }
}
