package dev.javacdk.concurrent.sync;

import dev.javacdk.api.Connector;
import dev.javacdk.api.Partitions;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.core.message.ExactJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Reads contacts, and the notes of each, over HTTP. A process of its own in tests. */
public final class NotesConnector implements Source<NotesConnector.Config> {

  static final int CONTACTS_A_PAGE = 20;
  static final int NOTES_A_PAGE = 2;

  /** Where the API is, and which attempt asks: each request says so, if only the API sees it. */
  public record Config(String url, int attempt) {}

  private final HttpClient http = HttpClient.newHttpClient();

  public static void main(String[] args) {
    Connector.run(new NotesConnector(), args);
  }

  @Override
  public ConnectorSpec<Config> spec() {
    return ConnectorSpec.of(Config.class);
  }

  @Override
  public List<Stream> streams(Config config) {
    StreamDefinition contacts =
        Streams.paged(
            "contacts",
            numbered(config, slice -> "/contacts?limit=" + CONTACTS_A_PAGE, CONTACTS_A_PAGE));
    StreamDefinition notes =
        Streams.paged(
                "notes",
                numbered(
                    config,
                    slice ->
                        "/contacts/%s/notes?limit=%d"
                            .formatted(slice.partition().text("contact"), NOTES_A_PAGE),
                    NOTES_A_PAGE))
            .partitions(Partitions.each(contacts, "id").as("contact"));
    return List.of(contacts, notes);
  }

  private PageReader numbered(Config config, Function<StreamSlice, String> path, int pageSize) {
    return (slice, output, context) -> {
      long page = slice.cursor().number("page", 1);
      URI uri =
          URI.create(
              "%s%s&attempt=%d&page=%d"
                  .formatted(config.url(), path.apply(slice), config.attempt(), page));
      HttpResponse<String> response =
          http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(uri + " answers " + response.statusCode());
      }
      JsonNode items = ExactJson.MAPPER.readTree(response.body()).path("items");
      items.forEach(output::emit);
      return items.size() == pageSize ? Progress.next("page", page + 1) : Progress.complete();
    };
  }
}
