package dev.javacdk.flink;

import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.api.spec.Schema;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.message.ExactJson;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Notes with values of all kinds, of which a schema says something. */
public final class TypedNotesSource implements Source<TypedNotesSource.Config> {

  /** What is read. */
  public record Config(String notes, String schema) {}

  static String config(String schema, String... notes) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("notes", String.join("\n", notes))
        .put("schema", schema)
        .toString();
  }

  @Override
  public ConnectorSpec<Config> spec() {
    return ConnectorSpec.of(Config.class);
  }

  @Override
  public List<Stream> streams(Config config) {
    return List.of(
        Streams.paged(
                "notes",
                (slice, output, context) -> {
                  for (String note : config.notes().lines().toList()) {
                    output.emit((ObjectNode) ExactJson.MAPPER.readTree(note));
                  }
                  return Progress.complete();
                })
            .schema(Schema.of((ObjectNode) ExactJson.MAPPER.readTree(config.schema()))));
  }
}
