package dev.javacdk.concurrent.sync;

import dev.javacdk.api.Connector;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.cursor.Windows;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.core.message.ExactJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads visits day by day over HTTP. A process of its own in tests. */
public final class VisitsConnector implements Source<VisitsConnector.Config> {

  /** Where the API is, and when the visits began. */
  public record Config(String url, Instant start) {}

  private final HttpClient http = HttpClient.newHttpClient();

  public static void main(String[] args) {
    Connector.run(new VisitsConnector(), args);
  }

  @Override
  public ConnectorSpec<Config> spec() {
    return ConnectorSpec.of(Config.class);
  }

  @Override
  public List<Stream> streams(Config config) {
    return List.of(
        Streams.paged(
                "visits",
                (slice, output, context) -> {
                  JsonNode page = get(config, slice);
                  page.path("items").forEach(output::emit);
                  return page.has("next")
                      ? Progress.next("after", page.path("next").asString())
                      : Progress.complete();
                })
            .key("id")
            .cursor(Cursor.instant("updated_at").from(config.start()).windows(Windows.ofDays(1))));
  }

  private JsonNode get(Config config, StreamSlice slice) throws Exception {
    String after = slice.cursor().isStart() ? "" : "&after=" + slice.cursor().text("after");
    URI uri =
        URI.create(config.url() + "/visits?from=" + slice.since() + "&to=" + slice.until() + after);
    HttpResponse<String> response =
        http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(uri + " answers " + response.statusCode());
    }
    return ExactJson.MAPPER.readTree(response.body());
  }
}
