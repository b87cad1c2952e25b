package dev.javacdk.benchmarks.wire;

import dev.javacdk.api.Connector;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.benchmarks.CannedApi;
import dev.javacdk.http.HttpApi;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.request.Hole;
import java.util.List;

/** Reads a {@link CannedApi} in four parts, page by page. */
public final class WireSource implements Source<WireSource.Config> {

  /**
   * What is read.
   *
   * @param url where the API is, with the number of records of each part
   * @param size how many records a page has
   */
  public record Config(String url, int size) {}

  public static void main(String[] args) {
    Connector.run(new WireSource(), args);
  }

  @Override
  public ConnectorSpec<Config> spec() {
    return ConnectorSpec.of(Config.class);
  }

  @Override
  public List<Stream> streams(Config config) {
    return List.of(
        HttpApi.at(config.url()).stream("records")
            .get("/parts/{}", Hole.partition("part"))
            .partitions("part", List.of("1", "2", "3", "4"))
            .records("/results")
            .paging(Paging.pageNumber("page").size("size", config.size()).pages("/pages")));
  }
}
