package dev.javacdk.core.read;

import static dev.javacdk.core.run.TestRecords.twoRecords;
import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Stream;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.TestSource;
import dev.javacdk.core.run.Transcript;
import org.junit.jupiter.api.Test;

/** The sequential engine. */
class ReadingOneStreamTest extends ReadingOneStreamContract {
  @Test
  void debugSaysWhichSliceIsRead() {
    Stream stream = twoRecords("s");
    ConnectorRun run = ConnectorRun.of(new TestSource(stream));
    String catalog = run.file("catalog.json", ConnectorRun.catalogOf("s"));
    String config = run.file("config.json", "{}");
    Transcript transcript =
        run.args("read", "--debug", "--config", config, "--catalog", catalog).run();
    assertThat(transcript.logs()).contains("stream 's': reading start");
    assertThat(transcript.of("LOG").get(0).at("/log/level").asString()).isEqualTo("DEBUG");
    assertThat(transcript.line())
        .isEqualTo("ST | RU | R | R | S {\"__ab_no_cursor_state_message\":true} | CO");
  }
}
