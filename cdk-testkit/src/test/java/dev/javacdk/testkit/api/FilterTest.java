package dev.javacdk.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.testkit.listing.Envelope;
import dev.javacdk.testkit.listing.Listing;
import dev.javacdk.testkit.listing.Paging;
import dev.javacdk.testkit.listing.Rows;
import dev.javacdk.testkit.listing.Since;
import dev.javacdk.testkit.message.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class FilterTest {

  private static final Since SINCE = Since.param("updated_since", "updated_at");

  private final AtomicInteger made = new AtomicInteger();
  private final List<LocalApi> started = new ArrayList<>();

  @AfterEach
  void close() {
    started.forEach(LocalApi::close);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rowsAtTheBoundPassOnlyAnInclusiveFilter(boolean ascending) throws IOException {
    Since inclusive = ascending ? SINCE.overAscendingRows() : SINCE;
    Client client = serve(rising(20), Listing.by(Paging.token("after")).since(inclusive));
    Client exclusive =
        serve(rising(20), Listing.by(Paging.token("after")).since(inclusive.exclusive()));
    String query = "/items?updated_since=2026-01-01T00:00:17Z";

    assertThat(Client.ids(client.json(query).path("items"))).containsExactly("17", "18", "19");
    assertThat(Client.ids(exclusive.json(query).path("items"))).containsExactly("18", "19");
    assertThat(client.json("/items").path("items")).hasSize(20);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFilteredListIsWalkedByTokenAndByOffset(boolean ascending) throws IOException {
    Since since = ascending ? SINCE.overAscendingRows() : SINCE;
    String query = "/items?limit=4&updated_since=2026-01-01T00:00:10Z";
    Client byToken = serve(rising(20), Listing.by(Paging.token("after")).since(since));
    Client byOffset =
        serve(
            rising(20),
            Listing.by(Paging.offset("offset"))
                .since(since)
                .envelope(Envelope.fieldWithTotal("items", "total")));

    List<String> walked =
        byToken.walk(
            query,
            "/items",
            body -> body.has("after") ? query + "&after=" + body.path("after").asString() : null);

    assertThat(walked).containsExactly("10", "11", "12", "13", "14", "15", "16", "17", "18", "19");
    JsonNode last = byOffset.json(query + "&offset=8");
    assertThat(Client.ids(last.path("items"))).containsExactly("18", "19");
    assertThat(last.path("total").asInt()).isEqualTo(10);
  }

  @Test
  void ascendingRowsAreFoundWithoutMakingThemAll() throws IOException {
    Listing listing = Listing.by(Paging.token("after")).since(SINCE.overAscendingRows());
    Client client = serve(rising(1_000_000), listing);

    JsonNode page = client.json("/items?limit=10&updated_since=2026-01-12T00:00:00Z");

    assertThat(Client.ids(page.path("items"))).startsWith("950400");
    assertThat(made).hasValueLessThan(100);
  }

  @Test
  void rowsGoOutByTheFieldWhenAskedTo() throws IOException {
    Rows falling = Rows.of(6, index -> item(index, 5 - index / 2));
    Client client = serve(falling, Listing.by(Paging.token("after")).since(SINCE).sortedOn("sort"));
    String query = "/items?limit=4&sort=updated_at";

    List<String> walked =
        client.walk(
            query,
            "/items",
            body -> body.has("after") ? query + "&after=" + body.path("after").asString() : null);

    assertThat(walked).containsExactly("4", "5", "2", "3", "0", "1");
    assertThat(Client.ids(client.json("/items").path("items"))).startsWith("0", "1");
    assertThat(client.get("/items?sort=id").statusCode()).isEqualTo(400);
  }

  @Test
  void childrenFollowFromTheIdOfTheirParentUntilItIsGone() throws IOException {
    Rows parents = rising(5);
    LocalApi api =
        LocalApi.builder()
            .children(
                "/items/{id}/notes",
                parents,
                parent -> Rows.of(parent, i -> Json.object().put("id", parent + "-" + i)),
                Listing.by(Paging.token("after")))
            .start();
    started.add(api);
    Client client = new Client(api.baseUrl());

    assertThat(Client.ids(client.json("/items/4/notes").path("items")))
        .containsExactly("3-0", "3-1", "3-2");
    assertThat(client.json("/items/1/notes").path("items")).isEmpty();

    parents.delete(3);

    assertThat(client.get("/items/4/notes").statusCode()).isEqualTo(404);
    assertThat(client.get("/items/6/notes").statusCode()).isEqualTo(404);
    assertThat(client.get("/items/x/notes").statusCode()).isEqualTo(404);
    assertThat(client.get("/items/5/notes").statusCode()).isEqualTo(200);
  }

  private Rows rising(long size) {
    return Rows.of(
        size,
        index -> {
          made.incrementAndGet();
          return item(index, index);
        });
  }

  private static ObjectNode item(long index, long second) {
    String time = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(second).toString();
    return Json.object().put("id", index).put("updated_at", time);
  }

  private Client serve(Rows rows, Listing listing) {
    LocalApi api = LocalApi.builder().collection("/items", rows, listing).start();
    started.add(api);
    return new Client(api.baseUrl());
  }
}
