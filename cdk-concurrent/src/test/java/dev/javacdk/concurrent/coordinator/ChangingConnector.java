package dev.javacdk.concurrent.coordinator;

import dev.javacdk.api.Connector;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.spec.ConnectorSpec;
import java.util.List;

/** Reads a {@link ChangingListing} as a seed says. A process of its own in tests. */
public final class ChangingConnector implements Source<ChangingConnector.Config> {

  /** Where the API is, and the seed of how it is read. */
  public record Config(String url, long seed) {}

  public static void main(String[] args) {
    Connector.run(new ChangingConnector(), args);
  }

  @Override
  public ConnectorSpec<Config> spec() {
    return ConnectorSpec.of(Config.class);
  }

  @Override
  public List<Stream> streams(Config config) {
    return List.of(new ChangingRowsTest.Run(config.seed()).stream(config.url()));
  }
}
