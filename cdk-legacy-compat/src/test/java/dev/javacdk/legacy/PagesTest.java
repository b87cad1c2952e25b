package dev.javacdk.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.read.ReadContext;
import dev.javacdk.api.spec.Schema;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.Transcript;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.listing.Envelope;
import dev.javacdk.testkit.listing.Listing;
import dev.javacdk.testkit.listing.Paging;
import dev.javacdk.testkit.listing.Rows;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An old stream whose page token is its state, over HTTP. */
class PagesTest {

  private static final String DONE = "{\"__ab_full_refresh_sync_complete\":true}";

  /** Takes its page from the slice, as old HTTP streams do. */
  @SuppressWarnings("removal") // what old streams still say
  private static final class Items implements LegacyStream, IncrementalMixin {
    private final LocalApi api;
    private StreamState state = StreamState.initial();

    Items(LocalApi api) {
      this.api = api;
    }

    @Override
    public String name() {
      return "items";
    }

    @Override
    public Schema schema() {
      return Schema.any();
    }

    @Override
    public Iterator<?> records(
        Map<String, @Nullable Object> slice, ObjectNode current, ReadContext context)
        throws IOException {
      Object page = slice.get("page");
      JsonNode body;
      try (InputStream in =
          api.uri("/items?limit=2" + (page == null ? "" : "&page=" + page)).toURL().openStream()) {
        body = ExactJson.MAPPER.readTree(in);
      }
      int number = page == null ? 1 : ((Number) page).intValue();
      state = number < 5 ? StreamState.at("page", number + 1) : StreamState.initial();
      return body.path("items").iterator();
    }

    @Override
    public StreamState state() {
      return state;
    }

    @Override
    public void state(StreamState state) {
      this.state = state;
    }
  }

  private static LocalApi api() {
    return LocalApi.builder()
        .collection(
            "/items",
            Rows.of(10, i -> JsonNodeFactory.instance.objectNode().put("id", i)),
            Listing.by(Paging.pageNumber("page"))
                .envelope(Envelope.field("items"))
                .limit("limit", 2, 100))
        .start();
  }

  @Test
  void fivePagesFiveRequestsTheFirstWithoutToken() {
    try (LocalApi api = api()) {
      Transcript run = ConnectorRun.read(null, LegacyStreams.adapt(new Items(api)));
      assertThat(run.records()).hasSize(10);
      assertThat(api.counters().ofPath("GET /items")).isEqualTo(5);
      assertThat(api.counters().of("GET /items?limit=2")).isEqualTo(1);
      assertThat(run.lastState("items")).isEqualTo(DONE);
    }
  }

  @Test
  void legacyMappingSlicesFromTheSecondPageAreFourRequests() {
    try (LocalApi api = api()) {
      Transcript run =
          ConnectorRun.read(
              ConnectorRun.stateOf("items", "{\"page\":2}"), LegacyStreams.adapt(new Items(api)));
      assertThat(api.counters().ofPath("GET /items")).isEqualTo(4);
      assertThat(run.records()).hasSize(8).first().isEqualTo("{\"id\":2}");
      assertThat(run.line())
          .isEqualTo(
              "ST | RU | R | R | S {\"page\":3} | R | R | S {\"page\":4} | R | R | S {\"page\":5} | R | R | S "
                  + DONE
                  + " | CO");
    }
  }
}
