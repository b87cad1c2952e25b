package dev.javacdk.examples.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.http.HttpApi;
import dev.javacdk.http.HttpStream;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.rule.Match;
import dev.javacdk.http.rule.Verdict;
import dev.javacdk.testkit.hubspot.HubSpotApi;
import dev.javacdk.testkit.source.FaultTests;
import dev.javacdk.testkit.source.SourceTests;
import dev.javacdk.testkit.source.SourceTrial;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

/** Mistakes in a source of HTTP, each caught by a suite, and by name. */
class PlantedHttpBugsTest {

  private static HubSpotApi api;

  @BeforeAll
  static void start() {
    api = HubSpotApi.builder().contacts(250).token("pat-1234").start();
  }

  @AfterAll
  static void close() {
    api.close();
  }

  record Config(String baseUrl) {}

  private record Contacts(UnaryOperator<HttpStream> change) implements Source<Config> {
    @Override
    public ConnectorSpec<Config> spec() {
      return ConnectorSpec.of(Config.class);
    }

    @Override
    public List<Stream> streams(Config config) {
      HttpStream contacts =
          HttpApi.at(config.baseUrl()).header("Authorization", "Bearer pat-1234").stream("contacts")
              .get("/crm/v3/objects/contacts")
              .records("/results")
              .paging(Paging.token("/paging/next/after").query("after").size("limit", 100))
              .key("id");
      return List.of(change.apply(contacts));
    }
  }

  private static SourceTrial trial(UnaryOperator<HttpStream> change) {
    return SourceTrial.of(new Contacts(change), "{\"base_url\":\"%s\"}".formatted(api.baseUrl()))
        .has("contacts", 250);
  }

  private static Map<String, String> said(java.util.stream.Stream<DynamicNode> tests) {
    Map<String, String> failures = new TreeMap<>();
    tests.forEach(node -> {
      try {
        ((DynamicTest) node).getExecutable().execute();
      } catch (Throwable e) {
        failures.put(node.getDisplayName(), String.valueOf(e.getMessage()));
      }
    });
    return failures;
  }

  private static java.util.stream.Stream<DynamicNode> errorsOf(UnaryOperator<HttpStream> change) {
    return FaultTests.of(trial(change), api.api(), 3)
        .filter(test -> test.getDisplayName().contains("error of the server"));
  }

  @Test
  void errorIsTakenForTheEnd() {
    assertThat(said(errorsOf(UnaryOperator.identity()))).isEmpty();
    assertThat(
            said(errorsOf(stream -> stream.when(Match.status(500), Verdict.end())))
                .get("no record is lost to an error of the server"))
        .contains("an error of the server met by request", "seed 3", "stream 'contacts' loses");
  }

  @Test
  void tokenIsLookedForWhereNoneIs() {
    Map<String, String> said =
        said(
            SourceTests.of(
                trial(stream ->
                    stream.paging(Paging.token("/paging/nxt").query("after").size("limit", 100)))));
    assertThat(said.values())
        .anySatisfy(text ->
            assertThat(text).contains("stream 'contacts' has 250 records, and 100 were read"));
  }
}
