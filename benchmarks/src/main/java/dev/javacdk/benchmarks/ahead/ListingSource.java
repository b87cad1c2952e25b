package dev.javacdk.benchmarks.ahead;

import dev.javacdk.api.Connector;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.http.HttpApi;
import dev.javacdk.http.HttpStream;
import dev.javacdk.http.paging.Paging;
import java.util.List;

/**
 * Reads the listings of a {@link ListingApi}. How many pages are asked for ahead is the operator's
 * word: {@code _read_ahead}.
 */
public final class ListingSource implements Source<ListingSource.Config> {

  /** Where the API is. */
  public record Config(String url) {}

  public static void main(String[] args) {
    Connector.run(new ListingSource(), args);
  }

  @Override
  public ConnectorSpec<Config> spec() {
    return ConnectorSpec.of(Config.class);
  }

  @Override
  public List<Stream> streams(Config config) {
    HttpStream rows = HttpApi.at(config.url()).stream("rows").records("/items").key("id");
    return List.of(
        rows.named("counted")
            .get("/counted")
            .paging(Paging.pageNumber("page").size("size", ListingApi.SMALL_PAGE).total("/total")),
        rows.named("none").get("/none").paging(Paging.none()),
        rows.named("tokens").get("/tokens").paging(Paging.token("/next").query("after")));
  }
}
