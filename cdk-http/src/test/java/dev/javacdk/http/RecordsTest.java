package dev.javacdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.error.SystemError;
import dev.javacdk.http.fake.FakeApi;
import dev.javacdk.http.fake.Reply;
import dev.javacdk.http.fake.Walker;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.response.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** How records come out of a body. */
class RecordsTest {

  private static Walker read(Reply reply, UnaryOperator<HttpStream> change) throws Exception {
    try (FakeApi server = new FakeApi(asked -> reply)) {
      Walker walker = new Walker();
      HttpStream stream =
          Fast.api(server).stream("items").get("/items").records("/items").paging(Paging.none());
      walker.readAll(change.apply(stream));
      return walker;
    }
  }

  private static List<String> records(String body, String pointer) throws Exception {
    return read(Reply.json(body), s -> s.records(pointer)).output.released;
  }

  @Test
  void numbersKeepEveryDigitOnEveryWay() throws Exception {
    String record =
        "{\"id\":12345678901234567890123,\"price\":1.10,\"tiny\":1E-7,\"big\":0.1234567890123456789012}";
    String body = "{\"items\":[" + record + "]}";
    assertThat(records(body, "/items")).containsExactly(record);
    assertThat(read(Reply.json(body), s -> s.map(r -> r)).output.released.get(0))
        .contains("\"id\":12345678901234567890123", "\"price\":1.10", "0.1234567890123456789012");
  }

  @Test
  void tokensKeepEveryDigitAndEveryType() throws Exception {
    for (String token :
        List.of(
            "\"abc\"",
            "17",
            "1.10",
            "12345678901234567890123",
            "{\"b\":1,\"a\":\"x\"}",
            "[\"k\",2.50]")) {
      String first = "{\"next\":" + token + ",\"items\":[{\"id\":1}]}";
      try (FakeApi server =
          new FakeApi(
              asked -> Reply.json(asked.query("after") == null ? first : "{\"items\":[]}"))) {
        Walker walker = new Walker();
        walker.readAll(
            Fast.api(server).stream("s")
                .get("/")
                .records("/items")
                .paging(Paging.token("/next").query("after")));
        String sorted = token.startsWith("{") ? "{\"a\":\"x\",\"b\":1}" : token;
        assertThat(walker.progress).containsExactly("{\"after\":" + sorted + "}", "complete");
        assertThat(server.asked().get(1).query("after"))
            .isEqualTo(
                token.equals("\"abc\"")
                    ? "abc"
                    : token.startsWith("{") ? server.asked().get(1).query("after") : token);
      }
    }
  }

  @Test
  void tokensAreFoundBeforeAndBehindTheRecords() throws Exception {
    for (String body :
        List.of(
            "{\"page\":{\"next\":\"n\",\"x\":[1,{\"y\":2}]},\"items\":[{\"id\":1}]}",
            "{\"noise\":[[{}]],\"items\":[{\"id\":1}],\"page\":{\"x\":null,\"next\":\"n\"}}")) {
      try (FakeApi server =
          new FakeApi(asked -> Reply.json(asked.query("t") == null ? body : "{\"items\":[]}"))) {
        Walker walker = new Walker();
        walker.readAll(
            Fast.api(server).stream("s")
                .get("/")
                .records("/items")
                .paging(Paging.token("/page/next").query("t")));
        assertThat(walker.progress).containsExactly("{\"t\":\"n\"}", "complete");
        assertThat(walker.output.released).containsExactly("{\"id\":1}");
      }
    }
  }

  @Test
  void pointersFindRecordsAtTheRootInNestedArraysAndAmongValues() throws Exception {
    assertThat(records("[{\"id\":1},{}]", "")).containsExactly("{\"id\":1}", "{}");
    assertThat(records("{\"data\":{\"items\":[{\"id\":1}]}}", "/data/items"))
        .containsExactly("{\"id\":1}");
    assertThat(
            records(
                "{\"o\":[{\"l\":[{\"id\":1},{\"id\":2}]},{\"x\":0},{\"l\":[{\"id\":3}]}]}",
                "/o/*/l"))
        .containsExactly("{\"id\":1}", "{\"id\":2}", "{\"id\":3}");
    assertThat(records("{\"byId\":{\"a\":{\"id\":1},\"b\":{\"id\":2}}}", "/byId/*"))
        .containsExactly("{\"id\":1}", "{\"id\":2}");
    assertThat(records("{\"o\":[]}", "/o/*/l")).isEmpty();
    assertThat(read(Reply.json("{\"me\":{\"id\":7}}"), s -> s.record("/me")).output.released)
        .containsExactly("{\"id\":7}");
  }

