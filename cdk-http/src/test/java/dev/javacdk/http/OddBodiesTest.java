package dev.javacdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.error.TransientError;
import dev.javacdk.api.read.JsonLimits;
import dev.javacdk.http.fake.FakeApi;
import dev.javacdk.http.fake.Reply;
import dev.javacdk.http.fake.Walker;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.response.Format;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are not what they should be, or only nearly. */
class OddBodiesTest {

  private static final JsonLimits SMALL = new JsonLimits(20, 100, 50, 10_000);

  private static List<String> read(Reply reply, UnaryOperator<HttpStream> change) throws Exception {
    return read(reply, change, JsonLimits.DEFAULT);
  }

  private static List<String> read(Reply reply, UnaryOperator<HttpStream> change, JsonLimits limits)
      throws Exception {
    try (FakeApi server = new FakeApi(asked -> reply)) {
      Walker walker = new Walker();
      walker.kit.limits = limits;
      HttpStream stream =
          Fast.api(server).stream("items").get("/items").records("/items").paging(Paging.none());
      walker.readAll(change.apply(stream));
      return walker.output.released;
    }
  }

  private static List<String> csv(Reply reply) throws Exception {
    return read(reply, stream -> stream.format(Format.CSV));
  }

  private static Reply typed(String type, String body) {
    return typed(type, body.getBytes(StandardCharsets.UTF_8));
  }

  private static Reply typed(String type, byte[] body) {
    return Reply.json("").body(body).header("Content-Type: " + type);
  }

  @Test
  void markupAndJsonAreNoCsv() {
    for (String type : List.of("text/html", "text/plain", "application/octet-stream")) {
      assertThatThrownBy(() -> csv(typed(type, "<!DOCTYPE html><title>Sign in</title>")))
          .isInstanceOf(SystemError.class)
          .hasMessageContaining("expected CSV, found markup")
          .hasMessageContaining("Sign in");
    }
    assertThatThrownBy(() -> csv(typed("application/json", "{\"error\":\"quota exceeded\"}")))
        .isInstanceOf(SystemError.class)
        .hasMessageContaining("expected CSV, found JSON; it says: quota exceeded");
    assertThatThrownBy(() -> csv(typed("application/xml", "\n <?xml version='1.0'?><a/>")))
        .hasMessageContaining("expected CSV, found markup");
  }

  @Test
  void whatTheApiItselfCallsCsvIsBelieved() throws Exception {
    assertThat(csv(typed("text/csv", "<a>,[b]\n1,2\n")))
        .containsExactly("{\"<a>\":\"1\",\"[b]\":\"2\"}");
    assertThat(csv(typed("text/html", "a,b\n1,2\n"))).containsExactly("{\"a\":\"1\",\"b\":\"2\"}");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstColumn() throws Exception {
    assertThat(csv(typed("text/csv", "\ufeffid,n\n1,a\n")))
        .containsExactly("{\"id\":\"1\",\"n\":\"a\"}");
    for (String name : List.of("UTF-16LE", "UTF-16BE")) {
      byte[] body = "\ufeffid,n\n1,ä\n".getBytes(Charset.forName(name));
      assertThat(csv(typed("text/csv", body))).containsExactly("{\"id\":\"1\",\"n\":\"ä\"}");
    }
  }

  @Test
  void bytesThatAreNoTextAreRefusedWithTheirLineNeverReplaced() throws Exception {
    byte[] latin = "id,n\n1,a\n2,Zoë\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> csv(typed("text/csv", latin)))
        .isInstanceOf(SystemError.class)
        .hasMessageContaining("that are no text in the charset that it should have");
    assertThat(csv(typed("text/csv; charset=iso-8859-1", latin)))
        .contains("{\"id\":\"2\",\"n\":\"Zoë\"}");
    byte[] json = "{\"items\":[{\"n\":\"Zoë\"}]}".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> read(typed("application/json", json), s -> s))
        .isInstanceOf(SystemError.class)
        .hasMessageContaining("Invalid UTF-8");
    assertThatThrownBy(() -> read(typed("application/json; charset=ascii", json), s -> s))
        .isInstanceOf(SystemError.class)
        .hasMessageContaining("no text in the charset");
    assertThatThrownBy(() -> csv(typed("text/csv; charset=klingon", "a\n1\n")))
        .isInstanceOf(SystemError.class)
        .hasMessageContaining("its charset 'klingon' is not known");
  }

