package dev.javacdk.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.javacdk.api.CheckContext;
import dev.javacdk.api.ConfiguredStream;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.read.SourceContext;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.api.spec.Default;
import dev.javacdk.api.spec.Doc;
import dev.javacdk.api.spec.Secret;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.TestSource;
import dev.javacdk.core.run.Transcript;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class CommandLineTest {

  enum Region {
    EU,
    US
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "auth_type")
  sealed interface Auth {
    @JsonTypeName("token")
    record Token(@Secret String apiToken) implements Auth {}

    @JsonTypeName("oauth")
    record OAuth(String clientId, @Secret String refreshToken) implements Auth {}
  }

  record Config(
      @Doc("Where the API is.") @Default("https://api.example.com") String baseUrl,
      Auth credentials,
      @Default("100") @Doc(minimum = "1", maximum = "1000") int rowsPerPage,
      @Default("EU") Region region,
      @Nullable String note) {}

  record Row(long id, String updatedAt) {}

  private static final String GOOD =
      "{\"credentials\":{\"auth_type\":\"token\",\"api_token\":\"s3cr3t-token\"}}";

  /** A source whose behaviour a test writes. */
  private static class Scripted implements Source<Config> {
    @Override
    public ConnectorSpec<Config> spec() {
      return ConnectorSpec.of(Config.class).documentationUrl("https://docs.example.com");
    }

    @Override
    public List<Stream> streams(Config config) {
      return List.of(
          Streams.records(
                  "rows",
                  (slice, output, context) ->
                      output.emitValue(
                          new Row(config.rowsPerPage(), config.region() + config.baseUrl())))
              .schema(Row.class)
              .key("id")
              .cursor(Cursor.text("updatedAt")));
    }
  }

  private static Transcript check(Source<?> source, String config) {
    ConnectorRun run = ConnectorRun.of(source);
    return run.args("check", "--config", run.file("config.json", config)).run();
  }

  @Test
  void specSaysWhatTheConfigIsMadeOf() {
    Transcript run = ConnectorRun.of(new Scripted()).args("spec").run();
    JsonNode spec = run.of("SPEC").get(0).path("spec");
    assertThat(run.exitCode()).isZero();
    assertThat(spec.path("documentationUrl").asString()).isEqualTo("https://docs.example.com");
    assertThat(spec.path("protocol_version").asString()).isEqualTo("0.2.0");
    JsonNode properties = spec.at("/connectionSpecification/properties");
    assertThat(properties.at("/base_url/default").asString()).isEqualTo("https://api.example.com");
    assertThat(properties.at("/base_url/title").asString()).isEqualTo("Base url");
    assertThat(properties.at("/base_url/order").asInt()).isZero();
    assertThat(properties.at("/rows_per_page/maximum").asInt()).isEqualTo(1000);
    assertThat(properties.at("/region/enum").toString()).isEqualTo("[\"EU\",\"US\"]");
    assertThat(properties.at("/credentials/oneOf/0/properties/auth_type/const").asString())
        .isEqualTo("token");
    assertThat(
            properties
                .at("/credentials/oneOf/1/properties/refresh_token/airbyte_secret")
                .asBoolean())
        .isTrue();
    assertThat(spec.at("/connectionSpecification/required").toString())
        .isEqualTo("[\"credentials\"]");
  }

  @Test
  void configArrivesAsARecordWithItsDefaults() {
    Transcript run =
        ConnectorRun.of(new Scripted()).read(GOOD, ConnectorRun.catalogOf("rows"), null);
    assertThat(run.records())
        .containsExactly("{\"id\":100,\"updatedAt\":\"EUhttps://api.example.com\"}");
  }

  @Test
  void scenarios25to27_discoverSaysWhatEachStreamCan() {
    ConnectorRun run = ConnectorRun.of(new Scripted());
    Transcript transcript = run.args("discover", "--config", run.file("config.json", GOOD)).run();
    JsonNode stream = transcript.of("CATALOG").get(0).at("/catalog/streams/0");
    assertThat(stream.path("supported_sync_modes").toString())
        .isEqualTo("[\"full_refresh\",\"incremental\"]");
    assertThat(stream.path("default_cursor_field").toString()).isEqualTo("[\"updatedAt\"]");
    assertThat(stream.path("source_defined_primary_key").toString()).isEqualTo("[[\"id\"]]");
    assertThat(stream.path("is_resumable").asBoolean()).isTrue();
    assertThat(stream.path("source_defined_cursor").asBoolean()).isTrue();
    assertThat(stream.has("namespace")).isFalse();
    assertThat(stream.at("/json_schema/properties/id/type").toString())
        .isEqualTo("[\"null\",\"integer\"]");
  }

  @Test
  void checkSucceedsOrSaysWhy() {
    assertThat(check(new Scripted(), GOOD).of("CONNECTION_STATUS").toString())
        .contains("\"SUCCEEDED\"");
    Source<Config> refusing =
        new Scripted() {
          @Override
          public void check(Config config, CheckContext context) {
            throw new ConfigError("The key is not valid any more: make a new one.");
          }
        };
    Transcript run = check(refusing, GOOD);
    assertThat(run.exitCode()).isZero();
    assertThat(run.of("CONNECTION_STATUS").get(0).at("/connectionStatus/message").asString())
        .isEqualTo("The key is not valid any more: make a new one.");
    assertThat(run.line()).isEqualTo("ERR | CONNECTION_STATUS");
  }

  @Test
  void invalidConfigNamesEveryPath() {
    String bad =
        "{\"credentials\":{\"auth_type\":\"token\"},\"rows_per_page\":0,\"region\":\"MARS\",\"base_url\":17}";
    Transcript checked = check(new Scripted(), bad);
    assertThat(checked.exitCode()).isZero();
    assertThat(checked.of("CONNECTION_STATUS").get(0).at("/connectionStatus/status").asString())
        .isEqualTo("FAILED");
    Transcript read =
        ConnectorRun.of(new Scripted()).read(bad, ConnectorRun.catalogOf("rows"), null);
    assertThat(read.exitCode()).isEqualTo(1);
    assertThat(read.logs()).as("the library has nothing to say").isEmpty();
    assertThat(read.errors().get(0))
        .contains("/credentials", "api_token", "/rows_per_page", "/region", "/base_url");
    assertThat(read.of("TRACE").get(0).at("/trace/error/failure_type").asString())
        .isEqualTo("config_error");
  }

  @Test
  void missingBrokenAndMisshapenFilesAreNamed() {
    Source<?> source = new TestSource();
    ConnectorRun run = ConnectorRun.of(source);
    String config = run.file("config.json", "{}");
    String catalog = run.file("catalog.json", "{\"streams\":[]}");
    assertThat(errorOf(source, "--config", "/no/such.json", "--catalog", catalog))
        .contains("/no/such.json", "does not exist");
    assertThat(
            errorOf(
                source, "--config", config, "--catalog", run.file("cut.json", "{\n\"streams\":[")))
        .contains("cut.json", "line 2");
    assertThat(errorOf(source, "--config", config, "--catalog", run.file("list.json", "[]")))
        .contains("list.json", "one JSON object", "array");
    assertThat(errorOf(source, "--config", config, "--catalog", run.file("shape.json", "{}")))
        .contains("shape.json", "streams");
    assertThat(
            errorOf(
                source,
                "--config",
                config,
                "--catalog",
                run.file("name.json", "{\"streams\":[{\"stream\":{\"name\":5}}]}")))
        .contains("name.json", "streams[0]", "stream.name", "5");
    assertThat(errorOf(source, "--config", run.file("folder.json", ""), "--catalog", catalog))
        .contains("folder.json", "empty");
  }

  private static String errorOf(Source<?> source, String... args) {
    Transcript run = ConnectorRun.of(source).args("read").args(args).run();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.of("TRACE").get(0).at("/trace/error/failure_type").asString())
        .isEqualTo("config_error");
    return run.errors().get(0);
  }

  @Test
  void missingOptionsAreAUsageErrorOnStderr() {
    for (String[] args :
        new String[][] {
          {"read"}, {}, {"fly"}, {"check"}, {"spec", "--config", "x"}, {"read", "--config"}
        }) {
      Transcript run = ConnectorRun.of(new TestSource()).args(args).run();
      assertThat(run.exitCode()).as(String.join(" ", args)).isEqualTo(2);
      assertThat(run.messages()).isEmpty();
      assertThat(run.stderr()).contains("Usage:");
    }
  }

  @Test
  void helpIsNoFailure() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit = ConnectorRun.of(new TestSource()).args("read", "--help").runInto(out, err);
    assertThat(exit).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("--catalog", "--state");
    assertThat(err.size()).isZero();
  }

  @Test
  void unknownStreamIsNamedAndTheOthersAreRead() {
    Stream rows =
        Streams.records(
            "rows", (slice, output, context) -> output.emit(JsonNodeFactory.instance.objectNode()));
    Transcript run =
        ConnectorRun.of(new TestSource(rows))
            .read("{}", ConnectorRun.catalogOf("gone", "rows"), null);
    assertThat(run.line())
        .isEqualTo("ERR | IN | ST | RU | R | S {\"__ab_no_cursor_state_message\":true} | CO | ERR");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors().get(0)).contains("'gone'", "rows");
  }

  @Test
  void unsoundDefinitionsAreNamedAllAtOnce() {
    Stream a =
        Streams.paged("a", (slice, output, context) -> Progress.complete())
            .schema(Row.class)
            .key("uuid");
    Stream b =
        Streams.paged("a", (slice, output, context) -> Progress.complete())
            .schema(Row.class)
            .cursor(Cursor.text("changed"));
    ConnectorRun discover = ConnectorRun.of(new TestSource(a, b));
    Transcript run = discover.args("discover", "--config", discover.file("c.json", "{}")).run();
    assertThat(run.errors().get(0)).contains("'uuid'", "'changed'", "two streams are called 'a'");
  }

  @Test
  void streamsThatOnlyTheApiKnowsAreRebuiltFromTheCatalog() {
    TestSource dynamic =
        new TestSource() {
          @Override
          public List<Stream> discover(None config, SourceContext context) {
            return List.of(table("t1"), table("t2"));
          }

          @Override
          public Optional<Stream> stream(None config, ConfiguredStream configured) {
            return Optional.of(table(configured.name()));
          }

          private Stream table(String name) {
            return Streams.records(
                name,
                (slice, output, context) ->
                    output.emit(JsonNodeFactory.instance.objectNode().put("table", name)));
          }
        };
    ConnectorRun run = ConnectorRun.of(dynamic);
    Transcript discovered = run.args("discover", "--config", run.file("config.json", "{}")).run();
    assertThat(discovered.of("CATALOG").get(0).at("/catalog/streams")).hasSize(2);
    Transcript read = ConnectorRun.of(dynamic).read("{}", ConnectorRun.catalogOf("t2"), null);
    assertThat(read.records()).containsExactly("{\"table\":\"t2\"}");
  }

  @Test
  void controlIsFlushedBeforeTheCallReturnsEvenIfTheCatalogIsBad() {
    TestSource rotating =
        new TestSource() {
          @Override
          public List<Stream> discover(None config, SourceContext context) {
            context.updateConfig(c -> c.put("refresh_token", "second"));
            context.updateConfig(c -> c.put("other", 1));
            throw new IllegalStateException("no streams today");
          }
        };
    ConnectorRun run = ConnectorRun.of(rotating);
    Transcript discovered =
        run.args(
                "discover",
                "--config",
                run.file("config.json", "{\"refresh_token\":\"first\",\"_limit\":3}"))
            .run();
    assertThat(discovered.exitCode()).isEqualTo(1);
    assertThat(discovered.of("CONTROL").get(1).at("/control/connectorConfig/config").toString())
        .isEqualTo("{\"refresh_token\":\"second\",\"_limit\":3,\"other\":1}");
  }

  @Test
  void uncaughtErrorIsFatalOnStdoutAndNothingOnStderr() {
    TestSource broken =
        new TestSource() {
          @Override
          public ConnectorSpec<None> spec() {
            throw new AssertionError("broken spec");
          }
        };
    Transcript run = ConnectorRun.of(broken).args("spec").run();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.of("LOG").get(0).at("/log/level").asString()).isEqualTo("FATAL");
    assertThat(run.errors().get(0)).contains("broken spec");
    assertThat(run.stderr()).isEmpty();
  }

  @Test
  void closedStdoutStopsAtOnceWithOneLineOnStderr() {
    ConnectorRun run =
        ConnectorRun.of(
            new TestSource(
                Streams.paged(
                    "s",
                    (slice, output, context) -> {
                      try {
                        output.emit(JsonNodeFactory.instance.objectNode().put("id", 1));
                      } catch (Exception swallowed) {
                        // An author's catch must not keep it going.
                      }
                      return Progress.next("page", slice.cursor().number("page", 0) + 1);
                    })));
    run.args(
        "read",
        "--config",
        run.file("c.json", "{}"),
        "--catalog",
        run.file("k.json", ConnectorRun.catalogOf("s")));
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    int exit = run.runInto(new ClosesAfter(2_000), stderr);
    assertThat(exit).isEqualTo(1);
    assertThat(stderr.toString(java.nio.charset.StandardCharsets.UTF_8).lines()).hasSize(1);
  }

  private static final class ClosesAfter extends OutputStream {
    private int left;

    ClosesAfter(int left) {
      this.left = left;
    }

    @Override
    public void write(int b) throws IOException {
      if (left-- <= 0) {
        throw new IOException("Broken pipe");
      }
    }
  }

  @Test
  void unknownKitSettingIsNamed() {
    Transcript run =
        ConnectorRun.of(new TestSource()).read("{\"_limt\":3}", "{\"streams\":[]}", null);
    assertThat(run.errors().get(0)).contains("'_limt'", "_limit");
    Transcript bad =
        ConnectorRun.of(new TestSource()).read("{\"_limit\":-3}", "{\"streams\":[]}", null);
    assertThat(bad.errors().get(0)).contains("'_limit'", "-3");
  }

  @Test
  void commandThatIsNotThereIsNamedAlsoWhereHelpIsAskedFor() {
    Transcript typo = ConnectorRun.of(new Scripted()).args("discvoer", "--help").run();
    assertThat(typo.exitCode()).isEqualTo(2);
    assertThat(typo.stderr()).contains("There is no command 'discvoer'; did you mean 'discover'?");
    Transcript local = ConnectorRun.of(new Scripted()).args("sync", "--help").run();
    assertThat(local.exitCode()).isEqualTo(2);
    assertThat(local.stderr()).contains("comes with dev.javacdk:cdk-local");
  }

  @Test
  void syncModeThatDoesNotExistIsRefused() {
    String catalog =
        ConnectorRun.catalogOf("rows").replace("\"sync_mode\":\"full", "\"sync_mode\":\"ful");
    Transcript run = ConnectorRun.of(new Scripted()).read(GOOD, catalog, null);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors().get(0))
        .contains(
            "streams[0].sync_mode", "full_refresh, incremental", "did you mean 'full_refresh'");
  }
}
