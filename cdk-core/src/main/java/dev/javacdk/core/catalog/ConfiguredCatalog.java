package dev.javacdk.core.catalog;

import dev.javacdk.api.ConfiguredStream;
import dev.javacdk.api.spec.Schema;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.problem.Nearest;
import dev.javacdk.core.problem.Place;
import dev.javacdk.core.problem.Problem;
import dev.javacdk.core.problem.Problems;
import dev.javacdk.core.state.Refresh;
import dev.javacdk.core.state.StateJson;
import io.vavr.collection.Seq;
import io.vavr.control.Validation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads the catalog that an operator configured. Confined to one catalog and thread. */
public final class ConfiguredCatalog {

  private static final String EXPECTED = "expected {\"streams\":[{\"stream\":{\"name\":...},...}]}";

  private final Set<StreamId> ids = new HashSet<>();

  private static final List<String> MODES = List.of("full_refresh", "incremental");

  private ConfiguredCatalog() {}

  /**
   * What the operator says of one stream.
   *
   * @param stream the stream
   * @param cursorField the path of the cursor field that was chosen; empty where none was
   * @param refresh of which refresh it is to be read
   */
  public record Entry(ConfiguredStream stream, List<String> cursorField, Refresh refresh) {

    /** Which stream it is. */
    public StreamId id() {
      return new StreamId(stream.name(), stream.namespace());
    }
  }

  /**
   * The streams to read, in the catalog's order; or all mistakes of the catalog.
   *
   * @param file where the catalog came from, for messages
   */
  public static Validation<Seq<Problem>, List<Entry>> read(JsonNode json, String file) {
    JsonNode streams = json.path("streams");
    if (!streams.isArray()) {
      return Place.all(file).invalid("no array 'streams'; " + EXPECTED);
    }
    ConfiguredCatalog catalog = new ConfiguredCatalog();
    List<Validation<Seq<Problem>, Entry>> entries = new ArrayList<>();
    for (JsonNode stream : streams) {
      entries.add(catalog.entry(stream, Place.all(file).below("streams").element(entries.size())));
    }
    return Validation.sequence(entries).map(Seq::asJava);
  }

  private Validation<Seq<Problem>, Entry> entry(JsonNode configured, Place at) {
    return Problems.flat(
            Validation.combine(
                    stream(configured.path("stream"), at.below("stream")),
                    mode(configured.path("sync_mode"), at.below("sync_mode")),
                    texts(configured.path("cursor_field"), at.below("cursor_field")))
                .ap((stream, mode, cursorField) ->
                    new Entry(stream, cursorField, refresh(configured))))
        .flatMap(entry ->
            ids.add(entry.id())
                ? Validation.valid(entry)
                : at.invalid("has stream '" + entry.id() + "', which is configured twice"));
  }

  private static Validation<Seq<Problem>, JsonNode> mode(JsonNode mode, Place at) {
    return mode.isMissingNode() || MODES.contains(mode.asString(""))
        ? Validation.valid(mode)
        : at.invalid(
            "must be one of %s, but is %s%s"
                .formatted(
                    String.join(", ", MODES),
                    StateJson.abbreviate(mode),
                    Nearest.question(mode.asString(""), MODES)));
  }

  private static Refresh refresh(JsonNode configured) {
    JsonNode generation = configured.path("generation_id");
    return new Refresh(
        configured.path("sync_mode").asString(""),
        generation.isIntegralNumber() && generation.canConvertToLong()
            ? OptionalLong.of(generation.longValue())
            : OptionalLong.empty());
  }

  private static Validation<Seq<Problem>, ConfiguredStream> stream(JsonNode stream, Place at) {
    ObjectNode schema =
        stream.path("json_schema") instanceof ObjectNode object
            ? object
            : JsonNodeFactory.instance.objectNode();
    return Problems.flat(
        Validation.combine(
                name(stream.path("name"), at.below("name")),
                namespace(stream.path("namespace"), at.below("namespace")),
                key(stream, at.below("source_defined_primary_key")),
                texts(stream.path("default_cursor_field"), at.below("default_cursor_field")))
            .ap((name, namespace, key, cursorField) ->
                new ConfiguredStream(name, namespace, Schema.of(schema), key, cursorField)));
  }

  private static Validation<Seq<Problem>, String> name(JsonNode name, Place at) {
    if (name.isString() && !name.stringValue().isEmpty()) {
      return Validation.valid(name.stringValue());
    }
    String is = name.isMissingNode() ? "missing" : StateJson.abbreviate(name);
    return at.invalid("must be a string, but is " + is + "; " + EXPECTED);
  }

  private static Validation<Seq<Problem>, Optional<String>> namespace(
      JsonNode namespace, Place at) {
    return namespace.isMissingNode() || namespace.isNull() || namespace.isString()
        ? Validation.valid(Optional.ofNullable(namespace.asString(null)).filter(n -> !n.isEmpty()))
        : at.invalid("must be a string, but is " + namespace);
  }

  private static Validation<Seq<Problem>, List<List<String>>> key(JsonNode stream, Place at) {
    List<Validation<Seq<Problem>, List<String>>> paths = new ArrayList<>();
    for (JsonNode path : stream.path("source_defined_primary_key")) {
      paths.add(texts(path, at.element(paths.size())));
    }
    return Validation.sequence(paths).map(Seq::asJava);
  }

  private static Validation<Seq<Problem>, List<String>> texts(JsonNode array, Place at) {
    for (JsonNode element : array) {
      if (!element.isString()) {
        return at.invalid("must be an array of strings, but holds " + element);
      }
    }
    return Validation.valid(array.valueStream().map(JsonNode::stringValue).toList());
  }
}
