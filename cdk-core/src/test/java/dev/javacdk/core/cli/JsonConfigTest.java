package dev.javacdk.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.Transcript;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A config that arrives as JSON, by a schema that is read, not compiled. */
class JsonConfigTest {

  private static final String SCHEMA =
      """
      {"type":"object","required":["api_key","region"],"properties":{
        "api_key":{"type":"string","airbyte_secret":true},
        "region":{"type":"string","enum":["eu","us"]},
        "days":{"type":"integer","default":7}}}
      """;

  /** Says its whole config as its one record. */
  private static final class Echo implements Source<ObjectNode> {
    @Override
    public ConnectorSpec<ObjectNode> spec() {
      return ConnectorSpec.json((ObjectNode) JsonMapper.shared().readTree(SCHEMA))
          .migrated(Echo::migrate)
          .prepared(config -> config.put("host", config.path("region").asString("") + ".local"));
    }

    private static void migrate(ObjectNode config) {
      if (config.path("area").isNumber()) {
        throw new IllegalArgumentException("an area is a text, not " + config.get("area"));
      }
      JsonNode area = config.remove("area");
      JsonNode token = config.remove("token");
      if (area != null) {
        config.set("region", area);
      }
      if (token != null) {
        config.set("api_key", token);
      }
    }

    @Override
    public List<Stream> streams(ObjectNode config) {
      return List.of(
          Streams.records(
              "s",
              (slice, output, context) -> {
                ObjectNode said = config.deepCopy();
                said.remove("api_key");
                output.emit(said);
              }));
    }
  }

  private static Transcript read(String config) {
    return ConnectorRun.of(new Echo()).read(config, ConnectorRun.catalogOf("s"), null);
  }

  @Test
  void schemaIsTheSpecAndItsDefaultsAreFilledIn() {
    Transcript spec = ConnectorRun.of(new Echo()).args("spec").run();
    assertThat(spec.of("SPEC").get(0).at("/spec/connectionSpecification"))
        .isEqualTo(JsonMapper.shared().readTree(SCHEMA));
    Transcript read = read("{\"api_key\":\"x1y2z3\",\"region\":\"eu\"}");
    assertThat(read.records())
        .singleElement()
        .hasToString("{\"region\":\"eu\",\"host\":\"eu.local\",\"days\":7}");
    assertThat(read.of("CONTROL")).as("nothing was migrated").isEmpty();
  }

  @Test
  void configOfAnOlderReleaseIsTakenAndThePlatformIsTold() {
    Transcript read = read("{\"token\":\"0ldt0ken\",\"area\":\"us\",\"_limit\":5}");
    assertThat(read.exitCode()).isZero();
    assertThat(read.records())
        .singleElement()
        .hasToString("{\"region\":\"us\",\"host\":\"us.local\",\"days\":7}");
    assertThat(read.of("CONTROL"))
        .singleElement()
        .extracting(message -> message.at("/control/connectorConfig/config"))
        .hasToString("{\"_limit\":5,\"region\":\"us\",\"api_key\":\"0ldt0ken\"}");
    assertThat(read.logs()).noneMatch(line -> line.contains("0ldt0ken"));
  }

  @Test
  void configThatDoesNotFitOnceItIsOfThisFormIsRefused() {
    Transcript read = read("{\"token\":\"0ldt0ken\",\"area\":\"mars\"}");
    assertThat(read.exitCode()).isEqualTo(1);
    assertThat(read.errors().get(0)).contains("/region").doesNotContain("0ldt0ken");
  }

  @Test
  void configThatCannotBeMigratedIsAConfigError() {
    Transcript read = read("{\"area\":7}");
    assertThat(read.errors().get(0))
        .isEqualTo("the config cannot be migrated: an area is a text, not 7");
    assertThat(Objects.toString(read.of("TRACE"))).contains("config_error");
  }
}
