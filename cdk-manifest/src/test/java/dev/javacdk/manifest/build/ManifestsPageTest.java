package dev.javacdk.manifest.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.manifest.load.LoadedManifest;
import dev.javacdk.manifest.load.ManifestFile;
import dev.javacdk.testkit.message.ApiRequest;
import dev.javacdk.testkit.message.ApiResponse;
import dev.javacdk.testkit.process.StateLines;
import dev.javacdk.testkit.process.StreamId;
import dev.javacdk.testkit.source.Attempt;
import dev.javacdk.testkit.source.Catalog;
import dev.javacdk.testkit.source.SourceRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The manifest of docs/manifests.md runs, and does what the page says. */
@Timeout(60)
class ManifestsPageTest {

  private LoadedManifest manifest;

  @BeforeEach
  void load() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "manifests.md"));
    int begin = page.indexOf("```yaml") + 8;
    manifest =
        ManifestFile.parse("manifest.yaml", page.substring(begin, page.indexOf("```", begin)));
  }

  private static ApiResponse answer(ApiRequest request) {
    boolean second = request.query("after").isPresent();
    String shop = request.path().equals("/shops") ? "" : request.path().split("/", -1)[2];
    int from = second ? 3 : 1;
    String rows = "{\"id\":" + shop + from + "},{\"id\":" + shop + (from + 1) + "}";
    String paging = second ? "{}" : "{\"next\":\"t\"}";
    return ApiResponse.json(
        200,
        ("{\"data\":[" + rows + "],\"paging\":" + paging + "}").getBytes(StandardCharsets.UTF_8));
  }

  private SourceRunner runner(OneStream api) {
    return SourceRunner.of(ManifestSource.of(manifest, null))
        .config("{\"url\":\"" + api.url() + "\",\"token\":\"s3cr3t-t\"}");
  }

  @Test
  void allOfItRuns() {
    assertThat(ManifestSource.problems(manifest)).isEmpty();
    try (OneStream api = new OneStream(ManifestsPageTest::answer)) {
      Attempt attempt = runner(api).read(Catalog.of("shops", "orders"));
      assertThat(attempt.exitCode()).as(attempt.output()).isZero();
      assertThat(attempt.records().get(StreamId.of("shops"))).hasSize(4);
      assertThat(attempt.records().get(StreamId.of("orders"))).hasSize(16);
      assertThat(api.requests.get(0).header("Authorization")).contains("Bearer s3cr3t-t");
    }
  }

  /** What another kit has written of pages begins again; what was read is not read. */
  @Test
  void statesOfPythonAreTakenForNoMoreThanTheyAre() {
    try (OneStream api = new OneStream(ManifestsPageTest::answer)) {
      Attempt page =
          runner(api)
              .read(
                  Catalog.of("shops"),
                  StateLines.none().with("shops", "{\"next_page_token\":\"t\"}"));
      assertThat(page.records().get(StreamId.of("shops"))).hasSize(4);
      assertThat(page.logs("WARN")).anyMatch(line -> line.contains("next_page_token"));
    }
  }
}
