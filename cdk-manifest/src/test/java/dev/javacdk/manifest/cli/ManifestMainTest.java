package dev.javacdk.manifest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said to who works on a manifest. */
class ManifestMainTest {

  private static final String ROWS =
      """
      version: 6.44.0
      check: {type: CheckStream, stream_names: [rows]}
      streams:
        - type: DeclarativeStream
          name: rows
          retriever:
            type: SimpleRetriever
            requester: {type: HttpRequester, url_base: "https://x.example", path: rows}
            record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: [d]}}
      """;

  @TempDir Path folder;

  /** What a command says. */
  private record Said(int exit, String out, String err) {}

  private static Said run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        ManifestMain.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            List.of(args));
    return new Said(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("manifest.yaml"), text).toString();
  }

  @Test
  void manifestOfWhichAllRunsIsSaidToBeSo() throws IOException {
    Said said = run("validate", "--manifest", file(ROWS));
    assertThat(said)
        .isEqualTo(new Said(0, folder.resolve("manifest.yaml") + ": all of it runs\n", ""));
  }

  @Test
  void everyProblemIsSaidAtOnceWithItsPlaceAndLine() throws IOException {
    String odd =
        ROWS.replace("url_base: \"https://x.example\", ", "")
            + "    incremental_sync: {type: DatetimeBasedCursor, cursor_field: at, datetime_format: \"%Y\", start_datetime: \"2024\"}\n"
            + "    transformations: [{type: KeysToUpper}]\n";
    Said said = run("validate", "--manifest=" + file(odd));
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.out().lines().toList())
        .hasSizeGreaterThanOrEqualTo(3)
        .anyMatch(
            line -> line.contains("'streams[0].retriever.requester'") && line.contains("(line "))
        .anyMatch(line ->
            line.contains("'streams[0].transformations[0]'") && line.contains("KeysToUpper"))
        .last()
        .asString()
        .endsWith(" problems");
  }

  @Test
  void whatIsNoManifestIsSaid() throws IOException {
    assertThat(run("validate", "--manifest", file("a: [1")).err())
        .contains("manifest.yaml", "line 1");
    assertThat(run("validate", "--manifest", folder.resolve("none").toString()).err())
        .contains("none", "cannot be read");
  }

  @Test
  void whatIsMissingIsAskedForWithTheUsage() {
    assertThat(run("validate"))
        .satisfies(said -> {
          assertThat(said.exit()).isEqualTo(2);
          assertThat(said.err()).contains("--manifest", "Example: validate");
        });
    assertThat(run("package", "--manifest", "m.yaml").err()).contains("--jar");
    assertThat(run("spec"))
        .satisfies(said -> {
          assertThat(said.exit()).isEqualTo(2);
          assertThat(said.err()).contains("which manifest? say --manifest FILE");
        });
  }

  @Test
  void helpSaysWhatThereIs() {
    assertThat(run("--help").out()).contains("validate", "package", "spec, check, discover");
    assertThat(run().out()).isEqualTo(run("-h").out());
    assertThat(run("package", "--help").out()).contains("--jar", "Example: package");
  }

  @Test
  void jarCannotBeMadeOfAProgramThatIsNone() throws IOException {
    Said said =
        run("package", "--manifest", file(ROWS), "--jar", folder.resolve("s.jar").toString());
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.err()).contains("s.jar cannot be written", "source-manifest.jar");
    assertThat(folder.resolve("s.jar")).doesNotExist();
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }
}
