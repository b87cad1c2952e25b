package dev.javacdk.examples.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.testkit.hubspot.HubSpotApi;
import dev.javacdk.testkit.process.ConnectorProcess;
import dev.javacdk.testkit.process.ProtocolMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector of the README is this one, and it runs. */
class ReadmeTest {

  private static final Path SOURCE =
      Path.of("src/test/java/dev/javacdk/examples/hubspot/ContactsSource.java");

  @TempDir private Path folder;

  @Test
  void connectorOfTheReadmeIsTheOneThatIsTested() throws IOException {
    String code = Files.readString(SOURCE);
    code = code.substring(code.indexOf("import"));
    assertThat(code.lines().filter(line -> !line.isBlank()).count()).isLessThanOrEqualTo(40);
    assertThat(Files.readString(Path.of("../../README.md"))).contains(code);
  }

  @Test
  void connectorOfThePageOnIncrementalStreamsIsSound() throws IOException {
    String code = Files.readString(SOURCE.resolveSibling("IssuesSource.java"));
    assertThat(Files.readString(Path.of("../../docs/incremental.md")))
        .contains(code.substring(code.indexOf("import")));
    Path config =
        Files.writeString(
            folder.resolve("c.json"),
            "{\"api_key\":\"k\",\"base_url\":\"http://127.0.0.1:1\",\"start_date\":\"2026-01-01T00:00:00Z\"}");
    try (ConnectorProcess process =
        ConnectorProcess.mainClass(IssuesSource.class.getName())
            .args("discover", "--config", config.toString())
            .start()) {
      assertThat(process.await(Duration.ofSeconds(60))).isZero();
      assertThat(process.messages().toString())
          .contains("\"comments\"", "\"default_cursor_field\":[\"updated_at\"]");
    }
  }

  @Test
  void connectorOfTheReadmeReads() throws IOException {
    try (HubSpotApi api = HubSpotApi.builder().contacts(150).notes(i -> 2).token("pat").start()) {
      Path config =
          Files.writeString(
              folder.resolve("c.json"),
              "{\"access_token\":\"pat\",\"base_url\":\"" + api.baseUrl() + "\"}");
      Path catalog =
          Files.writeString(
              folder.resolve("k.json"),
              "{\"streams\":[{\"stream\":{\"name\":\"contacts\"}},{\"stream\":{\"name\":\"notes\"}}]}");
      try (ConnectorProcess process =
          ConnectorProcess.mainClass(ContactsSource.class.getName())
              .args("read", "--config", config.toString(), "--catalog", catalog.toString())
              .start()) {
        assertThat(process.await(Duration.ofSeconds(60))).isZero();
        assertThat(process.messages().stream().filter(ProtocolMessage::isRecord)).hasSize(450);
      }
    }
  }
}
