package dev.javacdk.testkit.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.testkit.api.Client;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.message.ApiResponse;
import dev.javacdk.testkit.message.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RecordedApiTest {

  @TempDir private Path directory;
  private Path file = Path.of("");

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("acme.jsonl");
  }

  private record Trial(List<JsonNode> real, List<JsonNode> recorded, Written written) {}

  private Trial trial(Recorder... recorders) throws IOException {
    try (LocalApi real = AcmeApi.start();
        Recording recording =
            (recorders.length > 0 ? recorders[0] : recorder(real.baseUrl() + "/v2")).start()) {
      return new Trial(
          AcmeApi.read(real.baseUrl() + "/v2", AcmeApi.TOKEN, AcmeApi.KEY),
          AcmeApi.read(recording.baseUrl(), AcmeApi.TOKEN, AcmeApi.KEY),
          recording.writeTo(file));
    }
  }

  private static Recorder recorder(String base) {
    return Recorder.of(URI.create(base)).personal("/people/*/name", "/people/*/salary");
  }

  @Test
  void aSourceReadsThroughTheRecorderWhatItReadsFromTheApi() throws IOException {
    Trial trial = trial();

    assertThat(trial.recorded()).hasSizeGreaterThan(25).isEqualTo(trial.real());
    assertThat(trial.written().exchanges()).isEqualTo(trial.recorded().size());
    assertThat(trial.written().secretsHidden()).isEqualTo(1);
  }

  @Test
  void itReadsTheSameAtReplayWithOtherCredentialsAndWithoutMisses() throws IOException {
    Trial trial = trial();
    try (RecordedApi replayed = RecordedApi.replay(file)) {
      List<JsonNode> answers = AcmeApi.read(replayed.baseUrl(), "none", "any");

      replayed.requireNoMisses();
      assertThat(withoutPersonal(answers)).isEqualTo(withoutPersonal(trial.real()));
      assertThat(answers).isNotEqualTo(trial.real());
    }
  }

  private static List<JsonNode> withoutPersonal(List<JsonNode> answers) {
    return answers.stream()
        .filter(answer -> !answer.toString().contains("@") && !answer.toString().contains("/keyed"))
        .toList();
  }

  @Test
  void masksKeepLengthAndOrderAndWhatIsEqual() throws IOException {
    Trial trial = trial();
    List<JsonNode> masked;
    try (RecordedApi replayed = RecordedApi.replay(file)) {
      masked = people(AcmeApi.read(replayed.baseUrl(), "none", "any"));
    }
    List<JsonNode> real = people(trial.real());

    assertThat(masked).hasSameSizeAs(real).hasSize(8);
    assertThat(masked).extracting(person -> person.path("email").asString()).isSorted();
    for (int i = 0; i < real.size(); i++) {
      JsonNode was = real.get(i);
      JsonNode is = masked.get(i);
      for (String field : List.of("email", "name", "salary", "ip")) {
        assertThat(is.path(field).asString()).hasSameSizeAs(was.path(field).asString());
      }
      assertThat(is.path("salary").isNumber()).isTrue();
      assertThat(is.path("id")).isEqualTo(was.path("id"));
      assertThat(is.path("about").asString())
          .startsWith("Write to " + is.path("email").asString() + " or call +");
    }
    String text = Files.readString(file);
    for (JsonNode person : real.subList(1, real.size())) {
      assertThat(text)
          .doesNotContain(person.path("email").asString())
          .doesNotContain(AcmeApi.encoded(person.path("email").asString()))
          .doesNotContain(person.path("name").asString());
    }
    assertThat(trial.written().personalMasked()).isGreaterThan(25);
    assertThat(trial.written().personalUnchanged()).isLessThan(8);
  }

  private static List<JsonNode> people(List<JsonNode> answers) {
    List<JsonNode> people = new ArrayList<>();
    answers.forEach(answer -> answer.path("people").forEach(people::add));
    return people;
  }

  @Test
  void kindsThatAreNotChosenStay() throws IOException {
    try (LocalApi real = AcmeApi.start();
        Recording recording = recorder(real.baseUrl() + "/v2").kinds(PersonalKind.PHONE).start()) {
      AcmeApi.read(recording.baseUrl(), AcmeApi.TOKEN, AcmeApi.KEY);
      recording.writeTo(file);
    }

    assertThat(Files.readString(file))
        .contains("zoe@example-0.org", "10.20.30.40")
        .doesNotContain("+49 151 23456787");
  }

  @Test
  void theFileHasNeitherSecretsNorTheAddressOfTheApi() throws IOException {
    trial();

    List<String> lines = Files.readAllLines(file);
    assertThat(lines.get(0))
        .matches("\\{\"format\":\"javacdk-recording\",\"version\":1,\"base\":\"http://.*/v2\"}");
    assertThat(lines.subList(1, lines.size()))
        .allSatisfy(line ->
            assertThat(line)
                .doesNotContain("127.0.0.1", AcmeApi.TOKEN, AcmeApi.KEY, "Authorization"));
    assertThat(String.join("\n", lines))
        .contains("{base}/v2/keyed?page=2&api_key={secret:", "<{base}/v2/linked?from=");
  }

  @Test
  void theSameRequestIsAnsweredInTheOrderOfTheRecordingAndTheLastAnswerAgain() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    LocalApi.Builder jobs =
        LocalApi.builder()
            .route(
                "GET",
                "/job",
                request -> ApiResponse.json(Json.object().put("step", asked.incrementAndGet())));
    try (LocalApi real = jobs.start();
        Recording recording = Recorder.of(real.uri("")).start()) {
      Client client = new Client(recording.baseUrl());
      for (int i = 0; i < 3; i++) {
        client.get("/job");
      }
      recording.writeTo(file);
    }

    try (RecordedApi replayed = RecordedApi.replay(file)) {
      assertThat(steps(replayed, 5)).containsExactly(1, 2, 3, 3, 3);
      replayed.restart();
      assertThat(steps(replayed, 2)).containsExactly(1, 2);
    }
  }

  private static List<Integer> steps(RecordedApi api, int number) throws IOException {
    List<Integer> steps = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      steps.add(new Client(api.baseUrl()).json("/job").path("step").asInt());
    }
    return steps;
  }

  @Test
  void theOrderOfParametersAndFieldsAndTheFormOfNumbersDoNotCount() throws IOException {
    try (LocalApi real = answering(200, Map.of(), "yes".getBytes(StandardCharsets.UTF_8));
        Recording recording = Recorder.of(real.uri("")).start()) {
      Client client = new Client(recording.baseUrl());
      client.get("/x?a=1&b=x%20y");
      client.post("/x", "{\"p\": 1.0, \"q\": [true, null]}");
      recording.writeTo(file);
    }
    try (RecordedApi replayed = RecordedApi.replay(file)) {
      Client client = new Client(replayed.baseUrl());

      assertThat(client.get("/x?b=x+y&a=1").statusCode()).isEqualTo(200);
      assertThat(client.post("/x", "{\"q\":[true,null],\"p\":1}").statusCode()).isEqualTo(200);
      assertThat(client.post("/x", "{\"q\":[null,true],\"p\":1}").statusCode()).isEqualTo(421);
      assertThat(client.post("/x", "{\"q\":[true,null],\"p\":\"1\"}").statusCode()).isEqualTo(421);
      assertThat(client.get("/x?a=1").statusCode()).isEqualTo(421);
      assertThat(replayed.misses()).hasSize(3);
    }
  }

  @Test
  void numbersAndDoubledFieldsStayAsTheyWereWritten() throws IOException {
    String body =
        "{\"a\":1.0,\"b\":1e3,\"c\":123456789012345678901234567890.10,\"d\":-0,\"a\":[],\"e\":\"ü\"}";

    assertThat(replayed("application/json", body.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void textAndBytesStayAsTheyWere() throws IOException {
    byte[] csv = "id;name\r\n1;\"x\"\r\n".getBytes(StandardCharsets.UTF_8);
    byte[] latin = "Grüße".getBytes(StandardCharsets.ISO_8859_1);
    byte[] binary = {0, (byte) 0xff, 1, (byte) 0xfe};

    assertThat(replayed("text/csv", csv)).isEqualTo(csv);
    assertThat(replayed("text/plain; charset=iso-8859-1", latin)).isEqualTo(latin);
    assertThat(replayed("application/octet-stream", binary)).isEqualTo(binary);
    assertThat(replayed("text/plain", new byte[0])).isEmpty();
  }

  private byte[] replayed(String type, byte[] body) throws IOException {
    try (LocalApi real = answering(200, Map.of("Content-Type", type), body);
        Recording recording = Recorder.of(real.uri("")).start()) {
      new Client(recording.baseUrl()).get("/x");
      Written written = recording.writeTo(file);
      assertThat(written.bodiesUnsearched()).isEqualTo(type.endsWith("stream") ? 1 : 0);
    }
    try (RecordedApi replayed = RecordedApi.replay(file)) {
      return bytes(URI.create(replayed.baseUrl() + "/x"));
    }
  }

  private static byte[] bytes(URI uri) throws IOException {
    try (var in = uri.toURL().openStream()) {
      return in.readAllBytes();
    }
  }

  @Test
  void eachLineOfJsonLinesHasItsPersonalPlaces() throws IOException {
    byte[] lines =
        "{\"id\":1.0,\"name\":\"Zoe\"}\n{\"id\":2,\"name\":\"Yan\"}\n"
            .getBytes(StandardCharsets.UTF_8);
    try (LocalApi real = answering(200, Map.of("Content-Type", "application/x-ndjson"), lines);
        Recording recording = Recorder.of(real.uri("")).personal("/name").start()) {
      new Client(recording.baseUrl()).get("/x");
      assertThat(recording.writeTo(file).personalMasked()).isEqualTo(2);
    }
    try (RecordedApi replayed = RecordedApi.replay(file)) {
      assertThat(new Client(replayed.baseUrl()).get("/x").body())
          .isEqualTo("{\"id\":1.0,\"name\":\"Aab\"}\n{\"id\":2,\"name\":\"Aaa\"}\n");
    }
  }

  @Test
  void packedAnswersAreRecordedUnpacked() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("{\"id\":7}".getBytes(StandardCharsets.UTF_8));
    }
    Map<String, String> headers =
        Map.of("Content-Type", "application/json", "Content-Encoding", "gzip");
    try (LocalApi real = answering(200, headers, packed.toByteArray());
        Recording recording = Recorder.of(real.uri("")).start()) {
      assertThat(new Client(recording.baseUrl()).json("/x").path("id").asInt()).isEqualTo(7);
      recording.writeTo(file);
    }

    assertThat(Files.readString(file)).contains("\"json\":{\"id\":7}");
  }

  @Test
  void statusAndHeadersAreReplayedButNotThoseOfTheServer() throws IOException {
    Map<String, String> headers =
        Map.of("X-Left", "7", "Set-Cookie", "a=b", "Server", "acme", "Retry-After", "3");
    try (LocalApi real = answering(429, headers, new byte[0]);
        Recording recording = Recorder.of(real.uri("")).start()) {
      assertThat(new Client(recording.baseUrl()).get("/x").statusCode()).isEqualTo(429);
      recording.writeTo(file);
    }
    try (RecordedApi replayed = RecordedApi.replay(file)) {
      HttpResponse<String> response = new Client(replayed.baseUrl()).get("/x");

      assertThat(response.statusCode()).isEqualTo(429);
      assertThat(response.headers().map())
          .containsKeys("X-Left", "Retry-After")
          .doesNotContainKeys("Set-Cookie", "Server");
    }
  }

  private static LocalApi answering(int status, Map<String, String> headers, byte[] body) {
    return LocalApi.builder().otherwise(r -> ApiResponse.of(status, headers, body)).start();
  }

  @Test
  void anApiThatIsAwayIsAnswered502AndNotRecorded() throws IOException {
    LocalApi gone = AcmeApi.start();
    gone.close();
    try (Recording recording = Recorder.of(gone.uri("")).start()) {
      HttpResponse<String> response = new Client(recording.baseUrl()).get("/x");

      assertThat(response.statusCode()).isEqualTo(502);
      assertThat(response.body()).contains("cannot ask " + gone.baseUrl());
      assertThat(recording.writeTo(file).exchanges()).isZero();
    }
  }

  @Test
  void whatTheSourceSendsReachesTheApiUnchanged() throws IOException {
    LocalApi.Builder echo =
        LocalApi.builder()
            .otherwise(r ->
                ApiResponse.text(
                    200,
                    "text/plain",
                    r.url() + " " + r.header("X-Own").orElse("") + " " + r.query("at").orElse("")));
    try (LocalApi real = echo.start();
        Recording recording = Recorder.of(real.uri("")).start()) {
      Client client = new Client(recording.baseUrl());
      HttpRequest patch =
          HttpRequest.newBuilder(
                  client.uri("/a%2Fb?q=%C3%BC&at=" + AcmeApi.encoded(recording.baseUrl())))
              .header("X-Own", "mine")
              .method("PATCH", BodyPublishers.ofString("body"))
              .build();

      assertThat(client.send(patch).body())
          .startsWith("PATCH /a%2Fb?q=%C3%BC&at=")
          .endsWith(" body mine " + recording.baseUrl());
      recording.writeTo(file);
      assertThat(Files.readString(file)).contains("at={base}\"", " body mine {base}");
    }
  }

  @Test
  void aLinkThatTheSourceGivesBackAsAValueIsKnownAtReplay() throws IOException {
    LocalApi.Builder linking =
        LocalApi.builder()
            .otherwise(r -> ApiResponse.json(Json.object().put("next", r.origin() + "/x?page=2")));
    try (LocalApi real = linking.start();
        Recording recording = Recorder.of(real.uri("")).start()) {
      giveBack(new Client(recording.baseUrl()));
      recording.writeTo(file);
    }
    try (RecordedApi replayed = RecordedApi.replay(file)) {
      giveBack(new Client(replayed.baseUrl()));

      replayed.requireNoMisses();
    }
  }

  private static void giveBack(Client client) throws IOException {
    String next = client.json("/x").path("next").asString();
    client.get("/at?url=" + AcmeApi.encoded(next));
    client.post("/at", Json.object().put("url", next).toString());
  }

  @Test
  void missesNameTheNearestThatWasRecorded() throws IOException {
    try (LocalApi real = answering(200, Map.of(), "yes".getBytes(StandardCharsets.UTF_8));
        Recording recording = Recorder.of(real.uri("")).start()) {
      Client client = new Client(recording.baseUrl());
      client.get("/x?page=1&size=7");
      client.get("/x?page=2");
      client.get("/y/1/z?page=3");
      client.post("/s", "{\"a\":1}");
      recording.writeTo(file);
    }
    try (RecordedApi replayed = RecordedApi.replay(file)) {
      Client client = new Client(replayed.baseUrl());
      JsonNode error = Client.json(client.get("/x?page=3"));
      client.get("/x?page=2&sort=up");
      client.get("/y/2/z?page=3");
      client.post("/s", "{\"a\":2}");

      assertThat(error.at("/error/status").asInt()).isEqualTo(421);
      assertThat(error.at("/error/message").asString())
          .isEqualTo(
              "not recorded: GET /x?page=3; the nearest that was: GET /x?page=2 (page is 2 there)");
      assertThat(replayed.misses())
          .containsExactly(
              error.at("/error/message").asString(),
              "not recorded: GET /x?page=2&sort=up; the nearest that was: GET /x?page=2 (sort is not there)",
              "not recorded: GET /y/2/z?page=3; the nearest that was: GET /y/1/z?page=3",
              "not recorded: POST /s {\"a\":2}; the nearest that was: POST /s {\"a\":1} (the body is {\"a\":1} there)");
      assertThatThrownBy(replayed::requireNoMisses)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("4 requests were not recorded")
          .hasMessageContaining("POST /s");
      replayed.restart();
      replayed.requireNoMisses();
    }
  }
}
