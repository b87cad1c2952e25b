package dev.javacdk.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.CheckContext;
import dev.javacdk.api.Connector;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.api.spec.Secret;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.Transcript;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An operator hears of all mistakes at once, each with its place. */
class ManyMistakesTest {

  record Config(@Secret String token, int pages, String region, List<String> projects) {}

  private static final Source<Config> SOURCE =
      new Source<>() {
        @Override
        public ConnectorSpec<Config> spec() {
          return ConnectorSpec.of(Config.class);
        }

        @Override
        public void check(Config config, CheckContext context) {}

        @Override
        public List<Stream> streams(Config config) {
          return List.of(
              Streams.records(
                  "here",
                  (slice, output, context) -> {
                    throw new AssertionError("nothing is to be read");
                  }));
        }
      };

  private static final String CONFIG =
      "{\"token\":{\"value\":\"hunter2hunter2\"},\"pages\":\"many\",\"projects\":[\"a\",3],"
          + "\"_limit\":0,\"_checkpoint_seconds\":-1,\"_limt\":5}";

  private static final String CATALOG =
      "{\"streams\":["
          + "{\"stream\":{\"namespace\":\"x\"}},"
          + "{\"stream\":{\"name\":\"a\",\"namespace\":7}},"
          + "{\"stream\":{\"name\":\"b\",\"source_defined_primary_key\":[[\"id\"],[1]]}},"
          + "{\"stream\":{\"name\":\"c\"},\"cursor_field\":[{\"a\":1}]},"
          + "{\"stream\":{\"name\":\"d\"}},{\"stream\":{\"name\":\"d\"}}]}";

  private static final String STATE =
      "[{\"type\":\"STREAM\",\"stream\":{\"stream_state\":{}}},"
          + "{\"type\":\"STREAM\",\"stream\":{\"stream_descriptor\":{\"name\":\"a\"},\"stream_state\":[1]}},"
          + "{\"type\":\"STREAM\",\"stream\":{\"stream_descriptor\":{\"name\":\"b\"},\"stream_state\":{\"id\":1,\"id\":2}}},"
          + "{\"type\":\"GLOBAL\",\"global\":{\"shared_state\":{\"lsn\":5},\"stream_states\":[]}}]";

  @Test
  void allFilesAreJudgedInOneRunAndEveryMistakeIsNamedWithItsPlace() {
    Transcript run = ConnectorRun.of(Connector.of(SOURCE)).read(CONFIG, CATALOG, STATE);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.line()).isEqualTo("ERR");
    assertThat(run.errors().get(0))
        .contains("/token:", "/pages:", "/projects/1:")
        .containsAnyOf("/region", "'region'")
        .contains("'_limit' must be a whole number of at least 1, not 0")
        .contains("'_checkpoint_seconds' must be a number between 0 and 86400, not -1")
        .contains("'_limt' is no setting of the kit; there are _limit")
        .contains("'streams[0].stream.name' must be a string, but is missing")
        .contains("'streams[1].stream.namespace' must be a string, but is 7")
        .contains("'streams[2].stream.source_defined_primary_key[1]' must be an array of strings")
        .contains("'streams[3].cursor_field' must be an array of strings")
        .contains("'streams[5]' has stream 'd', which is configured twice")
        .contains("'states[0].stream.stream_descriptor.name' must be a string, but is missing")
        .contains("'states[1].stream.stream_state' of stream 'a' must be an object, but is [1]")
        .contains("the state of stream 'b' has the key 'id' twice")
        .contains("'states[3].global.shared_state' is not for an API source");
    assertThat(run.messages().toString() + run.stderr()).doesNotContain("hunter2");
  }

  @Test
  void fileThatIsNotThereIsNamedBesideTheMistakesOfAnother() {
    ConnectorRun run = ConnectorRun.of(Connector.of(SOURCE));
    run.args("read", "--config", run.file("config.json", CONFIG), "--catalog", "/no/such.json");
    assertThat(run.run().errors().get(0))
        .contains("/pages:", "catalog file /no/such.json: does not exist");
  }

  @Test
  void whatNeedsTheSourceIsNamedTogether() {
    Transcript run =
        ConnectorRun.of(Connector.of(SOURCE))
            .read(
                "{\"token\":\"hunter2hunter2\",\"pages\":1,\"region\":\"eu\",\"projects\":[]}",
                ConnectorRun.catalogOf("gone", "lost"),
                null);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).hasSize(3);
    assertThat(run.errors().get(0)).contains("'gone'", "it has here");
    assertThat(run.errors().get(1)).contains("'lost'", "it has here");
    assertThat(run.errors().get(2)).contains("2 of the streams failed: gone, lost");
  }

  @Test
  void checkNamesTheMistakesOfSpecAndSettingsTogether() {
    ConnectorRun run = ConnectorRun.of(Connector.of(SOURCE));
    run.args("check", "--config", run.file("config.json", CONFIG));
    assertThat(run.run().errors().get(0)).contains("/pages:", "'_limit'", "'_limt'");
  }
}
