package dev.javacdk.http.paging;

import static dev.javacdk.testkit.api.Paging.link;
import static dev.javacdk.testkit.api.Paging.offset;
import static dev.javacdk.testkit.api.Paging.pageNumber;
import static dev.javacdk.testkit.api.Paging.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.http.HttpStream;
import dev.javacdk.http.request.Request;
import dev.javacdk.testkit.api.ApiRequest;
import dev.javacdk.testkit.api.ApiResponse;
import dev.javacdk.testkit.api.Envelope;
import dev.javacdk.testkit.api.Listing;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.api.Rows;
import dev.javacdk.testkit.api.TokenShape;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
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
    @Override
    Paging paging(int size) {
      return Paging.none();
    }

    @Override
    LocalApi.Builder serve(LocalApi.Builder api, int rows) {
      return api.route("GET", PATH, request -> ApiResponse.json(page(0, rows, rows)));
    }

    @Override
    int pages(int rows, int size) {
      return 1;
    }
  }

  @Nested
  class TokenOfTheBody extends PagingContract {
    @Override
    Paging paging(int size) {
      return Paging.token("/paging/next").query("after").size("limit", size);
    }

    @Override
    LocalApi.Builder serve(LocalApi.Builder api, int rows) {
      return listed(api, rows, Listing.by(token("after").nextAt("/paging/next")));
    }
  }

  @Nested
  class TokenThatIsAnObjectInThePostedBody extends PagingContract {
    @Override
    Paging paging(int size) {
      return Paging.token("/next").body("/after").sizeInBody("/limit", size);
    }

    @Override
    HttpStream stream(HttpStream rows) {
      return rows.post(PATH);
    }

    @Override
    LocalApi.Builder serve(LocalApi.Builder api, int rows) {
      var tokens = token("after").nextAt("next");
      return listed(api, rows, Listing.by(tokens.shape(TokenShape.object())).asPost());
    }
  }

  @Nested
  class TwoTokensBesideEachOther extends PagingContract {
    @Override
    Paging paging(int size) {
      return Paging.token("/shard").query("shard").and("/row").query("row").size("limit", size);
    }

    @Override
    LocalApi.Builder serve(LocalApi.Builder api, int rows) {
      return api.route(
          "GET",
          PATH,
          request -> {
            int from = number(request, "row", 0);
            int next = from + number(request, "limit", 10);
            ObjectNode body = page(from, next - from, rows);
            return ApiResponse.json(
                next < rows ? body.put("shard", "s" + next % 2).put("row", next) : body);
          });
    }
  }

  @Nested
  class TokenOfAHeader extends PagingContract {
    @Override
    Paging paging(int size) {
      return Paging.headerToken("X-Next").header("X-From").size("limit", size);
    }

    @Override
    LocalApi.Builder serve(LocalApi.Builder api, int rows) {
      return api.route(
          "GET",
          PATH,
          request -> {
            int from = request.header("X-From").map(Integer::parseInt).orElse(0);
            int next = from + number(request, "limit", 10);
            ApiResponse answer = ApiResponse.json(page(from, next - from, rows));
            return next < rows ? answer.withHeader("X-Next", Integer.toString(next)) : answer;
          });
    }
  }

  @Nested
  class BehindTheLastRecord extends PagingContract {
    @Override
    Paging paging(int size) {
      return Paging.lastRecord("id").query("after").size("limit", size);
    }

    @Override
    LocalApi.Builder serve(LocalApi.Builder api, int rows) {
      return api.route(
          "GET",
          PATH,
          request ->
              ApiResponse.json(
                  page(number(request, "after", -1) + 1, number(request, "limit", 10), rows)));
    }

    @Override
    End end() {
      return End.EMPTY_PAGE;
    }
  }

  @Nested
  class BehindTheLastRecordOfAnOpenedView extends PagingContract {
    @Override
    Paging paging(int size) {
      return Paging.lastRecord("id")
          .query("after")
          .size("limit", size)
          .opened(Opening.by(Request.of("POST", "/views"), "/view").query("view"));
    }

    @Override
    LocalApi.Builder serve(LocalApi.Builder api, int rows) {
      return new BehindTheLastRecord()
          .serve(api, rows)
          .route(
              "POST",
              "/views",
              view -> ApiResponse.text(200, "application/json", "{\"view\":\"v\"}"));
    }

    @Override
    End end() {
      return End.EMPTY_PAGE;
    }

    @Override
    int openings() {
      return 1;
    }
  }

  @Nested
  class PageNumbers extends PagingContract {
    @Override
    Paging paging(int size) {
      return Paging.pageNumber("page").size("limit", size);
    }

    @Override
    LocalApi.Builder serve(LocalApi.Builder api, int rows) {
      return listed(api, rows, Listing.by(pageNumber("page")));
    }

    @Override
    End end() {
      return End.EMPTY_PAGE;
    }
  }

  @Nested
  class PageNumbersFromZeroInThePath extends PagingContract {
    @Override
    Paging paging(int size) {
      return Paging.pageNumber(0)
          .path("page")
          .sentFromStart()
          .size("limit", size)
          .shortPageIsLast();
    }

    @Override
    HttpStream stream(HttpStream rows) {
      return rows.get(PATH + "/page/{page}");
    }

    @Override
    LocalApi.Builder serve(LocalApi.Builder api, int rows) {
      return api.route(
          "GET",
          PATH + "/page/{page}",
          request -> {
            int size = number(request, "limit", 10);
            return ApiResponse.json(
                page(Integer.parseInt(request.variable("page")) * size, size, rows));
          });
    }

    @Override
    End end() {
      return End.SHORT_PAGE;
    }
  }

  @Nested
  class Offsets extends PagingContract {
    @Override
    Paging paging(int size) {
      return Paging.offset("offset", "limit", size);
    }

    @Override
    LocalApi.Builder serve(LocalApi.Builder api, int rows) {
      return listed(api, rows, Listing.by(offset("offset")));
    }

    @Override
    End end() {
      return End.EMPTY_PAGE;
    }
  }

  @Nested
  class LinkOfTheBody extends PagingContract {
    @Override
    Paging paging(int size) {
      return Paging.nextLink("/links/next").size("limit", size);
    }

    @Override
    LocalApi.Builder serve(LocalApi.Builder api, int rows) {
      var links = link("after").nextAt("/links/next");
      return listed(api, rows, Listing.by(links.withoutHeader()));
    }
  }

  @Nested
  class LinkOfTheHeader extends PagingContract {
    @Override
    Paging paging(int size) {
      return Paging.linkHeader().size("limit", size);
    }

    @Override
    HttpStream stream(HttpStream rows) {
      return rows.records("");
    }

    @Override
    LocalApi.Builder serve(LocalApi.Builder api, int rows) {
      Listing bare = Listing.by(link("after"));
      return listed(api, rows, bare.envelope(Envelope.bareArray()));
    }
  }
}
