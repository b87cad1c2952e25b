package dev.javacdk.examples.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.testkit.hubspot.HubSpotApi;
import dev.javacdk.testkit.recorded.RecordedApi;
import dev.javacdk.testkit.recorded.Recorder;
import dev.javacdk.testkit.recorded.Recording;
import dev.javacdk.testkit.recorded.Written;
import dev.javacdk.testkit.source.Attempt;
import dev.javacdk.testkit.source.Catalog;
import dev.javacdk.testkit.source.CrashTests;
import dev.javacdk.testkit.source.SourceRunner;
import dev.javacdk.testkit.source.SourceTests;
import dev.javacdk.testkit.source.SourceTrial;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A sync that was recorded once is read offline, and by the suites. */
class RecordedHubSpotTest {

  private static final String TOKEN = "pat-1234-secret";
  private static final int CONTACTS = 210;

  @TempDir private static Path folder;

  private static Written written;
  private static Attempt read;
  private static RecordedApi api;

  private static SourceRunner source(String baseUrl) {
    return SourceRunner.of(new HubSpotSource()).config(config(baseUrl)).with("_page_size", 20);
  }

  private static String config(String baseUrl) {
    return "{\"access_token\":\"%s\",\"base_url\":\"%s\"}".formatted(TOKEN, baseUrl);
  }

  @BeforeAll
  static void record() {
    try (HubSpotApi real =
            HubSpotApi.builder()
                .contacts(CONTACTS)
                .notes(i -> i % 10 == 0 ? 1 : 0)
                .token(TOKEN)
                .start();
        Recording recording =
            Recorder.of(URI.create(real.baseUrl()))
                .secret(TOKEN)
                .personal("/results/*/properties/firstname", "/results/*/properties/lastname")
                .start()) {
      SourceRunner source = source(recording.baseUrl());
      assertThat(source.check()).succeeded();
      read = source.read(Catalog.of("contacts", "notes"));
      assertThat(read).succeeded().read("contacts", CONTACTS);
      written = recording.writeTo(folder.resolve("hubspot.jsonl"));
    }
    api = RecordedApi.replay(folder.resolve("hubspot.jsonl"));
  }

  @AfterAll
  static void close() {
    api.close();
  }

  @Test
  void sameIsReadOfTheRecordingButForWhatIsPersonal() throws Exception {
    Attempt replayed = source(api.baseUrl()).read(Catalog.of("contacts", "notes"));

    assertThat(replayed).succeeded().read("contacts", CONTACTS).completed("notes");
    assertThat(replayed.of("RECORD")).hasSameSizeAs(read.of("RECORD"));
    assertThat(replayed.records().values().toString())
        .doesNotContain("@example.com")
        .contains("\"createdate\":\"2026-01-01T00:00:00Z\"");
    assertThat(Files.readString(folder.resolve("hubspot.jsonl"))).doesNotContain(TOKEN);
    assertThat(written.personalMasked()).isGreaterThan(CONTACTS);
    api.requireNoMisses();
  }

  @TestFactory
  Stream<DynamicNode> suites() {
    SourceTrial trial =
        SourceTrial.of(
                new HubSpotSource(), config(api.baseUrl()).replace("{", "{\"_page_size\":20,"))
            .streams("contacts", "notes")
            .has("contacts", CONTACTS)
            .mostCuts(3)
            .leastCuts(3);
    return Stream.concat(SourceTests.of(trial), CrashTests.of(trial));
  }
}
