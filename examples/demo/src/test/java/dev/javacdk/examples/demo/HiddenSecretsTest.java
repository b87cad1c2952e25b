package dev.javacdk.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.api.spec.Secret;
import dev.javacdk.http.HttpApi;
import dev.javacdk.http.auth.Auth;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.settings.Retries;
import dev.javacdk.testkit.source.Attempt;
import dev.javacdk.testkit.source.SourceRunner;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Secrets of odd shapes, which an API writes back in every way it can, are seen by nobody. */
class HiddenSecretsTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  private static final String PEM =
      """
      -----BEGIN PRIVATE KEY-----
      MIIEvQIBADANBgkqhkiG9w0
      BAQEFAASCBKcwggSjAgEAAoIBAQC7
      -----END PRIVATE KEY-----
      """;

  static final List<String> SHAPES =
      List.of(
          "plain-token-1234",
          "blank at-end-9876 ",
          " blank-before-9876",
          "quote\"inside\"4711",
          "back\\slash\\4711",
          "plus+slash/equals==",
          "percent%41%zz-4711",
          "ampersand&equals=4711",
          "umlaut-äöü-secret",
          "kanji-秘密の鍵-4711",
          "emoji-\uD83D\uDD11-4711",
          "tab\tinside-4711",
          "line-one-of-it\nline-two-of-it",
          "trailing-newline-4711\n",
          PEM,
          "{\"private_key\":\"key-in-json-4711\",\"id\":\"id-in-json-0815\"}",
          "angle<tag>brackets",
          "$dollar\\E(regex)[x]*",
          "colon:in:the:middle",
          "0123456789012345",
          "-leading-dash-4711",
          "semi;colon,comma-4711");

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  sealed interface Login {
    @JsonTypeName("key")
    record Key(@Secret String key) implements Login {}

    @JsonTypeName("none")
    record None(String note) implements Login {}
  }

  record Config(String url, Login login) {}

  private static final class EchoSource implements Source<Config> {
    @Override
    public ConnectorSpec<Config> spec() {
      return ConnectorSpec.of(Config.class);
    }

    @Override
    public List<Stream> streams(Config config) {
      String key = ((Login.Key) config.login()).key();
      var api =
          HttpApi.at(config.url())
              .auth(Auth.query("api_key", key))
              .retries(
                  Retries.DEFAULT.attempts(1).backoff(Duration.ofMillis(1), Duration.ofMillis(2)));
      System.out.println("the key is " + key);
      List<Stream> streams = new ArrayList<>();
      for (EchoingApi.Way way : EchoingApi.Way.values()) {
        var rows = api.stream(way.name()).get("/" + way).query("again", key).records("/items");
        streams.add(rows.paging(paging(way)));
      }
      return streams;
    }

    private static Paging paging(EchoingApi.Way way) {
      return switch (way) {
        case UNREADABLE_LINK_HEADER -> Paging.linkHeader();
        case FLAG, COUNT -> Paging.offset("o", "n", 1).more("/more").total("/total");
        case RECORD_WITHOUT_ITS_KEYSET -> Paging.lastRecord("id").query("after");
        default -> Paging.nextLink("/next");
      };
    }
  }

  @TempDir Path folder;

  @ParameterizedTest
  @FieldSource("SHAPES")
  void noSecretIsSeenWhateverIsWrittenBack(String secret) throws Exception {
    try (EchoingApi api = new EchoingApi(secret)) {
      String seen = seen(api.url(), secret);
      for (EchoingApi.Way way : EchoingApi.Way.values()) {
        assertThat(seen.contains("stream '" + way + "': GET ")).as("%s failed", way).isTrue();
      }
      for (String writing : writings(secret)) {
        int at = seen.indexOf(writing);
        String around = at < 0 ? "" : seen.substring(Math.max(0, at - 150), at + writing.length());
        assertThat(around).as("the secret '%s'", secret).isEmpty();
      }
    }
  }

  /** Everything that a run says on stdout and stderr, records aside. */
  private String seen(String url, String secret) throws Exception {
    ObjectNode config = JSON.createObjectNode().put("url", url);
    config.putObject("login").put("type", "key").put("key", secret);
    Path configFile = Files.writeString(folder.resolve("config.json"), config.toString());
    StringBuilder streams = new StringBuilder();
    for (EchoingApi.Way way : EchoingApi.Way.values()) {
      streams.append(streams.isEmpty() ? "" : ",");
      streams.append("{\"stream\":{\"name\":\"" + way + "\",\"json_schema\":{}}}");
    }
    Path catalog =
        Files.writeString(folder.resolve("catalog.json"), "{\"streams\":[" + streams + "]}");
    String read = run("read", "--config", configFile, "--catalog", catalog, "--debug");
    return read + run("check", "--config", configFile, "--debug");
  }

  private static String run(Object... args) {
    PrintStream stdout = System.out;
    Attempt attempt;
    try {
      System.setOut(dev.javacdk.core.log.PrintedLines.stream());
      attempt =
          SourceRunner.of(new EchoSource())
              .run(Arrays.stream(args).map(Object::toString).toArray(String[]::new));
    } finally {
      System.setOut(stdout);
    }
    StringBuilder seen = new StringBuilder(attempt.stderr());
    for (String line : attempt.output().split("\n", -1)) {
      if (!line.startsWith("{\"type\":\"RECORD\"")) {
        // As a person reads it, beside how it is written.
        seen.append(line).append('\n').append(texts(line)).append('\n');
      }
    }
    return seen.toString();
  }

  private static String texts(String line) {
    StringBuilder texts = new StringBuilder();
    JSON.readTree(line)
        .findValuesAsString("message")
        .forEach(text -> texts.append(text).append('\n'));
    return texts.toString();
  }

  /** What must not be seen: the secret, and the parts of it that say something. */
  private static Set<String> writings(String secret) {
    Set<String> writings = new LinkedHashSet<>();
    writings.add(secret.strip());
    writings.add(URLEncoder.encode(secret.strip(), StandardCharsets.UTF_8));
    writings.add(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
    String quoted = JSON.writeValueAsString(secret.strip());
    writings.add(quoted.substring(1, quoted.length() - 1));
    secret.lines().filter(l -> l.length() >= 8 && !l.startsWith("-----")).forEach(writings::add);
    if (secret.startsWith("{")) {
      writings.add("key-in-json-4711");
      writings.add("id-in-json-0815");
    }
    return writings;
  }
}
