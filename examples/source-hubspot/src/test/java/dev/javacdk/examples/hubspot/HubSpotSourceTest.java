package dev.javacdk.examples.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.testkit.api.Fault;
import dev.javacdk.testkit.api.FaultRule;
import dev.javacdk.testkit.hubspot.HubSpotApi;
import dev.javacdk.testkit.process.ConnectorProcess;
import dev.javacdk.testkit.process.Delivered;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector as a process, against a local API of HubSpot's shape. */
class HubSpotSourceTest {

  @TempDir Path files;

  private ConnectorProcess run(HubSpotApi crm, String token, String... command) throws Exception {
    String config = "{\"access_token\":\"%s\",\"base_url\":\"%s\"}".formatted(token, crm.baseUrl());
    Path configFile = Files.writeString(files.resolve("config.json"), config);
    ConnectorProcess process =
        ConnectorProcess.mainClass(HubSpotSource.class.getName())
            .args(command)
            .args("--config", configFile.toString())
            .start();
    process.await(Duration.ofMinutes(2));
    return process;
  }

  @Test
  void readsEverythingOnceThroughFaults() throws Exception {
    try (HubSpotApi crm =
            HubSpotApi.builder()
                .contacts(150)
                .notes(contact -> 2)
                .token("pat-1234")
                .server(server ->
                    server
                        .seed(3)
                        .fault(
                            FaultRule.rate(
                                0.05,
                                Fault.tooManyRequests(Duration.ZERO),
                                Fault.status(503),
                                Fault.truncatedBody())))
                .start();
        ConnectorProcess process =
            run(crm, "pat-1234", "read", "--catalog", Path.of("sample/catalog.json").toString())) {
      assertThat(process.exitCode()).hasValue(0);
      Delivered delivered = Delivered.keyedBy("id").attempt(process.messages());
      assertThat(delivered.keys("contacts")).hasSize(150);
      assertThat(delivered.keys("companies")).hasSize(100);
      assertThat(delivered.keys("deals")).hasSize(500);
      assertThat(delivered.keys("notes")).hasSize(300);
      assertThat(delivered.duplicates("notes")).isEmpty();
    }
  }

  /** Contacts are a stream, and the parents of notes. */
  @Test
  void noPageIsAskedForTwice() throws Exception {
    try (HubSpotApi crm =
            HubSpotApi.builder().contacts(150).notes(contact -> 1).token("pat-1234").start();
        ConnectorProcess process =
            run(crm, "pat-1234", "read", "--catalog", Path.of("sample/catalog.json").toString())) {
      assertThat(process.exitCode()).hasValue(0);
      assertThat(crm.api().counters().askedMoreThanOnce()).isEmpty();
      assertThat(crm.api().counters().byUrl().keySet())
          .filteredOn(url -> url.contains("/contacts?"))
          .hasSizeGreaterThan(1);
    }
  }

  @Test
  void aWrongTokenIsSaidByTheCheckWithoutShowingIt() throws Exception {
    try (HubSpotApi crm = HubSpotApi.builder().token("pat-1234").start();
        ConnectorProcess process = run(crm, "pat-wrong", "check")) {
      assertThat(process.exitCode()).hasValue(0);
      assertThat(process.messages().toString())
          .contains("FAILED", "answered 401")
          .doesNotContain("pat-wrong");
    }
  }
}
