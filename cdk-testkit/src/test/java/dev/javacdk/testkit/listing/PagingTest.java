package dev.javacdk.testkit.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.testkit.api.Client;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.message.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PagingTest {

  private final Rows rows = Rows.of(25, PagingTest::item);
  private final List<LocalApi> started = new ArrayList<>();

  @AfterEach
  void close() {
    started.forEach(LocalApi::close);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "number", "object", "array"})
  void tokensOfEveryShapeWalkEverything(String shape) throws IOException {
    Client client =
        serve(Listing.by(Paging.token("after").nextAt("/meta/next").shape(shape(shape))));

    List<String> ids =
        client.walk(
            "/items?limit=10",
            "/items",
            body -> {
              JsonNode next = body.at("/meta/next");
              return next.isMissingNode() ? null : "/items?limit=10&after=" + encode(next);
            });

    assertThat(ids).isEqualTo(ids(0, 25));
    assertThat(client.json("/items?limit=10").at("/meta/next").isObject())
        .isEqualTo(shape.equals("object"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "number", "object", "array"})
  void tokensOfEveryShapeWalkEverythingThroughPostBodies(String shape) throws IOException {
    Client client =
        serve(Listing.by(Paging.token("/page/after").nextAt("next").shape(shape(shape))).asPost());

    List<String> ids = new ArrayList<>();
    String body = "{\"limit\":7}";
    int pages = 0;
    while (!body.isEmpty()) {
      JsonNode page = Client.json(client.post("/items", body));
      ids.addAll(Client.ids(page.path("items")));
      JsonNode next = page.path("next");
      body = next.isMissingNode() ? "" : "{\"limit\":7,\"page\":{\"after\":" + next + "}}";
      pages++;
    }

    assertThat(ids).isEqualTo(ids(0, 25));
    assertThat(pages).isEqualTo(4);
  }

  @Test
  void aTokenThatWasNeverGivenIsRefused() throws IOException {
    Client client = serve(Listing.by(Paging.token("after")));

    assertThat(client.get("/items?after=c" + Long.toString(24, 36)).statusCode()).isEqualTo(200);
    assertThat(client.get("/items?after=c" + Long.toString(25, 36)).statusCode()).isEqualTo(400);
    assertThat(client.get("/items?after=nonsense!").body()).contains("is not known");
  }

  @Test
  void pageNumbersWalkEverything() throws IOException {
    Client client =
        serve(
            Listing.by(Paging.pageNumber("page"))
                .envelope(Envelope.bareArray())
                .limit("per_page", 10, 10));

    assertThat(Client.ids(client.json("/items"))).isEqualTo(ids(0, 10));
    assertThat(Client.ids(client.json("/items?page=3"))).isEqualTo(ids(20, 25));
    assertThat(client.json("/items?page=4")).isEmpty();
    assertThat(client.get("/items?page=0").statusCode()).isEqualTo(400);
  }

  @Test
  void pageNumbersMayBeginAtZero() throws IOException {
    Client client = serve(Listing.by(Paging.pageNumber("page").from(0)).limit("size", 10, 10));

    assertThat(Client.ids(client.json("/items?page=0").path("items"))).isEqualTo(ids(0, 10));
    assertThat(Client.ids(client.json("/items?page=2").path("items"))).isEqualTo(ids(20, 25));
  }

  @Test
  void offsetsWalkEverythingAndSayTheTotal() throws IOException {
    Client client =
        serve(
            Listing.by(Paging.offset("offset"))
                .envelope(Envelope.fieldWithTotal("/data/rows", "/data/total")));

    JsonNode last = client.json("/items?offset=20&limit=10");

    assertThat(Client.ids(last.at("/data/rows"))).isEqualTo(ids(20, 25));
    assertThat(last.at("/data/total").asInt()).isEqualTo(25);
    assertThat(client.json("/items?offset=25").at("/data/rows")).isEmpty();
  }

  @Test
  void linksInTheBodyWalkEverythingAndKeepTheQuery() throws IOException {
    Client client = serve(Listing.by(Paging.link("cursor").nextAt("/links/next")));

    List<String> links = new ArrayList<>();
    List<String> ids =
        client.walk(
            "/items?limit=10&note=a%26b",
            "/items",
            body -> {
              JsonNode next = body.at("/links/next");
              next.asStringOpt().ifPresent(links::add);
              return next.isMissingNode() ? null : next.stringValue();
            });

    assertThat(ids).isEqualTo(ids(0, 25));
    assertThat(links).hasSize(2).allMatch(link -> link.contains("note=a%26b"));
  }

  @Test
  void linksInTheHeaderWalkEverything() throws IOException {
    Client client = serve(Listing.by(Paging.link("cursor")).envelope(Envelope.bareArray()));

    List<String> ids = new ArrayList<>();
    String page = "/items?limit=10";
    while (!page.isEmpty()) {
      HttpResponse<String> response = client.get(page);
      ids.addAll(Client.ids(Client.json(response)));
      String link = response.headers().firstValue("Link").orElse("");
      page = link.isEmpty() ? "" : link.substring(1, link.indexOf('>'));
    }

    assertThat(ids).isEqualTo(ids(0, 25));
  }

  @Test
  void aLimitAboveTheLargestIsClampedOrRefused() throws IOException {
    Listing clamping = Listing.by(Paging.offset("offset")).limit("limit", 5, 10);
    Client clamped = serve(clamping);
    Client refused = serve(clamping.refusingLargerLimits());

    assertThat(clamped.json("/items").path("items")).hasSize(5);
    assertThat(clamped.json("/items?limit=11").path("items")).hasSize(10);
    assertThat(refused.get("/items?limit=11").statusCode()).isEqualTo(400);
    assertThat(refused.json("/items?limit=10").path("items")).hasSize(10);
    assertThat(refused.get("/items?limit=none").statusCode()).isEqualTo(400);
  }

  @Test
  void keysetTokensMissNothingWhenRowsComeAndGo() throws IOException {
    Client client = serve(Listing.by(Paging.token("after")));
    String second =
        "/items?limit=10&after=" + client.json("/items?limit=10").path("after").asString();

    rows.prepend(item(-1));
    rows.delete(3);
    rows.delete(9); // the row that the token names
    rows.delete(12);
    long added = rows.append(item(99));

    assertThat(Client.ids(client.json(second).path("items")))
        .containsExactly("10", "11", "13", "14", "15", "16", "17", "18", "19", "20");
    String third = "/items?limit=10&after=" + client.json(second).path("after").asString();
    assertThat(Client.ids(client.json(third).path("items")))
        .containsExactly("21", "22", "23", "24", "99");
    assertThat(added).isEqualTo(25);
    assertThat(rows.size()).isEqualTo(24);
    assertThat(Client.ids(client.json("/items?limit=1").path("items"))).containsExactly("-1");
  }

  @Test
  void offsetsShiftWhenRowsComeAndGo() throws IOException {
    Client client = serve(Listing.by(Paging.offset("offset")));
    String second = "/items?limit=10&offset=10";

    rows.delete(3);
    rows.delete(11);
    assertThat(Client.ids(client.json(second).path("items"))).startsWith("12").doesNotContain("10");

    rows.prepend(item(-1));
    rows.prepend(item(-2));
    rows.prepend(item(-3));
    assertThat(Client.ids(client.json(second).path("items"))).startsWith("8", "9", "10", "12");
  }

  private Client serve(Listing listing) {
    LocalApi api = LocalApi.builder().collection("/items", rows, listing).start();
    started.add(api);
    return new Client(api.baseUrl());
  }

  private static TokenShape shape(String name) {
    return switch (name) {
      case "text" -> TokenShape.text();
      case "number" -> TokenShape.number();
      case "object" -> TokenShape.object();
      default -> TokenShape.array();
    };
  }

  private static ObjectNode item(long index) {
    return Json.object().put("id", index);
  }

  private static List<String> ids(long from, long to) {
    return LongStream.range(from, to).mapToObj(Long::toString).toList();
  }

  private static String encode(JsonNode token) {
    String text = token.isString() ? token.stringValue() : token.toString();
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
