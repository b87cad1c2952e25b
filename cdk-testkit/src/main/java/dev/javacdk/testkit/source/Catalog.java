package dev.javacdk.testkit.source;

import dev.javacdk.testkit.process.StreamId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which streams are read, and how: what a platform calls a configured catalog. Immutable: each
 * method gives another one.
 *
 * <pre>{@code
 * Catalog.of("contacts", "notes").incremental("deals", "updated_at")
 * }</pre>
 */
public final class Catalog {

  private final ObjectNode json;

  private Catalog(ObjectNode json) {
    this.json = json;
  }

  /** These streams, each read anew in every sync. */
  public static Catalog of(String... streams) {
    Catalog catalog = new Catalog(JsonMapper.shared().createObjectNode());
    for (String stream : streams) {
      catalog = catalog.with(stream, "full_refresh", "append", null);
    }
    return catalog;
  }

  /**
   * A catalog that somebody else has written.
   *
   * @throws IllegalArgumentException where it has no streams
   */
  public static Catalog ofJson(String json) {
    if (JsonMapper.shared().readTree(json) instanceof ObjectNode catalog
        && catalog.path("streams").isArray()) {
      return new Catalog(catalog);
    }
    throw new IllegalArgumentException(
        "a catalog is a JSON object with an array 'streams', not " + json);
  }

  /** And this one, of which a sync takes what the one before has not had. */
  public Catalog incremental(String stream, String cursorField) {
    return with(stream, "incremental", "append", cursorField);
  }

  /** And this one, whose table is emptied for every sync. */
  public Catalog overwriting(String stream) {
    return with(stream, "full_refresh", "overwrite", null);
  }

  private Catalog with(String stream, String mode, String into, @Nullable String cursor) {
    ObjectNode more = json.deepCopy();
    ArrayNode streams = more.withArray("streams");
    ObjectNode entry = streams.addObject();
    ObjectNode described = entry.putObject("stream").put("name", stream);
    described.putObject("json_schema");
    described.putArray("supported_sync_modes").add(mode);
    entry.put("sync_mode", mode).put("destination_sync_mode", into);
    if (cursor != null) {
      entry.putArray("cursor_field").add(cursor);
    }
    return new Catalog(more);
  }

  /** All streams. */
  List<StreamId> streams() {
    return json.path("streams")
        .valueStream()
        .flatMap(entry -> StreamId.in(entry.path("stream"), "name").stream())
        .toList();
  }

  /** The streams that each sync reads from the start. */
  List<StreamId> readAnew() {
    return json.path("streams")
        .valueStream()
        .filter(entry -> entry.path("sync_mode").asString("").equals("full_refresh"))
        .flatMap(entry -> StreamId.in(entry.path("stream"), "name").stream())
        .toList();
  }

  /** As {@code --catalog} takes it; a copy. */
  public JsonNode toJson() {
    return json.deepCopy();
  }

  @Override
  public String toString() {
    return json.toString();
  }
}
