package dev.javacdk.core.catalog;

import dev.javacdk.api.Stream;
import dev.javacdk.core.checkpoint.StreamKind;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The catalog as the protocol writes it. */
public final class CatalogJson {

  private CatalogJson() {}

  /** The body of a CATALOG message. */
  public static ObjectNode of(List<Stream> streams) {
    ObjectNode catalog = JsonNodeFactory.instance.objectNode();
    ArrayNode array = catalog.putArray("streams");
    streams.forEach(stream -> array.add(of(stream)));
    return catalog;
  }

  private static ObjectNode of(Stream stream) {
    boolean resumable = StreamKind.of(stream).isResumable();
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", stream.name());
    stream.namespace().filter(n -> !n.isEmpty()).ifPresent(n -> json.put("namespace", n));
    json.set("json_schema", stream.schema().toJson());
    ArrayNode modes = json.putArray("supported_sync_modes").add("full_refresh");
    stream
        .cursor()
        .ifPresent(cursor -> {
          modes.add("incremental");
          json.putArray("default_cursor_field").add(cursor.field());
        });
    if (!stream.primaryKey().isEmpty()) {
      ArrayNode key = json.putArray("source_defined_primary_key");
      for (List<String> path : stream.primaryKey()) {
        ArrayNode one = key.addArray();
        path.forEach(one::add);
      }
    }
    json.put("is_resumable", resumable);
    if (resumable) {
      json.put("source_defined_cursor", true);
    }
    return json;
  }
}
