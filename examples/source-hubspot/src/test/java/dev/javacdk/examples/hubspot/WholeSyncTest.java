package dev.javacdk.examples.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.http.HttpApi;
import dev.javacdk.http.HttpStream;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.listing.Envelope;
import dev.javacdk.testkit.listing.Listing;
import dev.javacdk.testkit.listing.Rows;
import dev.javacdk.testkit.process.StateLines;
import dev.javacdk.testkit.source.Attempt;
import dev.javacdk.testkit.source.Catalog;
import dev.javacdk.testkit.source.SourceRunner;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** HTTP streams under the whole runtime: from state files to STATE messages. */
class WholeSyncTest {

  private static final Paging PAGES = Paging.pageNumber("page").size("limit", 2).total("/total");
  private static final String DONE = "{\"__ab_full_refresh_sync_complete\":true}";

  record None() {}

  private record Fixed(Stream stream) implements Source<None> {
    @Override
    public ConnectorSpec<None> spec() {
      return ConnectorSpec.of(None.class);
    }

    @Override
    public List<Stream> streams(None config) {
      return List.of(stream);
    }
  }

  private static Rows rows(int number) {
    return Rows.of(number, 1, i -> JsonMapper.shared().createObjectNode().put("id", i + 1));
  }

  /** Two rows a page, numbered from 1. */
  private static Listing twoPerPage() {
    return Listing.by(dev.javacdk.testkit.listing.Paging.pageNumber("page").from(1))
        .envelope(Envelope.fieldWithTotal("items", "total"))
        .limit("limit", 2, 2);
  }

  /** Reads the stream from a state, a state after every page; returns the states that it wrote. */
  private static List<String> read(Stream stream, String state) {
    Attempt attempt =
        SourceRunner.of(new Fixed(stream))
            .with("_checkpoint_seconds", 0)
            .read(Catalog.of(stream.name()), StateLines.none().with(stream.name(), state));
    assertThat(attempt).succeeded();
    return attempt.of("STATE").stream().map(message -> message.data().toString()).toList();
  }

  @Test
  void scenarios65and66_statesNameTheNextPageAndLeadBackToIt() {
    try (LocalApi server = LocalApi.builder().collection("/items", rows(9), twoPerPage()).start()) {
      Stream items = pages(server, "items").get("/items");
      assertThat(read(items, "{}"))
          .containsExactly(
              "{\"page\":2,\"seen\":2,\"size\":2}",
              "{\"page\":3,\"seen\":4,\"size\":2}",
              "{\"page\":4,\"seen\":6,\"size\":2}",
              "{\"page\":5,\"seen\":8,\"size\":2}",
              DONE);
      assertThat(server.counters().total()).isEqualTo(5);
      server.resetCounters();
      assertThat(read(items, "{\"page\":3,\"seen\":4,\"size\":2}"))
          .containsExactly(
              "{\"page\":4,\"seen\":6,\"size\":2}", "{\"page\":5,\"seen\":8,\"size\":2}", DONE);
      assertThat(server.counters().total()).isEqualTo(3);
      server.resetCounters();
      // A state of an older version says neither how many came before, nor in which size: one page
      // more makes sure.
      assertThat(read(items, "{\"page\":3}")).last().isEqualTo(DONE);
      assertThat(server.counters().total()).isEqualTo(4);
    }
  }

  @Test
  void parentThatIsDoneIsNotAskedFor() {
    Rows parents = rows(2);
    try (LocalApi server =
        LocalApi.builder()
            .collection(
                "/parents",
                parents,
                Listing.by(dev.javacdk.testkit.listing.Paging.pageNumber("page"))
                    .envelope(Envelope.field("items")))
            .children("/parents/{id}/children", parents, parent -> rows(1), twoPerPage())
            .start()) {
      HttpStream children =
          pages(server, "children")
              .get(
                  "/parents/{}/children",
                  HttpApi.at(server.baseUrl()).stream("parents")
                      .get("/parents")
                      .records("/items")
                      .paging(Paging.none())
                      .each("id")
                      .as("parent_id"));
      String state =
          "{\"states\":[{\"partition\":{\"parent_id\":1,\"parent_slice\":{}},\"cursor\":"
              + DONE
              + "}]}";
      assertThat(read(children, state)).last().isEqualTo(DONE);
      assertThat(server.counters().byPath())
          .containsOnlyKeys("GET /parents", "GET /parents/2/children");
      assertThat(server.counters().total()).isEqualTo(2);
    }
  }

  /** Pages by number, up to the total. */
  private static HttpStream pages(LocalApi server, String name) {
    return HttpApi.at(server.baseUrl()).stream(name).records("/items").paging(PAGES);
  }
}
