package dev.javacdk.http.paging;

import static dev.javacdk.testkit.listing.Paging.link;
import static dev.javacdk.testkit.listing.Paging.offset;
import static dev.javacdk.testkit.listing.Paging.pageNumber;
import static dev.javacdk.testkit.listing.Paging.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.http.HttpStream;
import dev.javacdk.http.request.Request;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.listing.Envelope;
import dev.javacdk.testkit.listing.Listing;
import dev.javacdk.testkit.listing.Rows;
import dev.javacdk.testkit.listing.TokenShape;
import dev.javacdk.testkit.message.ApiRequest;
import dev.javacdk.testkit.message.ApiResponse;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Each way of paging, by the suite that says what one is. */
class PagingSchemesTest {

  private static final String PATH = "/rows";

  private static LocalApi.Builder listed(LocalApi.Builder api, int rows, Listing listing) {
    return api.collection(PATH, Rows.of(rows, PagingSchemesTest::row), listing);
  }

  private static ObjectNode row(long id) {
    return JsonNodeFactory.instance.objectNode().put("id", id);
  }

  /** The rows from this one on, a page of them. */
  private static ObjectNode page(int from, int size, int rows) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    var items = body.putArray("items");
    IntStream.range(from, Math.min(from + size, rows)).forEach(id -> items.add(row(id)));
    return body;
  }

  private static LocalApi.Builder answering(
      LocalApi.Builder api, Function<ApiRequest, ObjectNode> page) {
    return api.route("GET", PATH, request -> ApiResponse.json(page.apply(request)));
  }

  /** Rows behind the one that is named. */
  private static LocalApi.Builder behind(LocalApi.Builder api, int rows) {
    return answering(
        api, request -> page(number(request, "after", -1) + 1, number(request, "limit", 10), rows));
  }

  private static int number(ApiRequest request, String parameter, int otherwise) {
    return request.query(parameter).map(Integer::parseInt).orElse(otherwise);
  }

  /** A scheme that is not read here would not be known to keep what a paging promises. */
  @Test
  void everySchemeIsAmongThem() throws ReflectiveOperationException {
    Set<Class<?>> read = new HashSet<>();
    for (Class<?> nested : getClass().getDeclaredClasses()) {
      if (PagingContract.class.isAssignableFrom(nested)) {
        var contract = nested.getDeclaredConstructor(getClass()).newInstance(this);
        read.add(((PagingContract) contract).paging(1).scheme().getClass());
      }
    }
    assertThat(read).containsExactlyInAnyOrder(Scheme.class.getPermittedSubclasses());
  }

  @Nested
  class OnePage extends PagingContract {
    OnePage() {
      super(
          size -> Paging.none(),
          (api, rows) -> answering(api, request -> page(0, rows, rows)),
          End.LAST_PAGE);
    }

    @Override
    int pages(int rows, int size) {
      return 1;
    }
  }

  @Nested
  class TokenOfTheBody extends PagingContract {
    TokenOfTheBody() {
      super(
          size -> Paging.token("/paging/next").query("after").size("limit", size),
          (api, rows) -> listed(api, rows, Listing.by(token("after").nextAt("/paging/next"))),
          End.LAST_PAGE);
    }
  }

  @Nested
  class TokenThatIsAnObjectInThePostedBody extends PagingContract {
    TokenThatIsAnObjectInThePostedBody() {
      super(
          size -> Paging.token("/next").body("/after").sizeInBody("/limit", size),
          (api, rows) -> {
            var tokens = token("after").nextAt("next").shape(TokenShape.object());
            return listed(api, rows, Listing.by(tokens).asPost());
          },
          End.LAST_PAGE);
    }

    @Override
    HttpStream stream(HttpStream rows) {
      return rows.post(PATH);
    }
  }

  @Nested
  class TwoTokensBesideEachOther extends PagingContract {
    TwoTokensBesideEachOther() {
      super(
          size ->
              Paging.token("/shard").query("shard").and("/row").query("row").size("limit", size),
          (api, rows) ->
              answering(
                  api,
                  request -> {
                    int from = number(request, "row", 0);
                    int next = from + number(request, "limit", 10);
                    ObjectNode body = page(from, next - from, rows);
                    return next < rows ? body.put("shard", "s" + next % 2).put("row", next) : body;
                  }),
          End.LAST_PAGE);
    }
  }

  @Nested
  class TokenOfAHeader extends PagingContract {
    TokenOfAHeader() {
      super(
          size -> Paging.headerToken("X-Next").header("X-From").size("limit", size),
          (api, rows) ->
              api.route(
                  "GET",
                  PATH,
                  request -> {
                    int from = request.header("X-From").map(Integer::parseInt).orElse(0);
                    int next = from + number(request, "limit", 10);
                    ApiResponse page = ApiResponse.json(page(from, next - from, rows));
                    return next < rows ? page.withHeader("X-Next", Integer.toString(next)) : page;
                  }),
          End.LAST_PAGE);
    }
  }

  @Nested
  class BehindTheLastRecord extends PagingContract {
    BehindTheLastRecord() {
      super(
          size -> Paging.lastRecord("id").query("after").size("limit", size),
          PagingSchemesTest::behind,
          End.EMPTY_PAGE);
    }
  }

  @Nested
  class BehindTheLastRecordOfAnOpenedView extends PagingContract {
    BehindTheLastRecordOfAnOpenedView() {
      super(
          size ->
              Paging.lastRecord("id")
                  .query("after")
                  .size("limit", size)
                  .opened(Opening.by(Request.of("POST", "/views"), "/view").query("view")),
          (api, rows) ->
              behind(api, rows)
                  .route("POST", "/views", r -> ApiResponse.json(row(0).put("view", "v"))),
          End.EMPTY_PAGE);
    }

    @Override
    int openings() {
      return 1;
    }
  }

  @Nested
  class PageNumbers extends PagingContract {
    PageNumbers() {
      super(
          size -> Paging.pageNumber("page").size("limit", size),
          (api, rows) -> listed(api, rows, Listing.by(pageNumber("page"))),
          End.EMPTY_PAGE);
    }
  }

  @Nested
  class PageNumbersFromZeroInThePath extends PagingContract {
    PageNumbersFromZeroInThePath() {
      super(
          size ->
              Paging.pageNumber(0)
                  .path("page")
                  .sentFromStart()
                  .size("limit", size)
                  .shortPageIsLast(),
          (api, rows) ->
              api.route(
                  "GET",
                  PATH + "/page/{page}",
                  request -> {
                    int size = number(request, "limit", 10);
                    int page = Integer.parseInt(request.variable("page"));
                    return ApiResponse.json(page(page * size, size, rows));
                  }),
          End.SHORT_PAGE);
    }

    @Override
    HttpStream stream(HttpStream rows) {
      return rows.get(PATH + "/page/{page}");
    }
  }

  @Nested
  class Offsets extends PagingContract {
    Offsets() {
      super(
          size -> Paging.offset("offset", "limit", size),
          (api, rows) -> listed(api, rows, Listing.by(offset("offset"))),
          End.EMPTY_PAGE);
    }
  }

  @Nested
  class LinkOfTheBody extends PagingContract {
    LinkOfTheBody() {
      super(
          size -> Paging.nextLink("/links/next").size("limit", size),
          (api, rows) ->
              listed(api, rows, Listing.by(link("after").nextAt("/links/next").withoutHeader())),
          End.LAST_PAGE);
    }
  }

  @Nested
  class LinkOfTheHeader extends PagingContract {
    LinkOfTheHeader() {
      super(
          size -> Paging.linkHeader().size("limit", size),
          (api, rows) ->
              listed(api, rows, Listing.by(link("after")).envelope(Envelope.bareArray())),
          End.LAST_PAGE);
    }

    @Override
    HttpStream stream(HttpStream rows) {
      return rows.records("");
    }
  }

  @Nested
  class RuleOnATokenOfTheBody extends PagingContract {
    RuleOnATokenOfTheBody() {
      super(
          size ->
              Paging.by(
                      PageRule.of("the next token", (asked, page) -> page.at("/paging/next"))
                          .looksAt("/paging/next"))
                  .query("after")
                  .size("limit", size),
          (api, rows) -> listed(api, rows, Listing.by(token("after").nextAt("/paging/next"))),
          End.LAST_PAGE);
    }
  }

  @Nested
  class RuleBehindTheLastRecordThatCountsAsWell extends PagingContract {
    RuleBehindTheLastRecordThatCountsAsWell() {
      super(
          size ->
              Paging.by(
                      PageRule.of(
                              "behind the last id",
                              (asked, page) -> page.records() == 0 ? null : page.last("/id"))
                          .looksAtLastRecord())
                  .query("after")
                  .size(size)
                  .query("limit"),
          PagingSchemesTest::behind,
          End.EMPTY_PAGE);
    }
  }

  @Nested
  class RuleThatCountsFromAFirstValue extends PagingContract {
    RuleThatCountsFromAFirstValue() {
      super(
          size ->
              Paging.by(
                      PageRule.of("page by page", RuleThatCountsFromAFirstValue::next)
                          .first(IntNode.valueOf(1)))
                  .query("page")
                  .size("limit", size)
                  .counting(),
          (api, rows) -> listed(api, rows, Listing.by(pageNumber("page"))),
          End.EMPTY_PAGE);
    }

    private static @Nullable JsonNode next(@Nullable JsonNode asked, PageFacts page) {
      return page.records() == 0 || asked == null ? null : IntNode.valueOf(asked.intValue() + 1);
    }
  }

  @Nested
  class RuleThatGivesTheWholeAddress extends PagingContract {
    RuleThatGivesTheWholeAddress() {
      super(
          size ->
              Paging.by(
                      PageRule.of("the next address", (asked, page) -> page.at("/links/next"))
                          .looksAt("/links/next"))
                  .wholeUrl()
                  .size("limit", size),
          (api, rows) ->
              listed(api, rows, Listing.by(link("after").nextAt("/links/next").withoutHeader())),
          End.LAST_PAGE);
    }
  }
}
