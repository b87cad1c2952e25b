package dev.javacdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.http.auth.Auth;
import dev.javacdk.http.fake.Asked;
import dev.javacdk.http.fake.FakeApi;
import dev.javacdk.http.fake.Reply;
import dev.javacdk.http.fake.Walker;
import dev.javacdk.http.paging.Opening;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.request.Hole;
import dev.javacdk.http.request.Request;
import dev.javacdk.http.rule.Match;
import dev.javacdk.http.rule.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where positions go, what is asked before them, and what stands in them. */
class PlacesOfPositionsTest {

  private static final String SECRET = "s3cr3t+/=token";

  private static Reply items(String more, int... ids) {
    List<String> rows = new ArrayList<>();
    for (int id : ids) {
      rows.add("{\"id\":" + id + "}");
    }
    return Reply.json("{\"items\":" + rows + (more.isEmpty() ? "" : "," + more) + "}");
  }

  private static HttpStream stream(FakeApi server) {
    return Fast.api(server).stream("s").get("/s").records("/items");
  }

  @Test
  void aPageNumberMayBeAPartOfThePath() throws Exception {
    try (FakeApi server =
        new FakeApi(asked -> asked.path().endsWith("/3") ? items("") : items("", 1))) {
      Walker walker = new Walker();
      walker.readAll(
          stream(server).get("/items/page/{page}").paging(Paging.pageNumber(1).path("page")));
      assertThat(server.targets())
          .containsExactly("/items/page/1", "/items/page/2", "/items/page/3");
      assertThat(walker.progress).startsWith("{\"page\":2}");
    }
  }

  @Test
  void aTokenMayBeAPartOfThePathWhichTheFirstPageLeavesOut() throws Exception {
    try (FakeApi server =
        new FakeApi(asked ->
            asked.path().equals("/items/all")
                ? items("\"next\":\"a/b c\"", 1)
                : items("\"next\":null", 2))) {
      Walker walker = new Walker();
      walker.readAll(stream(server).get("/items/{t}/all").paging(Paging.token("/next").path("t")));
      assertThat(server.targets()).containsExactly("/items/all", "/items/a%2Fb%20c/all");
    }
  }

  @Test
  void aPathWithoutThePlaceOfItsPositionIsUnsound() {
    assertThat(
            HttpApi.at("http://127.0.0.1:1").stream("s")
                .get("/items")
                .records("")
                .paging(Paging.pageNumber(1).path("page"))
                .problems())
        .containsExactly("the path '/items' has no {page}, where the paging goes");
  }

  /** A point in time: opened by POST, good for {@code lives} pages, rows by keyset. */
  private static Function<Asked, Reply> pit(List<String> opened, int lives) {
    int[] left = {0};
    return asked -> {
      if (asked.path().equals("/notes/_pit")) {
        opened.add(asked.target());
        left[0] = lives;
        return Reply.json("{\"id\":\"pit-" + opened.size() + "\"}");
      }
      if (!asked.body().contains("\"pit-" + opened.size() + "\"") || left[0]-- <= 0) {
        return Reply.status(404, "{\"error\":\"no such context\"}");
      }
      int after = asked.body().contains("search_after") ? number(asked.body()) : 0;
      return after >= 4 ? items("") : items("", after + 1, after + 2);
    };
  }

  private static int number(String body) {
    return Integer.parseInt(body.replaceAll(".*\"search_after\":(\\d+).*", "$1"));
  }

  private static HttpStream notes(FakeApi server) {
    return stream(server)
        .post("/notes/_search")
        .paging(
            Paging.lastRecord("id")
                .body("/search_after")
                .opened(
                    Opening.by(Request.of("POST", "/notes/_pit").query("keep_alive", "5m"), "/id")
                        .body("/pit/pit_id")));
  }

  @Test
  void aPointInTimeIsOpenedOnceAndItsIdStandsInThePosition() throws Exception {
    List<String> opened = new ArrayList<>();
    try (FakeApi server = new FakeApi(pit(opened, 99))) {
      Walker walker = new Walker();
      assertThat(walker.readAll(notes(server))).hasSize(4);
      assertThat(opened).containsExactly("/notes/_pit?keep_alive=5m");
      assertThat(walker.progress)
          .containsExactly(
              "{\"pit_id\":\"pit-1\",\"search_after\":2}",
              "{\"pit_id\":\"pit-1\",\"search_after\":4}",
              "complete");
    }
  }

  @Test
  void anExpiredPointInTimeIsOpenedAnewAndReadingGoesOnBehindTheLastRecord() throws Exception {
    List<String> opened = new ArrayList<>();
    try (FakeApi server = new FakeApi(pit(opened, 1))) {
      Walker walker = new Walker();
      assertThat(walker.readAll(notes(server)))
          .containsExactly("{\"id\":1}", "{\"id\":2}", "{\"id\":3}", "{\"id\":4}");
      assertThat(opened).hasSize(3);
    }
    try (FakeApi server = new FakeApi(pit(new ArrayList<>(), 99))) {
      CursorPosition old = CursorPosition.ofJson("{\"pit_id\":\"gone\",\"search_after\":2}");
      assertThat(new Walker().read(notes(server), old)).containsExactly("{\"id\":3}", "{\"id\":4}");
    }
  }

