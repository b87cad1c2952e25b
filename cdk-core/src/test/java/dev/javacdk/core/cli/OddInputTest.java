package dev.javacdk.core.cli;

import static dev.javacdk.api.Progress.complete;
import static dev.javacdk.api.Progress.next;
import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Cursor;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.api.spec.Secret;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.TestSource;
import dev.javacdk.core.run.Transcript;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** Files that people hand in, and that a kill has torn. */
class OddInputTest {

  private static final String STATE =
      "{\"type\":\"STATE\",\"state\":{\"type\":\"STREAM\",\"stream\":{\"stream_descriptor\":{\"name\":\"s\"},\"stream_state\":{\"page\":%d}}}}\n";

  record Config(@Secret String clientSecret, @Nullable Integer pageSize) {}

  private static final class Configured implements Source<Config> {
    @Override
    public ConnectorSpec<Config> spec() {
      return ConnectorSpec.of(Config.class);
    }

    @Override
    public List<Stream> streams(Config config) {
      if (config.pageSize() != null && config.pageSize() < 1) {
        throw new IllegalArgumentException(
            "a page size must be at least 1, not " + config.pageSize());
      }
      return List.of();
    }
  }

  private static StreamDefinition pages() {
    return Streams.paged(
        "s",
        (slice, output, context) -> {
          long page = slice.cursor().number("page", 0);
          output.emit(JsonNodeFactory.instance.objectNode().put("page", page).put("u", page + 1));
          return page < 3 ? next("page", page + 1) : complete();
        });
  }

  private static Transcript read(String state) {
    return ConnectorRun.of(new TestSource(pages())).read("{}", ConnectorRun.catalogOf("s"), state);
  }

  private static List<String> warnings(Transcript run) {
    return run.of("LOG").stream()
        .filter(message -> message.at("/log/level").asString().equals("WARN"))
        .map(message -> message.at("/log/message").asString())
        .distinct()
        .toList();
  }

  private static Transcript discover(String config) {
    ConnectorRun run = ConnectorRun.of(new Configured());
    return run.args("discover", "--config", run.file("config.json", config)).run();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"type\":\"STA", "{\"type\":\"STATE\",\"state\":{\"type\"", "{\"type\":\"STA\n"})
  void aLastLineThatAKillHasTornIsLeftOut(String torn) {
    Transcript run = read(STATE.formatted(1) + STATE.formatted(2) + torn);
    assertThat(run.exitCode()).isZero();
    assertThat(run.records()).hasSize(2);
    assertThat(warnings(run)).hasSize(1);
    assertThat(warnings(run).get(0)).contains("its last line is torn");
  }

  @Test
  void aTornLineInTheMiddleIsRefused() {
    Transcript run = read(STATE.formatted(1) + "{\"type\":\"STA\n" + STATE.formatted(2));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors().get(0)).contains("is not JSON, line 2");
  }

  @Test
  void aFileOfOneTornLineIsLeftOutOnlyWhereItBeginsAsAStateMessage() {
    assertThat(read("{\"type\":\"STATE\",\"state\":{\"ty").records()).hasSize(4);
    assertThat(read("[{\"type\":\"STREAM\",").exitCode()).isEqualTo(1);
  }

  @Test
  void aBlankCursorInAStateIsNone() {
    for (String blank : List.of("\"\"", "null", "\" \"")) {
      Stream stream = pages().cursor(Cursor.number("u"));
      Transcript run =
          ConnectorRun.of(new TestSource(stream))
              .read(
                  "{}",
                  ConnectorRun.catalogOf("s"),
                  STATE.replace("{\"page\":%d}", "{\"u\":" + blank + "}"));
      assertThat(run.exitCode()).as(run.errors().toString()).isZero();
      assertThat(run.records()).hasSize(4);
      assertThat(warnings(run)).hasSize(1);
    }
  }

  @Test
  void aSettingThatIsNoNumberIsRefusedByItsKey() {
    assertThat(discover("{\"client_secret\":\"x\",\"_concurrency\":\"4\"}").errors().get(0))
        .contains("'_concurrency'", "must be a number");
  }

  @Test
  void aSecretThatIsBlankIsRefusedByItsKey() {
    assertThat(discover("{\"client_secret\":\" \"}").errors().get(0))
        .contains("/client_secret: is a secret that must be there, but is blank");
  }

  @Test
  void aKeyThatIsAlikeIsSaid() {
    Transcript run = discover("{\"client_secret\":\"x\",\"clientSecret\":\"y\"}");
    assertThat(run.exitCode()).isZero();
    assertThat(warnings(run)).hasSize(1);
    assertThat(warnings(run).get(0)).contains("'clientSecret'", "is 'client_secret' meant?");
  }

  @Test
  void aValueThatTheSourceRefusesIsNamedByItsKey() {
    Transcript run = discover("{\"client_secret\":\"x\",\"page_size\":0}");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors().get(0))
        .contains("a page size must be at least 1, not 0; that is the config's 'page_size'");
  }

  @Test
  void aCursorFieldThatTheCatalogChoseOtherwiseIsSaid() {
    String catalog = "{\"streams\":[{\"stream\":{\"name\":\"s\"},\"cursor_field\":[\"changed\"]}]}";
    Transcript run =
        ConnectorRun.of(new TestSource(pages().cursor(Cursor.number("u"))))
            .read("{}", catalog, null);
    assertThat(warnings(run)).hasSize(1);
    assertThat(warnings(run).get(0)).contains("[changed]", "[u]");
  }
}
