package dev.javacdk.testkit.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.testkit.api.Client;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.message.ApiResponse;
import dev.javacdk.testkit.message.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordedSecretsTest {

  private static final String SECRET = "s3cr\"t/ü +x>?~";

  @TempDir private Path directory;
  private Path file = Path.of("");

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("acme.jsonl");
  }

  static Stream<Arguments> writings() {
    return Stream.of(
        Arguments.of("JSON-escaped", quoted(quoted(SECRET))),
        Arguments.of("JSON-escaped", unicode(SECRET)),
        Arguments.of("percent-encoded", everyByte(SECRET, "%%%02X")),
        Arguments.of("percent-encoded", everyByte(SECRET, "%%%02x")),
        Arguments.of("percent-encoded", AcmeApi.encoded(AcmeApi.encoded(SECRET))),
        Arguments.of("percent-encoded", SECRET.replace("/", "%2f").replace(" ", "%20")),
        Arguments.of("form-encoded", SECRET.replace("+", "%2B").replace(" ", "+")),
        Arguments.of("in base64", base64(SECRET)),
        Arguments.of("in base64", base64("a:" + SECRET)),
        Arguments.of("in base64", base64("ab:" + SECRET + "x")),
        Arguments.of("in base64url", base64Url(SECRET)),
        Arguments.of("in base64url", base64Url("a:" + SECRET)),
        Arguments.of("in base64url", base64Url("ab:" + SECRET + "xy")),
        Arguments.of("in base64", base64(AcmeApi.encoded(SECRET))),
        Arguments.of("in base64 in base64", base64("u:" + base64("pq" + SECRET))),
        Arguments.of("in base64", AcmeApi.encoded(base64(SECRET))),
        Arguments.of(
            "in base64", base64(SECRET).substring(0, 9) + "\r\n" + base64(SECRET).substring(9)),
        Arguments.of("in hex", everyByte(SECRET, "%02x")),
        Arguments.of("in hex", everyByte(SECRET, "%02X")));
  }

  @ParameterizedTest
  @MethodSource("writings")
  void aSecretInAnotherWritingIsRefusedAndNothingIsWritten(String how, String written)
      throws IOException {
    LocalApi.Builder leaking =
        LocalApi.builder()
            .route("GET", "/fine", r -> ApiResponse.json(Json.object()))
            .route(
                "GET",
                "/leak",
                r -> ApiResponse.json(Json.object().put("x", "a " + written + " b")));
    try (LocalApi real = leaking.start();
        Recording recording = Recorder.of(real.uri("")).secret(SECRET).start()) {
      Client client = new Client(recording.baseUrl());
      client.get("/fine");
      client.get("/leak?page=2");

      assertThatThrownBy(() -> recording.writeTo(file))
          .isInstanceOf(RecordingRefused.class)
          .hasMessageContaining("secret 1")
          .hasMessageContaining(how)
          .hasMessageContaining("line 3, GET /leak?page=2")
          .hasMessageNotContaining(SECRET)
          .hasMessageNotContaining(written);
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void whereTheSecretIsInThePathThatIsNotSaidEither() throws IOException {
    String written = everyByte("abcd-efgh", "%02x");
    try (LocalApi real = answering("{}");
        Recording recording = Recorder.of(real.uri("")).secret("abcd-efgh").start()) {
      new Client(recording.baseUrl()).get("/" + written);

      assertThatThrownBy(() -> recording.writeTo(file))
          .hasMessageContaining("line 2, GET of a path with the secret in it")
          .hasMessageNotContaining(written);
    }
  }

  @Test
  void plainAndEncodedOnesAreHiddenEverywhere() throws IOException {
    String answer = "{\"x\":" + quoted("a " + SECRET + " b") + ",\"" + "k-wxyz1\":\"wxyz1wxyz1\"}";
    try (LocalApi real = answering(answer);
        Recording recording = Recorder.of(real.uri("")).secret(SECRET, "wxyz1").start()) {
      Client client = new Client(recording.baseUrl());
      client.get(
          "/wxyz1/"
              + AcmeApi.encoded(SECRET).replace("+", "%20")
              + "?a="
              + AcmeApi.encoded(SECRET));
      client.get("/lower?a=" + AcmeApi.encoded(SECRET).toLowerCase(Locale.ROOT));
      client.post("/json", "{\"a\":" + quoted(SECRET) + "}");
      client.send(form(recording, "a=" + AcmeApi.encoded(SECRET) + "&b=1"));
      Written written = recording.writeTo(file);

      assertThat(written.secretsHidden()).isEqualTo(2);
    }
    String text = Files.readString(file);
    assertThat(text)
        .contains("\"target\":\"/{secret:2}/{secret:1}?a={secret:1}\"")
        .contains("\"target\":\"/lower?a={secret:1}\"")
        .contains("\"json\":{\"a\":\"{secret:1}\"}")
        .contains("\"form\":\"a={secret:1}&b=1\"")
        .contains("{\"x\":\"a {secret:1} b\",\"k-{secret:2}\":\"{secret:2}{secret:2}\"}");

    try (RecordedApi replayed = RecordedApi.replay(file)) {
      Client client = new Client(replayed.baseUrl());
      assertThat(client.get("/other/some%20thing?a=else").body())
          .isEqualTo("{\"x\":\"a secret-1 b\",\"k-secret-2\":\"secret-2secret-2\"}");
      assertThat(client.post("/json", "{\"a\":\"\"}").statusCode()).isEqualTo(200);
      assertThat(client.get("/lower?a=1&b=2").statusCode()).isEqualTo(421);
      assertThat(client.get("/lower/x/y?a=1").statusCode()).isEqualTo(421);
    }
  }

  private static HttpRequest form(Recording recording, String body) {
    return HttpRequest.newBuilder(URI.create(recording.baseUrl() + "/form"))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  @Test
  void whatCredentialsAreCalledMakesThemSecrets() throws IOException {
    String answer =
        "{\"access_token\":\"issued-1\",\"refresh_token\":\"issued-2\",\"page_token\":\"page-7\"}";
    try (LocalApi real = answering(answer);
        Recording recording = Recorder.of(real.uri("")).start()) {
      Client client = new Client(recording.baseUrl());
      client.get("/echo/bearer-1?x=issued-1", "Authorization", "Bearer bearer-1");
      client.get("/echo/header-1", "X-Api-Key", "header-1");
      client.get("/echo/password-1", "Authorization", "Basic " + base64("me:password-1"));
      client.get("/echo/query-1?api_key=query-1");
      client.send(form(recording, "client_secret=client-1&grant_type=x"));
      client.get("/echo/client-1?cursor=page-7");
      recording.writeTo(file);
    }

    assertThat(Files.readString(file))
        .doesNotContain(
            "bearer-1", "issued-1", "issued-2", "header-1", "password-1", "query-1", "client-1")
        .contains("\"page_token\":\"page-7\"", "cursor=page-7", "grant_type=x");
  }

  @Test
  void tokensThatAreRenewedAreAnsweredInTheirOrder() throws IOException {
    LocalApi.Builder issuing =
        LocalApi.builder()
            .route(
                "POST",
                "/token",
                r -> {
                  String last = r.bodyJson().path("refresh_token").asString();
                  return ApiResponse.json(
                      Json.object().put("refresh_token", last + "+").put("n", last.length()));
                });
    try (LocalApi real = issuing.start();
        Recording recording = Recorder.of(real.uri("")).start()) {
      Client client = new Client(recording.baseUrl());
      client.post("/token", "{\"refresh_token\":\"first\"}");
      client.post("/token", "{\"refresh_token\":\"first+\"}");
      recording.writeTo(file);
    }
    try (RecordedApi replayed = RecordedApi.replay(file)) {
      Client client = new Client(replayed.baseUrl());
      assertThat(client.post("/token", "{\"refresh_token\":\"mine\"}").body()).contains(":5");
      assertThat(client.post("/token", "{\"refresh_token\":\"mine\"}").body()).contains(":6");
    }
  }

  @Test
  void aSecretInTheBaseIsHiddenThereToo() throws IOException {
    try (LocalApi real = answering("{\"ok\":true}");
        Recording recording =
            Recorder.of(real.uri("/bot123:abcdef")).secret("123:abcdef").start()) {
      assertThat(new Client(recording.baseUrl()).json("/me").path("ok").asBoolean()).isTrue();
      recording.writeTo(file);
    }
    try (RecordedApi replayed = RecordedApi.replay(file)) {
      assertThat(Files.readString(file)).doesNotContain("abcdef");
      assertThat(new Client(replayed.baseUrl()).json("/me").path("ok").asBoolean()).isTrue();
    }
  }

  @Test
  void shortSecretsAreRefusedWhenTheyAreSaid() {
    Recorder recorder = Recorder.of(URI.create("https://api.acme.com"));

    assertThatThrownBy(() -> recorder.secret("long enough", "abc"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a secret of 3 characters would be found everywhere: at least 4 are wanted");
    assertThat(recorder.secret("abcd")).isNotNull();
  }

  @Test
  void placeholdersOfTheApisOwnAreRefused() throws IOException {
    try (LocalApi real = answering("{\"template\":\"{base}/x\"}");
        Recording recording = Recorder.of(real.uri("")).start()) {
      new Client(recording.baseUrl()).get("/x");

      assertThatThrownBy(() -> recording.writeTo(file))
          .isInstanceOf(RecordingRefused.class)
          .hasMessageContaining("{base}/x");
    }
  }

  /** Of random secrets between random neighbours, whatever the alignment. */
  @Test
  void everySecretIsFoundInEveryPacking() {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      String secret = ascii(random, 4 + random.nextInt(20));
      Secrets secrets = new Secrets(List.of(secret));
      String around = ascii(random, random.nextInt(5)) + secret + ascii(random, random.nextInt(5));
      for (String written :
          List.of(
              around,
              base64(around),
              base64Url(around),
              everyByte(around, "%02x"),
              AcmeApi.encoded(AcmeApi.encoded(around)),
              base64(base64(around)))) {
        String line = "{\"x\":" + quoted(written) + "}";
        assertThat(secrets.find(line)).as("seed %d: %s in %s", seed, secret, line).isPresent();
      }
      assertThat(secrets.find("{\"request\":{\"method\":\"GET\"}} {secret:1}")).isEmpty();
    }
  }

  private static String ascii(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) (33 + random.nextInt(94)));
    }
    return text.toString();
  }

  private static LocalApi answering(String json) {
    return LocalApi.builder()
        .otherwise(r -> ApiResponse.json(200, json.getBytes(StandardCharsets.UTF_8)))
        .start();
  }

  private static String quoted(String text) {
    return Json.text(text).toString();
  }

  private static String unicode(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars().forEach(c -> escaped.append(String.format("\\u%04x", c)));
    return escaped.toString();
  }

  private static String everyByte(String text, String format) {
    StringBuilder written = new StringBuilder();
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      written.append(String.format(format, one & 0xff));
    }
    return written.toString();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64Url(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
