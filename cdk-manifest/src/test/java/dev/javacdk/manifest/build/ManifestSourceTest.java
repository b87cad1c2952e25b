package dev.javacdk.manifest.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.manifest.load.LoadedManifest;
import dev.javacdk.manifest.load.ManifestFile;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.process.StreamId;
import dev.javacdk.testkit.source.Attempt;
import dev.javacdk.testkit.source.Catalog;
import dev.javacdk.testkit.source.SourceRunner;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A whole manifest against an API over HTTP. */
@Timeout(60)
class ManifestSourceTest {

  private static ManifestSource source() {
    return ManifestSource.of(ManifestFile.parse("manifest.yaml", Shop.MANIFEST), null);
  }

  private static SourceRunner runner(LocalApi api) {
    return SourceRunner.of(source())
        .config("{\"api_key\":\"s3cr3t-key\",\"url\":\"" + api.baseUrl() + "\"}");
  }

  private static List<String> records(Attempt attempt, String stream) {
    return attempt.records().getOrDefault(new StreamId(stream, null), List.of());
  }

  @Test
  void everyRecordIsReadAsTheManifestSays() {
    try (LocalApi api = Shop.open()) {
      Attempt attempt = runner(api).read(Catalog.of("shops", "orders"));
      assertThat(attempt.exitCode()).as(attempt.output()).isZero();
      assertThat(records(attempt, "shops")).hasSize(5);
      assertThat(records(attempt, "orders")).hasSize(5 * 5);
      assertThat(records(attempt, "orders").get(0))
          .isEqualTo(
              "{\"id\":100,\"lines\":[{\"sku\":\"s\"}],\"shop\":{\"id\":1,\"name\":\"shop 1\"},\"text\":\"100\"}");
    }
  }

  @Test
  void streamThatCannotBeBuiltIsLeftOutAndTheOthersAreRead() {
    try (LocalApi api = Shop.open()) {
      Attempt found = runner(api).discover();
      assertThat(found.output())
          .contains("\"shops\"", "\"orders\"")
          .doesNotContain("\"name\":\"custom\"");
      assertThat(found.logs("WARN"))
          .anySatisfy(line ->
              assertThat(line)
                  .contains(
                      "stream 'custom' is left out",
                      "streams[2].retriever",
                      "source_shop.components.Special"));
      Attempt read = runner(api).read(Catalog.of("shops", "custom"));
      assertThat(read.exitCode()).isEqualTo(1);
      assertThat(records(read, "shops")).hasSize(5);
      assertThat(read.errors().toString()).contains("streams[2].retriever");
    }
  }

  @Test
  void whatBesideTheStreamsCannotBeBuiltIsNamed() {
    String odd =
        Shop.MANIFEST.replace(
                "  stream_names: [shops]", "  stream_names: [shops]\n  config_overrides: {x: 1}")
            + "  config_normalization_rules: {transformations: [{type: ConfigRemoveFields, field_pointers: [[x]]}]}\n"
            + "api_budget: {type: HTTPAPIBudget, policies: []}\n";
    LoadedManifest loaded = ManifestFile.parse("manifest.yaml", odd);
    assertThat(ManifestSource.problems(loaded).toString())
        .contains("'check.config_overrides'", "'spec.config_normalization_rules'");
    assertThatThrownBy(() -> ManifestSource.of(loaded, null))
        .isInstanceOf(ConfigError.class)
        .hasMessageContaining(
            "manifest.yaml: 'spec.config_normalization_rules' cannot be done yet");
  }

  @Test
  void checkReadsTheStreamsThatTheManifestNames() {
    try (LocalApi api = Shop.open()) {
      Attempt check = runner(api).check();
      assertThat(check.output()).contains("SUCCEEDED");
      assertThat(api.counters().total()).isEqualTo(1);
    }
  }
}
