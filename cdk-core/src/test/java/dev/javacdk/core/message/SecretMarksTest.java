package dev.javacdk.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.Stream;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.read.SourceContext;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.api.spec.Secret;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.Transcript;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** No secret is kept in a state: a mark stands for it. */
class SecretMarksTest {

  record Credentials(@Secret String apiKey) {}

  record Config(Credentials credentials, List<Credentials> more, @Secret String pin) {}

  private static final String CONFIG =
      "{\"credentials\":{\"api_key\":\"key+of/8 \"},\"more\":[{\"api_key\":\"key+of/8 and more\"}],\"pin\":\"1234567\"}";

  private static final class Source implements dev.javacdk.api.Source<Config> {
    private final Consumer<SourceContext> act;

    Source(Consumer<SourceContext> act) {
      this.act = act;
    }

    @Override
    public ConnectorSpec<Config> spec() {
      return ConnectorSpec.of(Config.class);
    }

    @Override
    public List<Stream> streams(Config config) {
      return List.of();
    }

    @Override
    public List<Stream> discover(Config config, SourceContext context) {
      act.accept(context);
      return List.of();
    }
  }

  private static void with(Consumer<SourceContext> act) {
    ConnectorRun run = ConnectorRun.of(new Source(act));
    Transcript transcript = run.args("discover", "--config", run.file("config.json", CONFIG)).run();
    assertThat(transcript.exitCode()).as(transcript.errors().toString()).isZero();
  }

  @Test
  void secretsBecomeMarksThatNameThem() {
    with(context -> {
      context.registerSecret("access_token", "obtained-token");
      context.registerSecret("without-a-name");
      String text = "k=key+of/8 &m=key+of/8 and more&t=obtained-token&p=1234567&w=without-a-name";
      String sealed = context.seal(text);
      assertThat(sealed)
          .isEqualTo(
              "k=(secret:/credentials/api_key) &m=(secret:/more/0/api_key)&t=(secret:access_token)&p=1234567&w=without-a-name");
      assertThat(context.unseal(sealed)).isEqualTo(text);
      assertThat(context.seal("page=2")).isEqualTo("page=2");
      assertThat(context.unseal("page=2")).isEqualTo("page=2");
    });
  }

  @Test
  void secretThatIsWrittenAsInUrlsComesBackSo() {
    with(context -> {
      for (String text : List.of("/items/key%2bof%2f8/2", "/items/key%2Bof%2F8/2")) {
        String sealed = context.seal(text);
        assertThat(sealed).isEqualTo("/items/(secret:/credentials/api_key;url)/2");
        assertThat(context.unseal(sealed)).isEqualTo("/items/key%2Bof%2F8/2");
      }
    });
  }

  @Test
  void newestSecretOfANameTakesTheMarksPlace() {
    with(context -> {
      context.registerSecret("access_token", "first-token");
      context.registerSecret("access_token", "second-token");
      assertThat(context.seal("first-token second-token"))
          .isEqualTo("(secret:access_token) (secret:access_token)");
      assertThat(context.unseal("(secret:access_token)")).isEqualTo("second-token");
      context.updateConfig(
          config -> config.withObject("/credentials").put("api_key", "rotated-key"));
      assertThat(context.unseal("(secret:/credentials/api_key)")).isEqualTo("rotated-key");
      assertThat(context.seal("rotated-key")).isEqualTo("(secret:/credentials/api_key)");
    });
  }

  @Test
  void textThatHoldsAMarkIsRefused() {
    with(context ->
        assertThatThrownBy(() -> context.seal("next=(secret:/credentials/api_key)"))
            .isInstanceOf(SystemError.class)
            .hasMessageContaining("(secret:/credentials/api_key)"));
  }

  @Test
  void markOfASecretThatNobodyHasIsAConfigError() {
    with(context ->
        assertThatThrownBy(() -> context.unseal("next=(secret:/gone)"))
            .isInstanceOf(ConfigError.class)
            .hasMessageContaining("/gone"));
  }

  @Test
  void secretThatCameWithAChangedConfigIsHidden() {
    ConnectorRun run =
        ConnectorRun.of(
            new Source(context -> {
              context.updateConfig(
                  config -> config.withObject("/credentials").put("api_key", "rotated-key"));
              throw new SystemError("refused: rotated-key");
            }));
    Transcript transcript = run.args("discover", "--config", run.file("config.json", CONFIG)).run();
    assertThat(transcript.errors().get(0)).contains("refused: ****");
  }
}