  @Test
  void cellsAreKeptAsTheyStand() throws Exception {
    assertThat(csv(typed("text/csv", "id, n\n 1 , a\n\"x\ny\",\"q\"\"q\"\n")))
        .containsExactly("{\"id\":\" 1 \",\" n\":\" a\"}", "{\"id\":\"x\\ny\",\" n\":\"q\\\"q\"}");
    assertThat(csv(typed("text/csv", "a,b,\r\n1,2,\r\n3\r\n\r\n")))
        .containsExactly("{\"a\":\"1\",\"b\":\"2\"}", "{\"a\":\"3\"}");
  }

  @Test
  void whatIsNoTableIsRefusedWithItsLine() {
    assertThatThrownBy(() -> csv(typed("text/csv", "id,n,id\n1,2,3\n")))
        .isInstanceOf(SystemError.class)
        .hasMessageContaining("line 1 names the column 'id' twice");
    assertThatThrownBy(() -> csv(typed("text/csv", "id,n\n1,2\n3,4,5\n")))
        .hasMessageContaining("line 3 has 3 cells for 2 columns");
    assertThatThrownBy(() -> csv(typed("text/csv", "id,n\n1,\"a\"b\n")))
        .hasMessageContaining("behind line 1: ");
    assertThatThrownBy(() -> csv(typed("text/csv", "id,\n1,2\n")))
        .hasMessageContaining("line 2 has a value in column 2, which has no name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"items\":[{\"id\":1},]}", "{\"items\":[{\"id\":1}}", "{\"items\":[{id:1}]}"})
  void aBrokenBodyIsAnErrorWithReasonLineAndColumn(String body) {
    assertThatThrownBy(() -> read(Reply.json(body), s -> s))
        .isInstanceOf(SystemError.class)
        .hasMessageMatching(
            "(?s)stream 'items': GET http://127.*answered 200 with application/json that cannot be"
                + " read as what it should be: .+ at line 1, column \\d+.*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"items\":[{", "{\"items\":[{\"id\":1},{\"i", "{\"items\":[{\"id\":1}], \"x\""})
  void aBodyThatBreaksOffIsSaidToWhereverThatIs(String body) {
    assertThatThrownBy(() -> read(Reply.json(body), s -> s))
        .isInstanceOf(TransientError.class)
        .hasMessageContaining("a body that breaks off in the middle");
  }

  @Test
  void aTextThatIsNoJsonIsQuotedByItsReason() {
    assertThatThrownBy(() -> read(typed("text/plain", "Service under maintenance"), s -> s))
        .hasMessageContaining("Unrecognized token 'Service'");
    assertThatThrownBy(() -> read(Reply.json("{\"a\":1}\n[2]\n"), s -> s.format(Format.JSON_LINES)))
        .hasMessageContaining("line 2 is no object");
  }

  @Test
  void numbersThatAreNoneAndTabsInTextAreRead() throws Exception {
    assertThat(read(Reply.json("{\"items\":[{\"t\":\"a\tb\",\"n\":1}]}"), s -> s))
        .containsExactly("{\"t\":\"a\\tb\",\"n\":1}");
    assertThat(read(Reply.json("{\"items\":[{\"x\":NaN,\"y\":-Infinity}]}"), s -> s.map(r -> r)))
        .hasSize(1);
  }

  @Test
  void limitsAreTheKitsAndSayHowTheyAreSet() {
    String deep = "{\"items\":[" + "{\"a\":".repeat(30) + "1" + "}".repeat(30) + "]}";
    String name = "{\"items\":[{\"" + "n".repeat(200) + "\":1}]}";
    String number = "{\"items\":[{\"n\":" + "7".repeat(60) + "}]}";
    String text = "{\"items\":[{\"n\":\"" + "t".repeat(20_000) + "\"}]}";
    for (String body : List.of(deep, name, number, text)) {
      assertThatThrownBy(() -> read(Reply.json(body), s -> s, SMALL))
          .isInstanceOf(SystemError.class)
          .hasMessageContaining("stream 'items': GET http://127.0.0.1")
          .hasMessageContaining("_json_depth");
    }
  }