  @Test
  void aPointerThatFindsNoArrayIsAnErrorThatSaysWhatIsThere() {
    assertThatThrownBy(() -> records("{\"result\":[]}", "/items"))
        .isInstanceOf(SystemError.class)
        .hasMessageContaining("stream 'items': GET http://127.0.0.1")
        .hasMessageContaining("expected an array of objects at /items, found nothing");
    assertThatThrownBy(() -> records("{\"items\":null}", "/items"))
        .hasMessageContaining("found null");
    assertThatThrownBy(() -> records("{\"items\":{\"a\":1}}", "/items"))
        .hasMessageContaining("found an object");
    assertThatThrownBy(() -> records("{\"items\":[\"a\"]}", "/items"))
        .hasMessageContaining("found a string among the records");
    assertThatThrownBy(() -> records("{\"o\":[{\"x\":1}]}", "/o/*/l"))
        .hasMessageContaining("/o/*/l");
  }

  @Test
  void anAnswerWithoutContentHasNoRecordsAndAnEmptyBodyIsAnError() throws Exception {
    assertThat(read(Reply.status(204, ""), s -> s).progress).containsExactly("complete");
    assertThatThrownBy(() -> read(Reply.json(""), s -> s))
        .isInstanceOf(SystemError.class)
        .hasMessageContaining("cannot be read as what it should be");
  }

  @Test
  void anAbsentArrayIsNoRecordsWhereTheAuthorSaysSo() throws Exception {
    assertThat(read(Reply.json("{}"), s -> s.recordsIfAny("/items")).output.released).isEmpty();
    assertThat(read(Reply.json("{\"items\":null}"), s -> s.recordsIfAny("/items")).output.released)
        .isEmpty();
  }

  @Test
  void recordsAreMappedFilteredAndMultiplied() throws Exception {
    Reply reply = Reply.json("{\"items\":[{\"id\":1},{\"id\":2},{\"id\":3}]}");
    Walker walker =
        read(
            reply,
            s ->
                s.filter(r -> r.get("id").asInt() != 2)
                    .map(r -> r.put("seen", true))
                    .flatMap(r -> List.of(r, r.deepCopy().put("copy", 1))));
    assertThat(walker.output.released)
        .containsExactly(
            "{\"id\":1,\"seen\":true}",
            "{\"id\":1,\"seen\":true,\"copy\":1}",
            "{\"id\":3,\"seen\":true}",
            "{\"id\":3,\"seen\":true,\"copy\":1}");
  }

  @Test
  void jsonLinesAreReadOneObjectALine() throws Exception {
    Reply reply = Reply.json("{\"id\":1}\n\n{\"id\":2.50}\n");
    assertThat(read(reply, s -> s.format(Format.JSON_LINES)).output.released)
        .containsExactly("{\"id\":1}", "{\"id\":2.50}");
  }

  @Test
  void csvRowsBecomeObjectsOfText() throws Exception {
    Reply reply = Reply.json("id;name\n1;\"A; \"\"B\"\"\"\n2;\n").header("Content-Type: text/csv");
    assertThat(read(reply, s -> s.format(Format.csv(';'))).output.released)
        .containsExactly(
            "{\"id\":\"1\",\"name\":\"A; \\\"B\\\"\"}", "{\"id\":\"2\",\"name\":\"\"}");
  }

  @Test
  void theCharsetOfTheResponseIsHonoured() throws Exception {
    byte[] latin = "{\"items\":[{\"n\":\"Zoë\"}]}".getBytes(Charset.forName("ISO-8859-1"));
    Reply reply =
        Reply.json("").body(latin).header("Content-Type: application/json; charset=iso-8859-1");
    assertThat(read(reply, s -> s).output.released).containsExactly("{\"n\":\"Zoë\"}");
  }

  @Test
  void gzippedBodiesAreUnpacked() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
      zip.write("{\"items\":[{\"id\":1}]}".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Reply reply = Reply.json("").body(packed.toByteArray()).header("Content-Encoding: gzip");
    assertThat(read(reply, s -> s).output.released).containsExactly("{\"id\":1}");
  }
}