  @Test
  void anExpiredScrollStartsItsPartitionAgain() throws Exception {
    Function<Asked, Reply> api =
        asked ->
            asked.path().equals("/notes/_search")
                ? items("\"_scroll_id\":\"x\"", 1)
                : Reply.status(404, "{\"error\":\"no such scroll\"}");
    try (FakeApi server = new FakeApi(api)) {
      Walker walker = new Walker();
      walker.readAll(
          stream(server)
              .post("/notes/_search")
              .query("scroll", "1m")
              .paging(Paging.token("/_scroll_id").body("/scroll_id").emptyPageIsLast())
              .fromSecondPage(first -> Request.of("POST", "/_search/scroll").field("/scroll", "1m"))
              .when(Match.status(404), Verdict.restart()));
      assertThat(server.targets()).containsExactly("/notes/_search?scroll=1m", "/_search/scroll");
      assertThat(server.asked().get(1).body()).isEqualTo("{\"scroll\":\"1m\",\"scroll_id\":\"x\"}");
      assertThat(walker.progress.get(1)).startsWith("restart: stream 's': POST");
    }
  }

  @Test
  void anOpeningThatSaysNoIdIsAnErrorThatNamesItsPlace() {
    try (FakeApi server = new FakeApi(asked -> Reply.json("{\"pit\":1}"))) {
      assertThatThrownBy(() -> new Walker().readAll(notes(server)))
          .isInstanceOf(SystemError.class)
          .hasMessageContaining("/notes/_pit")
          .hasMessageContaining("the answer has no /id");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "..", "%2e%2e", "%2E.", "%252e%252e", ""})
  void aValueThatWouldLeadToAnotherPathIsNeverAskedFor(String id) {
    try (FakeApi server = new FakeApi(asked -> items("", 1))) {
      HttpStream parents = stream(server).named("parents").paging(Paging.none());
      HttpStream children =
          stream(server).get("/parents/{}/items", parents.each("id")).paging(Paging.none());
      StreamSlice slice = StreamSlice.of(Partition.of("id", id), CursorPosition.start());
      assertThatThrownBy(() -> new Walker().read(children, slice))
          .isInstanceOf(SystemError.class)
          .hasMessageContaining("GET /parents/{parents.id}/items cannot be asked for")
          .hasMessageContaining("parents.id is " + (id.isEmpty() ? "empty" : "'" + id + "'"));
      assertThat(server.targets()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "a b", "%2F", "...", "a..b", "?x", "#"})
  void allOtherValuesGoIntoTheirPlaceEscaped(String id) throws Exception {
    try (FakeApi server = new FakeApi(asked -> items("", 1))) {
      HttpStream children =
          stream(server)
              .get("/parents/{}/items", Hole.partition("id"))
              .partitions("id", List.of(id))
              .paging(Paging.none());
      new Walker().readAll(children);
      assertThat(server.targets().get(0).split("/")).hasSize(4);
    }
  }

  @Test
  void aFieldOfAParentMayBeTheAddress() throws Exception {
    try (FakeApi server =
        new FakeApi(asked ->
            asked.path().equals("/parents")
                ? Reply.json(
                    "{\"items\":[{\"id\":1,\"url\":\"http://%s/deep/a?x=1&y=b c\"},"
                            .formatted(asked.header("host"))
                        + "{\"id\":2,\"url\":\"/deep/b\"},{\"id\":3,\"url\":\"http://127.0.0.9:1/c\"}]}")
                : items("", 7))) {
      HttpStream parents = stream(server).named("parents").get("/parents").paging(Paging.none());
      HttpStream children =
          stream(server)
              .get("{}", parents.field("url").raw())
              .add("parent", parents.each("id"))
              .paging(Paging.none());
      Walker walker = new Walker();
      List<Partition> parts = Walker.partitions(children);
      walker.read(children, StreamSlice.of(parts.get(0), CursorPosition.start()));
      walker.read(children, StreamSlice.of(parts.get(1), CursorPosition.start()));
      assertThat(walker.output.released)
          .containsExactly("{\"id\":7,\"parent\":1}", "{\"id\":7,\"parent\":2}");
      assertThat(server.targets()).containsExactly("/parents", "/deep/a?x=1&y=b%20c", "/deep/b");
      assertThatThrownBy(
              () -> walker.read(children, StreamSlice.of(parts.get(2), CursorPosition.start())))
          .hasMessageContaining("127.0.0.9");
    }
  }

  private static List<String> links(
      Function<Asked, String> next, Walker walker, Function<HttpStream, HttpStream> change)
      throws Exception {
    try (FakeApi server =
        new FakeApi(asked -> {
          String link = asked.target().contains("page=") ? "null" : "\"" + next.apply(asked) + "\"";
          return items("\"next\":" + link, 1);
        })) {
      walker.readAll(change.apply(stream(server).paging(Paging.nextLink("/next"))));
      return server.targets();
    }
  }

  @Test
  void aPathThatBeginsWithTwoSlashesIsAPathInAPosition() throws Exception {
    Walker walker = new Walker();
    assertThat(links(asked -> "http://" + asked.header("host") + "//items?page=2", walker, s -> s))
        .containsExactly("/s", "//items?page=2");
    assertThat(walker.progress).startsWith("{\"next\":\"//items?page=2\"}");
    assertThatThrownBy(() -> links(asked -> "//other.host/s?page=2", new Walker(), s -> s))
        .hasMessageContaining("other.host");
  }

  @Test
  void aBarePercentSignInALinkIsMended() throws Exception {
    assertThat(links(asked -> "/s?filter=100%&x=%zz&y=%41&page=2", new Walker(), s -> s))
        .containsExactly("/s", "/s?filter=100%25&x=%25zz&y=%41&page=2");
  }

  @Test
  void aSecretThatTheRequestSendsItselfStandsInNoPosition() throws Exception {
    Walker walker = new Walker();
    walker.kit.registerSecret("/api_key", SECRET);
    String encoded = "s3cr3t%2B%2F%3Dtoken";
    assertThat(
            links(
                asked -> "/s?access_token=" + encoded + "&page=2",
                walker,
                s -> s.query("access_token", SECRET)))
        .containsExactly("/s?access_token=" + encoded, "/s?page=2&access_token=" + encoded);
    assertThat(walker.progress).startsWith("{\"next\":\"/s?page=2\"}");
  }

  @Test
  void aSecretElsewhereInALinkIsMarkedAndFilledWhenAsked() throws Exception {
    Walker walker = new Walker();
    walker.kit.registerSecret("/api_key", SECRET);
    assertThat(links(asked -> "/s?sig=s3cr3t%2b%2f%3dtoken&page=2", walker, s -> s))
        .containsExactly("/s", "/s?sig=s3cr3t%2B%2F%3Dtoken&page=2");
    assertThat(walker.progress)
        .startsWith("{\"next\":\"/s?sig=%28secret%3A%2Fapi_key%29&page=2\"}");
  }

  @Test
  void aLaterAttemptSendsTheSecretAsItIsNow() throws Exception {
    try (FakeApi server = new FakeApi(asked -> items("\"next\":null", 1))) {
      Walker walker = new Walker();
      walker.kit.registerSecret("/api_key", "the-new-key");
      HttpStream marked = stream(server).paging(Paging.nextLink("/next"));
      walker.read(marked, CursorPosition.of("next", "/s?sig=%28secret%3A%2Fapi_key%29&page=2"));
      HttpStream query = marked.query("access_token", "the-new-key");
      walker.read(query, CursorPosition.of("next", "/s?access_token=the-old-key&page=2"));
      assertThat(server.targets())
          .containsExactly("/s?sig=the-new-key&page=2", "/s?page=2&access_token=the-new-key");
    }
  }

  @Test
  void anOldPositionWithTheKeyOfItsCredentialsGoesOnWithTodays() throws Exception {
    try (FakeApi server = new FakeApi(asked -> items("\"next\":null", 1))) {
      HttpStream stream =
          Fast.api(server).auth(Auth.query("key", "the-new-key")).stream("s")
              .get("/s")
              .records("/items")
              .paging(Paging.nextLink("/next"));
      new Walker().read(stream, CursorPosition.of("next", "/s?key=the-old-key&page=2"));
      assertThat(server.targets()).containsExactly("/s?page=2&key=the-new-key");
    }
  }

  @Test
  void aTokenThatHoldsASecretIsMarkedInEveryPlace() throws Exception {
    for (Paging paging :
        List.of(
            Paging.token("/next").query("t"),
            Paging.token("/next").header("t"),
            Paging.token("/next").body("t"))) {
      try (FakeApi server =
          new FakeApi(asked ->
              asked.toString().contains("cursor-")
                  ? items("\"next\":null", 2)
                  : items("\"next\":\"cursor-" + SECRET + "-2\"", 1))) {
        Walker walker = new Walker();
        walker.kit.registerSecret("/api_key", SECRET);
        walker.readAll(stream(server).paging(paging));
        assertThat(walker.progress).startsWith("{\"t\":\"cursor-(secret:/api_key)-2\"}");
        assertThat(walker.output.released).hasSize(2);
        assertThat(server.asked().get(1).toString()).containsAnyOf(SECRET, "s3cr3t%2B%2F%3Dtoken");
      }
    }
  }
}
