package dev.javacdk.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.CheckContext;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.api.spec.Secret;
import dev.javacdk.core.run.ConnectorRun;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** I10: a secret has several writings, and none of them is seen. */
class SecretWritingsTest {

  private static final String PEM_LINE = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC/+8=";

  /** What is configured, and what of it may not be seen. */
  private static final Map<String, List<String>> SECRETS = new LinkedHashMap<>();

  static {
    for (String same :
        List.of(
            "plainplainplain",
            "with blank inside",
            "quote\"and\\backslash",
            "plus+slash/equals==",
            "ümläut-ßecret",
            "漢字の秘密です",
            "emoji😀secret",
            "amp&lt<gt>quote'",
            "percent%41%zz",
            "tab\there\u2028sep",
            "$dollar\\$1.*^",
            "user:pass@host",
            "a~b!c*d(e)f",
            "\\\\server\\share",
            "12345678901234567890")) {
      SECRETS.put(same, List.of(same));
    }
    SECRETS.put("pasted-with-blank ", List.of("pasted-with-blank"));
    SECRETS.put("\n  pasted-with-lines\r\n", List.of("pasted-with-lines"));
    SECRETS.put(
        "-----BEGIN PRIVATE KEY-----\n" + PEM_LINE + "\nQUJDREVGRw/+\n-----END PRIVATE KEY-----\n",
        List.of(PEM_LINE, "QUJDREVGRw/+"));
    SECRETS.put(
        "{\"type\": \"account\", \"key\": \"json/inner\\\"secret\", \"pem\": \"-----BEGIN X-----\\n"
            + PEM_LINE
            + "\\n-----END X-----\"}",
        List.of("json/inner\"secret", PEM_LINE));
    SECRETS.put("[{\"deep\": [\"array-inner+secret\"]}]", List.of("array-inner+secret"));
  }

  private static final Map<String, UnaryOperator<String>> ECHOES = new LinkedHashMap<>();

  static {
    ECHOES.put("as it is", s -> s);
    ECHOES.put("URL-encoded", s -> URLEncoder.encode(s, StandardCharsets.UTF_8));
    ECHOES.put("URL-encoded with %20", SecretWritingsTest::url);
    ECHOES.put("URL-encoded in lower case", s -> lower(url(s)));
    ECHOES.put("URL-encoded twice", s -> url(url(s)));
    ECHOES.put("JSON-escaped", SecretWritingsTest::json);
    ECHOES.put("JSON-escaped with \\/", s -> json(s).replace("/", "\\/"));
    ECHOES.put("JSON-escaped as ASCII", s -> ascii(json(s)));
    ECHOES.put("base64", s -> base64(s));
    ECHOES.put("base64url", s -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(s)));
    ECHOES.put("base64 as a password", s -> base64("u:" + s));
    ECHOES.put("base64 as the password of a longer user", s -> base64("us:" + s));
    ECHOES.put("base64 as a user", s -> base64(s + ":x"));
    ECHOES.put("base64 between others", s -> base64("use:" + s + ":pw"));
    ECHOES.put("base64, URL-encoded", s -> url(base64(":x" + s)));
    ECHOES.put(
        "HTML-escaped",
        s ->
            s.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(bytes(text));
  }

  private static String url(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String lower(String url) {
    return Pattern.compile("%..").matcher(url).replaceAll(m -> m.group().toLowerCase(Locale.ROOT));
  }

  private static String json(String text) {
    String quoted = JsonNodeFactory.instance.stringNode(text).toString();
    return quoted.substring(1, quoted.length() - 1);
  }

  private static String ascii(String json) {
    StringBuilder ascii = new StringBuilder();
    json.chars()
        .forEach(c -> ascii.append(c < 128 ? String.valueOf((char) c) : "\\u%04X".formatted(c)));
    return ascii.toString();
  }

  record Deep(@Secret String token) {}

  record Config(Deep deep, List<Deep> many) {}

  /** Says its secret in every way in which something can be said. */
  private record Echoing(String echo) implements Source<Config> {
    @Override
    public ConnectorSpec<Config> spec() {
      return ConnectorSpec.of(Config.class);
    }

    @Override
    public List<Stream> streams(Config config) {
      return List.of(Streams.records("s", (slice, output, context) -> fail()));
    }

    @Override
    public void check(Config config, CheckContext context) {
      fail();
    }

    private void fail() {
      LoggerFactory.getLogger("library").warn("tried [{}]", echo, new RuntimeException(echo));
      throw new SystemError(
          "failed [" + echo + "]", "inside [" + echo + "]", new RuntimeException(echo));
    }
  }

  @Test
  void noWritingOfAnySecretIsInAnyMessageForPeople() {
    for (Map.Entry<String, List<String>> secret : SECRETS.entrySet()) {
      for (String part : secret.getValue()) {
        for (Map.Entry<String, UnaryOperator<String>> way : ECHOES.entrySet()) {
          String echo = way.getValue().apply(part);
          List<String> said = new ArrayList<>(said("check", secret.getKey(), echo));
          said.addAll(said("read", secret.getKey(), echo));
          assertThat(said)
              .as("%s, %s", secret.getKey(), way.getKey())
              .anyMatch(text -> text.contains("tried ["))
              .anyMatch(text -> text.contains("inside ["))
              .noneMatch(text -> text.contains(core(echo)));
        }
      }
    }
  }

  /** Of base64, what is at its ends says less than a character of the secret. */
  private static String core(String echo) {
    return echo.length() < 14 ? echo : echo.substring(4, echo.length() - 5);
  }

  private static List<String> said(String command, String secret, String echo) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    ConnectorRun run = ConnectorRun.of(new Echoing(echo));
    var config = nodes.objectNode();
    config.putObject("deep").put("token", "another-secret");
    config.putArray("many").addObject().put("token", secret);
    run.args(command, "--config", run.file("config.json", config.toString()));
    if (command.equals("read")) {
      run.args("--catalog", run.file("catalog.json", ConnectorRun.catalogOf("s")));
    }
    List<String> texts = new ArrayList<>();
    run.run().messages().forEach(message -> collect(message, texts));
    return texts;
  }

  private static void collect(JsonNode node, List<String> texts) {
    if (node.isString()) {
      texts.add(node.stringValue());
    }
    node.forEach(child -> collect(child, texts));
  }

  @Test
  void innocentWordsStay() {
    Redactor redactor = new Redactor();
    redactor.add("-----BEGIN X-----\nshort\nlong-enough-line\n-----END X-----");
    redactor.add("{\"type\":\"account\",\"n\":1}");
    redactor.add("abcd ");
    assertThat(redactor.redact("-----BEGIN X----- short account YWJj 1 long-enough-line"))
        .isEqualTo("-----BEGIN X----- short account YWJj 1 ****");
  }

  @Test
  void secretsThatOverlapAreHiddenAsOne() {
    Redactor redactor = new Redactor();
    redactor.add("abcdefgh");
    redactor.add("efghijkl");
    assertThat(redactor.redact("<abcdefghijkl> <abcdefgh><efghijkl>"))
        .isEqualTo("<****> <****><****>");
  }
}
