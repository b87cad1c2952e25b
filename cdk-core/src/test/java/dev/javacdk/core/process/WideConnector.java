package dev.javacdk.core.process;

import dev.javacdk.api.Connector;
import dev.javacdk.api.Streams;
import dev.javacdk.core.run.TestSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** A connector whose records are wider than any pipe. Run as a process of its own. */
public final class WideConnector {

  private WideConnector() {}

  public static void main(String[] args) {
    Connector.run(
        new TestSource(
            Streams.records(
                "endless",
                (slice, output, context) -> {
                  String wide = "x".repeat(12 << 20);
                  while (true) {
                    output.emit(JsonNodeFactory.instance.objectNode().put("wide", wide));
                  }
                })),
        args);
  }
}
