package dev.javacdk.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.api.spec.Default;
import dev.javacdk.api.spec.Secret;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.TestSource;
import dev.javacdk.core.run.Transcript;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a config or catalog has almost right is said, by key. */
class OddConfigTest {

  record Nested(@Nullable String baseUrl) {}

  record Config(
      @Secret String clientSecret,
      @Secret @Nullable String other,
      @Default("10") int pageSize,
      @Nullable Nested more) {}

  private static final class Paging implements Source<Config> {
    @Override
    public ConnectorSpec<Config> spec() {
      return ConnectorSpec.of(Config.class);
    }

    @Override
    public List<Stream> streams(Config config) {
      if (config.pageSize() < 1) {
        throw new IllegalArgumentException("a page size is at least 1, not " + config.pageSize());
      }
      return List.of(Streams.records("s", (slice, output, context) -> {}));
    }
  }

  private static Transcript run(String command, String config) {
    ConnectorRun run = ConnectorRun.of(new Paging());
    run.args(command, "--config", run.file("config.json", config));
    if (command.equals("read")) {
      run.args("--catalog", run.file("catalog.json", ConnectorRun.catalogOf("s")));
    }
    return run.run();
  }

  @Test
  void settingThatIsNoNumberIsRefusedByKey() {
    for (String setting :
        List.of("_concurrency", "_limit", "_page_size", "_checkpoint_seconds", "_largest_record")) {
      for (String value : List.of("\"4\"", "null", "true", "{}", "-1", "1e99")) {
        Transcript run =
            run("read", "{\"client_secret\":\"s3cr3t\",\"" + setting + "\":" + value + "}");
        assertThat(run.exitCode()).as(setting + value).isEqualTo(1);
        assertThat(run.errors().get(0)).contains("'" + setting + "'");
      }
    }
  }

  @Test
  void blankSecretThatIsRequiredIsAViolationByKey() {
    for (String blank : List.of("", "  ")) {
      Transcript run = run("read", "{\"client_secret\":\"" + blank + "\",\"other\":\"\"}");
      assertThat(run.errors().get(0))
          .contains("/client_secret: must not be blank")
          .doesNotContain("/other");
    }
  }

  @Test
  void keyThatTheSpecDoesNotKnowIsSaidWithTheNearestKnownOne() {
    Transcript run =
        run(
            "read",
            "{\"client_secret\":\"x1y2z3\",\"clientSecret\":\"a\",\"page-size\":3,\"more\":{\"baseURL\":\"u\"},\"Limit\":2,\"note\":1,\"__injected\":{}}");
    assertThat(run.exitCode()).isZero();
    assertThat(run.logs())
        .anySatisfy(text -> assertThat(text).contains("'clientSecret'", "'client_secret'"))
        .anySatisfy(text -> assertThat(text).contains("'page-size'", "'page_size'"))
        .anySatisfy(text -> assertThat(text).contains("'/more/baseURL'", "'base_url'"))
        .anySatisfy(text -> assertThat(text).contains("'Limit'", "'_limit'"))
        .anySatisfy(text -> assertThat(text).contains("'note', which is not used; there are"))
        .noneMatch(text -> text.contains("'__injected'"));
  }

  @Test
  void valueThatTheStreamsRefuseIsAConfigErrorThatNamesItsKey() {
    for (String command : List.of("read", "discover", "check")) {
      Transcript run = run(command, "{\"client_secret\":\"x1y2z3\",\"page_size\":0}");
      assertThat(run.errors().get(0))
          .contains("no streams can be made of this config", "(page_size: 0)");
      assertThat(run.of("TRACE").toString()).contains("config_error");
    }
    Transcript twice = run("read", "{\"client_secret\":\"0\",\"page_size\":0}");
    assertThat(twice.errors().get(0)).contains("no streams can be made").doesNotContain("(page");
  }

  private static Transcript readBy(String cursorField, StreamDefinition stream) {
    String catalog =
        ConnectorRun.catalogOf("s")
            .replace("\"sync_mode\"", "\"cursor_field\":" + cursorField + ",\"sync_mode\"");
    return ConnectorRun.of(new TestSource(stream)).read("{}", catalog, null);
  }

  @Test
  void otherCursorFieldOfTheCatalogIsSaid() {
    StreamDefinition plain = Streams.records("s", (slice, output, context) -> {});
    StreamDefinition byCursor = plain.cursor(Cursor.number("seq"));
    assertThat(readBy("[\"changed\"]", byCursor).logs())
        .anySatisfy(text -> assertThat(text).contains("'s'", "'changed'", "'seq'"));
    assertThat(readBy("[\"changed\"]", plain).logs())
        .anySatisfy(text -> assertThat(text).contains("'changed'", "without one"));
    for (String same : List.of("[\"seq\"]", "[]")) {
      assertThat(readBy(same, byCursor).logs()).noneMatch(text -> text.contains("catalog asks"));
    }
  }
}
