package dev.javacdk.examples.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Connector;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.core.cli.ConnectorCommand;
import dev.javacdk.core.sync.StopSignal;
import dev.javacdk.http.HttpApi;
import dev.javacdk.http.HttpStream;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.listing.Envelope;
import dev.javacdk.testkit.listing.Listing;
import dev.javacdk.testkit.listing.Rows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** HTTP streams under the whole runtime: from state files to STATE messages. */
class WholeSyncTest {

  private static final Paging PAGES = Paging.pageNumber("page").size("limit", 2).total("/total");
  private static final String DONE = "{\"__ab_full_refresh_sync_complete\":true}";

  @TempDir private Path folder;

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
  private List<String> read(Stream stream, String state) throws IOException {
    String config = file("config.json", "{\"_checkpoint_seconds\":0}");
    String catalog =
        file(
            "catalog.json",
            "{\"streams\":[{\"stream\":{\"name\":\"%s\"}}]}".formatted(stream.name()));
    String incoming =
        file(
            "state.json",
            "[{\"type\":\"STREAM\",\"stream\":{\"stream_descriptor\":{\"name\":\"%s\"},\"stream_state\":%s}}]"
                .formatted(stream.name(), state));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int exit =
        new ConnectorCommand(
                Connector.of(new Fixed(stream)),
                out,
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new StopSignal())
            .run(List.of("read", "--config", config, "--catalog", catalog, "--state", incoming));
    assertThat(exit).as(out.toString(StandardCharsets.UTF_8)).isZero();
    return out.toString(StandardCharsets.UTF_8)
        .lines()
        .map(JsonMapper.shared()::readTree)
        .filter(message -> message.path("type").asString().equals("STATE"))
        .map(message -> message.at("/state/stream/stream_state").toString())
        .toList();
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  @Test
  void scenarios65and66_statesNameTheNextPageAndLeadBackToIt() throws IOException {
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
  void parentThatIsDoneIsNotAskedFor() throws IOException {
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
