package dev.javacdk.core.catalog;

import dev.javacdk.api.ConfiguredStream;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.spec.Schema;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.state.Refresh;
import dev.javacdk.core.state.StateJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads the catalog that an operator configured. */
public final class ConfiguredCatalog {

  private static final String EXPECTED = "expected {\"streams\":[{\"stream\":{\"name\":...},...}]}";

  private ConfiguredCatalog() {}

  /**
   * The streams to read, in the catalog's order.
   *
   * @param file where the catalog came from, for messages
   * @throws ConfigError that names what is wrong and where
   */
  public static List<ConfiguredStream> read(JsonNode json, String file) {
    JsonNode streams = json.path("streams");
    if (!streams.isArray()) {
      throw new ConfigError("%s: no array 'streams'; %s".formatted(file, EXPECTED));
    }
    List<ConfiguredStream> configured = new ArrayList<>();
    Set<StreamId> ids = new HashSet<>();
    for (int i = 0; i < streams.size(); i++) {
      ConfiguredStream stream =
          stream(streams.get(i).path("stream"), "%s: streams[%d]".formatted(file, i));
      if (!ids.add(new StreamId(stream.name(), stream.namespace()))) {
        throw new ConfigError("%s: stream '%s' is configured twice".formatted(file, stream.name()));
      }
      configured.add(stream);
    }
    return List.copyOf(configured);
  }

  /**
   * The path of the cursor field that the operator chose for a stream; empty where none was.
   *
   * @param json a catalog that was read before
   */
  public static List<String> cursorField(JsonNode json, StreamId stream) {
    return texts(
        configured(json, stream).path("cursor_field"), "cursor_field of stream '" + stream + "'");
  }

  /**
   * Of which refresh a stream is to be read.
   *
   * @param json a catalog that was read before
   */
  public static Refresh refresh(JsonNode json, StreamId stream) {
    JsonNode configured = configured(json, stream);
    JsonNode generation = configured.path("generation_id");
    return new Refresh(
        configured.path("sync_mode").asString(""),
        generation.isIntegralNumber() && generation.canConvertToLong()
            ? OptionalLong.of(generation.longValue())
            : OptionalLong.empty());
  }

  private static JsonNode configured(JsonNode json, StreamId stream) {
    for (JsonNode configured : json.path("streams")) {
      ConfiguredStream of = stream(configured.path("stream"), "streams");
      if (stream.equals(new StreamId(of.name(), of.namespace()))) {
        return configured;
      }
    }
    return JsonNodeFactory.instance.missingNode();
  }

  private static ConfiguredStream stream(JsonNode stream, String where) {
    JsonNode name = stream.path("name");
    if (!name.isString() || name.stringValue().isEmpty()) {
      throw new ConfigError(
          "%s: stream.name must be a string, but is %s; %s"
              .formatted(
                  where, name.isMissingNode() ? "missing" : StateJson.abbreviate(name), EXPECTED));
    }
    JsonNode namespace = stream.path("namespace");
    if (!namespace.isMissingNode() && !namespace.isNull() && !namespace.isString()) {
      throw new ConfigError(where + ": stream.namespace must be a string, but is " + namespace);
    }
    ObjectNode schema =
        stream.path("json_schema") instanceof ObjectNode object
            ? object
            : JsonNodeFactory.instance.objectNode();
    List<List<String>> key = new ArrayList<>();
    for (JsonNode path : stream.path("source_defined_primary_key")) {
      key.add(texts(path, where + ".stream.source_defined_primary_key"));
    }
    return new ConfiguredStream(
        name.stringValue(),
        Optional.ofNullable(namespace.asString(null)).filter(n -> !n.isEmpty()),
        Schema.of(schema),
        key,
        texts(stream.path("default_cursor_field"), where + ".stream.default_cursor_field"));
  }

  private static List<String> texts(JsonNode array, String where) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : array) {
      if (!element.isString()) {
        throw new ConfigError(where + " must be an array of strings, but holds " + element);
      }
      texts.add(element.stringValue());
    }
    return texts;
  }
}