  @Test
  void whatJacksonAloneWouldRefuseIsReadWithinTheLimits() throws Exception {
    String deep = "{\"items\":[" + "{\"a\":".repeat(600) + "1" + "}".repeat(600) + "]}";
    String name = "{\"items\":[{\"" + "n".repeat(60_000) + "\":1}]}";
    String number = "{\"items\":[{\"n\":" + "7".repeat(2_000) + "}]}";
    for (String body : List.of(name, number)) {
      assertThat(read(Reply.json(body), s -> s)).hasSize(1);
    }
    assertThat(read(Reply.json(deep), s -> s.map(r -> r.removeAll()))).hasSize(1);
  }

  @Test
  void aRecordBeyondTheLimitIsRefusedWhereTheBodyStreams() {
    StringBuilder body = new StringBuilder("{\"items\":[");
    body.append("{\"id\":1},".repeat(1_000_000)).append("{\"many\":[1");
    body.append(",1".repeat(2_000_000)).append("]}]}");
    JsonLimits limits = JsonLimits.DEFAULT.recordBytes(1_000_000);
    assertThatThrownBy(() -> read(Reply.json(body.toString()), s -> s.map(r -> r), limits))
        .isInstanceOf(SystemError.class)
        .hasMessageContaining("more than 1000000 bytes; _largest_record in the config");
  }

  @Test
  void oneObjectInsideEachElementIsTheRecord() throws Exception {
    String edges = "{\"edges\":[{\"node\":{\"id\":1}},{\"node\":null},{\"node\":{\"id\":2}}]}";
    assertThat(read(Reply.json(edges), s -> s.records("/edges/*/node")))
        .containsExactly("{\"id\":1}", "{\"id\":2}");
    String hits = "{\"hits\":{\"hits\":[{\"_id\":\"a\",\"_source\":{\"id\":1}}]}}";
    assertThat(read(Reply.json(hits), s -> s.records("/hits/hits/*/_source")))
        .containsExactly("{\"id\":1}");
    assertThat(read(Reply.json("{\"edges\":[]}"), s -> s.records("/edges/*/node"))).isEmpty();
    assertThatThrownBy(
            () -> read(Reply.json("{\"edges\":[{\"nod\":{}}]}"), s -> s.records("/edges/*/node")))
        .hasMessageContaining("/edges/*/node");
  }

  @Test
  void aTokenInsideTheOneRecordOfAPageIsFollowed() throws Exception {
    for (String pointer : List.of("", "/data")) {
      String first = "{\"id\":1,\"next\":\"b\"}";
      String second = "{\"id\":2,\"next\":null}";
      try (FakeApi server =
          new FakeApi(asked -> {
            String record = asked.query("t") == null ? first : second;
            return Reply.json(pointer.isEmpty() ? record : "{\"data\":" + record + "}");
          })) {
        Walker walker = new Walker();
        walker.readAll(
            Fast.api(server).stream("s")
                .get("/s")
                .record(pointer)
                .paging(Paging.token(pointer + "/next").query("t")));
        assertThat(walker.output.released).containsExactly(first, second);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/items/0/next", "/items/0/a/b"})
  void aTokenAmongTheRecordsIsUnsound(String place) {
    assertThat(
            HttpApi.at("http://127.0.0.1:1").stream("s")
                .get("/s")
                .records("/items")
                .paging(Paging.token(place).query("t"))
                .problems())
        .containsExactly(
            "the paging looks at " + place + ", which is among the records: use lastRecord(...)");
    assertThat(
            HttpApi.at("http://127.0.0.1:1").stream("s")
                .get("/s")
                .records("")
                .paging(Paging.nextLink("/0/next"))
                .problems())
        .hasSize(1);
  }
}
