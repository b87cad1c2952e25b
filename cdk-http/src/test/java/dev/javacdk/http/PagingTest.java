package dev.javacdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.http.fake.Asked;
import dev.javacdk.http.fake.FakeApi;
import dev.javacdk.http.fake.Reply;
import dev.javacdk.http.fake.Walker;
import dev.javacdk.http.paging.Pages;
import dev.javacdk.http.paging.Paging;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where positions are found, where they go, and what ends a walk. */
class PagingTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  private record Read(List<String> targets, List<Asked> asked, Walker walker) {}

  private static Read read(Paging paging, Function<Asked, Reply> api) throws Exception {
    return read(paging, api, UnaryOperator.identity());
  }

  private static Read read(
      Paging paging, Function<Asked, Reply> api, UnaryOperator<HttpStream> change)
      throws Exception {
    try (FakeApi server = new FakeApi(api)) {
      Walker walker = new Walker();
      HttpStream stream = Fast.api(server).stream("s").get("/s").records("/items").paging(paging);
      walker.readAll(change.apply(stream));
      return new Read(server.targets(), server.asked(), walker);
    }
  }

  /** Items from..to-1, with more fields behind them. */
  private static Reply items(int from, int to, String more) {
    StringBuilder items = new StringBuilder();
    for (int id = from; id < to; id++) {
      items.append(items.isEmpty() ? "" : ",").append("{\"id\":").append(id).append("}");
    }
    return Reply.json("{\"items\":[" + items + "]" + (more.isEmpty() ? "" : "," + more) + "}");
  }

  private static int number(Asked asked, String name, int otherwise) {
    return Integer.parseInt(asked.query(name, Integer.toString(otherwise)));
  }

  @Test
  void pageNumbersEndWithAnEmptyPage() throws Exception {
    Read read =
        read(
            Paging.pageNumber("page"), asked -> items(0, number(asked, "page", 1) < 3 ? 2 : 0, ""));
    assertThat(read.targets()).containsExactly("/s", "/s?page=2", "/s?page=3");
    assertThat(read.walker().progress).containsExactly("{\"page\":2}", "{\"page\":3}", "complete");
  }

  @Test
  void pageNumbersMayBeginAtZeroAndBeSentFromTheStart() throws Exception {
    Read read =
        read(
            Paging.pageNumber(0).query("p").size("n", 2).sentFromStart().pages("/pages"),
            asked -> items(0, number(asked, "p", 0) == 0 ? 2 : 1, "\"pages\":2"));
    assertThat(read.targets()).containsExactly("/s?n=2&p=0", "/s?n=2&p=1");
  }

  @Test
  void aPositionOfSeveralTokensGoesIntoAPlaceForEach() throws Exception {
    Paging paging =
        Paging.token("/next_cursor").query("cursor").and("/page/next_id").header("X-Page-Id");
    Read read =
        read(
            paging,
            asked ->
                switch (asked.query("cursor", "")) {
                  case "" -> items(0, 2, "\"next_cursor\":\"b\",\"page\":{\"next_id\":17}");
                  case "b" -> items(2, 4, "\"next_cursor\":\"c\",\"page\":{\"next_id\":null}");
                  default -> items(4, 5, "\"next_cursor\":null");
                });
    assertThat(read.targets()).containsExactly("/s", "/s?cursor=b", "/s?cursor=c");
    assertThat(read.asked())
        .extracting(asked -> asked.header("x-page-id"))
        .containsExactly(null, "17", null);
    assertThat(read.walker().progress)
        .containsExactly("{\"X-Page-Id\":17,\"cursor\":\"b\"}", "{\"cursor\":\"c\"}", "complete");
    assertThat(paging.words()).isEqualTo("token /next_cursor and token /page/next_id");
    assertThat(Pages.of(paging).takes(CursorPosition.of("offset", 3))).isFalse();
  }

  @Test
  void aTokenMayStandBesideAKeyset() throws Exception {
    Read read =
        read(
            Paging.lastRecord("id").query("after").and("/scroll").query("scroll"),
            asked -> items(0, number(asked, "after", 0) == 0 ? 3 : 0, "\"scroll\":\"s1\""));
    assertThat(read.targets()).containsExactly("/s", "/s?after=2&scroll=s1");
  }

  @Test
  void whatCannotStandBesideATokenIsNamed() {
    assertThat(Paging.pageNumber("page").and("/t").query("t").problems())
        .containsExactly("and(...) goes with a token or a last record, not with page number");
    assertThat(Paging.token("/a").query("t").and("/b").query("t").problems())
        .containsExactly("two parts of the position have one name: [t, t]");
  }

  @Test
  void aTotalEndsPageNumbers() throws Exception {
    Read read =
        read(
            Paging.pageNumber("page").size("n", 2).total("/total"),
            asked -> {
              int page = number(asked, "page", 1);
              return items(2 * page, Math.min(2 * page + 2, 5), "\"total\":3");
            });
    assertThat(read.targets()).hasSize(2);
    assertThat(read.walker().output.released).hasSize(3);
  }

  @Test
  void offsetsGoOnByWhatCameNotByWhatWasAsked() throws Exception {
    Read read =
        read(
            Paging.offset("offset", "limit", 100),
            asked -> {
              int offset = number(asked, "offset", 0);
              return items(offset, Math.min(offset + 3, 7), "");
            });
    assertThat(read.targets())
        .containsExactly(
            "/s?limit=100",
            "/s?limit=100&offset=3",
            "/s?limit=100&offset=6",
            "/s?limit=100&offset=7");
    assertThat(read.walker().output.released).hasSize(7);
  }

  @Test
  void aShortPageIsTheLastOneOnlyWhereThatIsSaid() throws Exception {
    Function<Asked, Reply> api = asked -> items(0, number(asked, "page", 1) < 3 ? 1 : 0, "");
    assertThat(read(Paging.pageNumber("page").size("n", 2), api).targets()).hasSize(3);
    assertThat(read(Paging.pageNumber("page").size("n", 2).shortPageIsLast(), api).targets())
        .hasSize(1);
  }

  @Test
  void aFlagEndsAWalkThoughThereIsAToken() throws Exception {
    Paging more = Paging.token("/end").query("after").more("/more");
    Read read =
        read(
            more, asked -> items(0, 1, "\"end\":\"x\",\"more\":" + (asked.query("after") == null)));
    assertThat(read.walker().progress).containsExactly("{\"after\":\"x\"}", "complete");
    Paging last = Paging.token("/end").query("after").last("/last");
    assertThat(read(last, asked -> items(0, 1, "\"end\":\"x\",\"last\":true")).targets())
        .hasSize(1);
  }

  @Test
  void aFlagThatIsMissingAndATokenThatIsMissingAreErrorsNotTheEnd() {
    Paging more = Paging.token("/end").query("after").more("/more");
    assertThatThrownBy(() -> read(more, asked -> items(0, 1, "\"end\":\"x\"")))
        .isInstanceOf(SystemError.class)
        .hasMessageContaining("expected a flag at /more");
    assertThatThrownBy(() -> read(more, asked -> items(0, 1, "\"more\":true")))
        .isInstanceOf(SystemError.class)
        .hasMessageContaining("there is more, says /more, but the response has no token /end");
  }

  @Test
  void anEmptyPageWithATokenIsNotTheLastOneUnlessThatIsSaid() throws Exception {
    Function<Asked, Reply> api =
        asked -> items(0, 0, asked.query("t") == null ? "\"next\":\"x\"" : "\"next\":\"\"");
    Paging token = Paging.token("/next").query("t");
    assertThat(read(token, api).targets()).hasSize(2);
    assertThat(read(token.emptyPageIsLast(), api).targets()).hasSize(1);
  }

  @Test
  void nextLinksAreFollowedAsTheyStandAndKeptWithoutTheirOrigin() throws Exception {
    Read read =
        read(
            Paging.nextLink("/links/next"),
            asked ->
                asked.query("c") == null
                    ? items(
                        0,
                        1,
                        "\"links\":{\"next\":\"http://"
                            + asked.header("host")
                            + "/s?c=a%2Bb&n=1\"}")
                    : items(1, 2, "\"links\":{\"next\":null}"),
            stream -> stream.query("n", 1).header("X-Version", "2"));
    assertThat(read.targets()).containsExactly("/s?n=1", "/s?c=a%2Bb&n=1");
    assertThat(read.walker().progress).containsExactly("{\"next\":\"/s?c=a%2Bb&n=1\"}", "complete");
    assertThat(read.asked().get(1).header("x-version")).isEqualTo("2");
  }

  @Test
  void relativeNextLinksAreResolved() throws Exception {
    Read read =
        read(
            Paging.nextLink("/next"),
            asked -> items(0, 1, asked.query("p") == null ? "\"next\":\"?p=2\"" : "\"x\":1"));
    assertThat(read.targets()).containsExactly("/s", "/s?p=2");
  }

  @Test
  void theLinkHeaderIsReadAsRfc8288WritesIt() throws Exception {
    Read read =
        read(
            Paging.linkHeader(),
            asked -> {
              String links =
                  "<http://x/s?p=0>; rel=\"prev\", </s?p=2&q=a,b>; title=\"a;b\"; rel=\"last next\"";
              Reply reply = items(0, 1, "");
              return asked.query("p") == null
                  ? reply.header("Link: " + links)
                  : reply.header("Link: </s?p=1>; rel=first");
            });
    assertThat(read.targets()).containsExactly("/s", "/s?p=2&q=a,b");
  }

  @Test
  void theLastRecordSaysWhereTheNextPageBegins() throws Exception {
    Read read =
        read(
            Paging.lastRecord("id").query("starting_after").more("/has_more"),
            asked -> {
              int after = number(asked, "starting_after", -1);
              return items(after + 1, after + 3, "\"has_more\":" + (after < 2));
            });
    assertThat(read.targets()).containsExactly("/s", "/s?starting_after=1", "/s?starting_after=3");
    assertThat(read.walker().output.released).hasSize(6);
  }

  @Test
  void aTokenInAHeaderGoesToAHeader() throws Exception {
    Read read =
        read(
            Paging.headerToken("X-Next").header("X-Continue"),
            asked ->
                asked.header("x-continue") == null
                    ? items(0, 1, "").header("X-Next: t1")
                    : items(1, 2, ""));
    assertThat(read.asked().get(1).header("x-continue")).isEqualTo("t1");
  }

  @Test
  void tokensGoIntoTheBodyWithTheirJsonType() throws Exception {
    Function<Asked, Reply> api =
        asked -> {
          JsonNode after = JSON.readTree(asked.body()).at("/search/after");
          return items(0, 1, after.isMissingNode() ? "\"cursor\":[\"k\",2]" : "\"cursor\":[]");
        };
    Read read =
        read(
            Paging.token("/cursor").body("/search/after").sizeInBody("/search/size", 50),
            api,
            stream -> stream.post("/s").body("/search/sort", "id"));
    assertThat(read.asked()).extracting(Asked::method).containsOnly("POST");
    assertThat(read.asked().get(0).body()).isEqualTo("{\"search\":{\"sort\":\"id\",\"size\":50}}");
    assertThat(read.asked().get(1).body())
        .isEqualTo("{\"search\":{\"sort\":\"id\",\"size\":50,\"after\":[\"k\",2]}}");
    assertThat(read.walker().progress).containsExactly("{\"after\":[\"k\",2]}", "complete");
  }

  @Test
  void graphqlPagesByVariablesAndItsErrorsAreErrors() throws Exception {
    Paging paging =
        Paging.token("/data/issues/pageInfo/endCursor")
            .body("/variables/after")
            .more("/data/issues/pageInfo/hasNextPage");
    UnaryOperator<HttpStream> graphql =
        stream ->
            stream
                .graphql(
                    "/graphql", "query($after: String) { issues(after: $after) { nodes { id } } }")
                .body("/variables/first", 2)
                .records("/data/issues/nodes");
    Function<Asked, Reply> api =
        asked -> {
          boolean first = JSON.readTree(asked.body()).at("/variables/after").isMissingNode();
          return Reply.json(
              "{\"data\":{\"issues\":{\"nodes\":[{\"id\":1}],\"pageInfo\":{\"endCursor\":\"e\",\"hasNextPage\":"
                  + first
                  + "}}}}");
        };
    Read read = read(paging, api, graphql);
    assertThat(read.walker().output.released).hasSize(2);
    assertThat(JSON.readTree(read.asked().get(1).body()).get("variables").toString())
        .isEqualTo("{\"first\":2,\"after\":\"e\"}");
    assertThatThrownBy(() ->
            read(
                paging,
                asked -> Reply.json("{\"errors\":[{\"message\":\"no field x\"}]}"),
                graphql))
        .isInstanceOf(SystemError.class)
        .hasMessageContaining("no field x");
  }

  @Test
  void theOperatorsPageSizeIsAskedFor() throws Exception {
    try (FakeApi server = new FakeApi(asked -> items(0, 0, ""))) {
      Walker walker = new Walker();
      walker.kit.pageSize = 7;
      walker.read(
          Fast.api(server).stream("s")
              .get("/s")
              .records("/items")
              .paging(Paging.offset("o", "limit", 100)),
          CursorPosition.start());
      assertThat(server.targets()).containsExactly("/s?limit=7");
    }
  }
}
