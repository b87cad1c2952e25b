package dev.javacdk.manifest.cli;

import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.error.SourceError;
import dev.javacdk.api.spec.ConnectorSpec;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Stands for a source whose manifest cannot be read, so that each command says so in its way. */
final class FailedSource implements Source<ObjectNode> {

  private final SourceError reason;

  FailedSource(SourceError reason) {
    this.reason = reason;
  }

  @Override
  public ConnectorSpec<ObjectNode> spec() {
    throw reason;
  }

  @Override
  public List<Stream> streams(ObjectNode config) {
    throw reason;
  }
}
