package dev.javacdk.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.javacdk.api.CheckContext;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.error.TransientError;
import dev.javacdk.api.read.SourceContext;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.api.spec.Doc;
import dev.javacdk.api.spec.Secret;
import dev.javacdk.core.config.ConfigReader;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.Transcript;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** I10: whatever fails, no secret is in a message for people. */
class SecretsPropertyTest {

  private static final String ALPHABET = "ab\"\\/ äß漢{}$^.*+?()|[]'`\u2028";

  record Config(
      @Secret @Doc(pattern = "^[^z].*") String first,
      @Secret String second,
      @Secret long pin,
      String url) {}

  private static final class Leaky implements Source<Config> {
    private final int way;
    private final String runtimeSecret;

    Leaky(int way, String runtimeSecret) {
      this.way = way;
      this.runtimeSecret = runtimeSecret;
    }

    @Override
    public ConnectorSpec<Config> spec() {
      return ConnectorSpec.of(Config.class);
    }

    @Override
    public List<Stream> streams(Config config) {
      return List.of(
          Streams.records(
              "s",
              (slice, output, context) -> {
                context.registerSecret(runtimeSecret);
                leak(config);
              }));
    }

    @Override
    public List<Stream> discover(Config config, SourceContext context) {
      context.registerSecret(runtimeSecret);
      leak(config);
      return List.of();
    }

    @Override
    public void check(Config config, CheckContext context) {
      context.registerSecret(runtimeSecret);
      leak(config);
    }

    private void leak(Config config) {
      String all =
          "GET https://x/?k="
              + config.first()
              + "&s="
              + config.second()
              + " "
              + config.pin()
              + " "
              + runtimeSecret;
      LoggerFactory.getLogger("library").warn("tried {}", all, new RuntimeException(all));
      switch (way) {
        case 0 -> throw new IllegalStateException(all, new RuntimeException("cause " + all));
        case 1 -> throw new ConfigError(all, all, new RuntimeException(all));
        case 2 -> throw new TransientError(all);
        case 3 -> throw new SystemError(all, new Error(all));
        default -> throw new StackOverflowError(all);
      }
    }
  }

  @Test
  void noSecretIsInAnyMessageForPeople() {
    for (long seed = 1; seed <= 500; seed++) {
      Random random = new Random(seed);
      String first = secret(random);
      String second = random.nextBoolean() ? first + secret(random) : secret(random);
      long pin = random.nextLong(100_000, 1_000_000);
      String runtime = secret(random);
      ObjectNode config =
          JsonNodeFactory.instance
              .objectNode()
              .put("first", first)
              .put("second", second)
              .put("pin", pin)
              .put("url", "https://x");
      if (random.nextInt(10) == 0) {
        config.put("first", "z" + first); // breaks its pattern: the schema's message may quote it
      }
      ConnectorRun run = ConnectorRun.of(new Leaky(random.nextInt(5), runtime));
      String file = run.file("config.json", config.toString());
      switch (random.nextInt(3)) {
        case 0 -> run.args("check", "--config", file);
        case 1 -> run.args("discover", "--config", file);
        default ->
            run.args(
                "read",
                "--debug",
                "--config",
                file,
                "--catalog",
                run.file("catalog.json", ConnectorRun.catalogOf("s")));
      }
      Transcript transcript = run.run();
      for (JsonNode message : transcript.messages()) {
        for (String secret : List.of(first, second, String.valueOf(pin), runtime)) {
          assertThat(texts(message)).as("seed %s, secret %s", seed, secret).doesNotContain(secret);
        }
      }
      assertThat(transcript.stderr()).isEmpty();
      assertThat(transcript.messages()).isNotEmpty();
    }
  }

  private static String secret(Random random) {
    StringBuilder secret = new StringBuilder("k" + random.nextInt(1_000));
    for (int i = 0; i < 4 + random.nextInt(12); i++) {
      secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return secret.append('q').toString();
  }

  private static String texts(JsonNode node) {
    if (node.isString()) {
      return node.stringValue() + "\n";
    }
    StringBuilder texts = new StringBuilder();
    node.forEach(child -> texts.append(texts(child)));
    return texts.toString();
  }

  @Test
  void shortSecretsAreReplacedAsWholeWordsOnly() {
    Redactor redactor = new Redactor();
    redactor.add("ab");
    redactor.add("abcdef");
    redactor.add("");
    redactor.add("  ");
    assertThat(redactor.redact("ab, xab, abx ab")).isEqualTo("****, xab, abx ****");
    assertThat(redactor.redact("xabcdefx")).isEqualTo("x****x");
  }

  @Test
  void secretInsideAnotherLeavesNoRemains() {
    Redactor redactor = new Redactor();
    redactor.add("abcd");
    redactor.add("abcdef");
    redactor.add("cdefgh");
    assertThat(redactor.redact("<abcdef> <abcd> <cdefgh>")).isEqualTo("<****> <****> <****>");
  }

  record Nested(Choice credentials, @Secret @Nullable String empty, @Secret long pin) {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  sealed interface Choice {
    @JsonTypeName("oauth")
    record OAuth(String clientId, @Secret String refreshToken) implements Choice {}
  }

  @Test
  void secretsBelowOneOfAndNumbersAreFoundAndEmptyOnesIgnored() {
    Redactor redactor = new Redactor();
    ObjectNode config =
        (ObjectNode)
            ExactJson.MAPPER.readTree(
                "{\"credentials\":{\"kind\":\"oauth\",\"client_id\":\"public-id\",\"refresh_token\":\"deep-secret\"},\"empty\":\"\",\"pin\":987654}");
    ConfigReader.read(ConnectorSpec.of(Nested.class), config, redactor);
    assertThat(redactor.redact("public-id deep-secret 987654 1987654 ''"))
        .isEqualTo("public-id **** **** 1**** ''");
  }

  @Test
  void brokenConfigIsNotQuoted() {
    ConnectorRun run = ConnectorRun.of(new Leaky(0, "r"));
    Transcript transcript =
        run.args("check", "--config", run.file("config.json", "{\"first\": s3cr3tunquoted}")).run();
    assertThat(transcript.messages().toString())
        .contains("line 1")
        .doesNotContain("s3cr3tunquoted");
  }

  @Test
  void dataIsNotRedacted() {
    Stream stream =
        Streams.records(
            "s",
            (slice, output, context) -> {
              context.registerSecret("visible-value");
              context.updateConfig(config -> config.put("token", "visible-value"));
              output.emit(JsonNodeFactory.instance.objectNode().put("name", "visible-value"));
            });
    Transcript run = ConnectorRun.read(null, stream);
    assertThat(run.records()).containsExactly("{\"name\":\"visible-value\"}");
    assertThat(run.of("CONTROL").toString()).contains("visible-value");
  }
}
