package dev.javacdk.core.state;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.problem.Place;
import dev.javacdk.core.problem.Problem;
import io.vavr.collection.Seq;
import io.vavr.control.Validation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The states that came in with {@code --state}, by stream. Immutable; safe for many threads. */
public final class IncomingStates {

  private static final String EXPECTED =
      "expected an array of {\"type\":\"STREAM\",\"stream\":{\"stream_descriptor\":{\"name\":...},"
          + "\"stream_state\":{...}}}, or lines of STATE messages";

  private static final String DESCRIPTOR = "stream_descriptor";

  private final Map<StreamId, ObjectNode> states;

  private IncomingStates(Map<StreamId, ObjectNode> states) {
    this.states = states;
  }

  /** No state came in. */
  public static IncomingStates none() {
    return new IncomingStates(Map.of());
  }

  /** The state of one stream, as it stands in the file. */
  private record Entry(StreamId stream, ObjectNode state) {}

  /**
   * Reads the values of a state file: one value that is a state, an array of them, nothing; or
   * several values, which are the STATE messages of an attempt, the newest of each stream last. All
   * mistakes where one is of another shape.
   */
  public static Validation<Seq<Problem>, IncomingStates> read(List<JsonNode> values, String file) {
    boolean isArray = values.size() == 1 && values.get(0).isArray();
    List<JsonNode> messages = isArray ? values.get(0).valueStream().toList() : values;
    Set<StreamId> once = new HashSet<>();
    List<Validation<Seq<Problem>, Seq<Entry>>> read = new ArrayList<>();
    for (JsonNode message : messages) {
      Place at = Place.all(file).below("states").element(read.size());
      read.add(
          read(message, at)
              .flatMap(all -> isArray ? unique(all, once, at) : Validation.valid(all)));
    }
    return Validation.sequence(read)
        .map(all -> all.flatMap(Function.identity()))
        .map(IncomingStates::newest);
  }

  private static IncomingStates newest(Seq<Entry> entries) {
    Map<StreamId, ObjectNode> states = new LinkedHashMap<>();
    entries.forEach(entry -> states.put(entry.stream(), entry.state()));
    return new IncomingStates(Map.copyOf(states));
  }

  /** These entries, unless one of them was there before. */
  private static Validation<Seq<Problem>, Seq<Entry>> unique(
      Seq<Entry> entries, Set<StreamId> once, Place at) {
    Set<StreamId> own = entries.asJava().stream().map(Entry::stream).collect(Collectors.toSet());
    return Validation.traverse(
            own,
            stream ->
                once.add(stream)
                    ? Validation.valid(stream)
                    : at.invalid("has the state of stream '" + stream + "', which is there twice"))
        .map(valid -> entries);
  }

  private static Validation<Seq<Problem>, Seq<Entry>> read(JsonNode json, Place at) {
    if (json.isNull() || (json.isObject() && json.isEmpty())) {
      return Validation.valid(io.vavr.collection.List.empty());
    }
    JsonNode message = typeOf(json).equals("STATE") ? json.path("state") : json;
    return switch (typeOf(message)) {
      case "STREAM" ->
          stream(message.path("stream"), at.below("stream")).map(io.vavr.collection.List::of);
      case "GLOBAL" -> global(message.path("global"), at.below("global"));
      default -> old(json, at);
    };
  }

  /** The type; where a client writes null as it, what the message holds tells it. */
  private static String typeOf(JsonNode message) {
    JsonNode type = message.path("type");
    if (type.isNull()) {
      return message.path("stream").path(DESCRIPTOR).path("name").isString()
          ? "STREAM"
          : message.path("global").path("stream_states").isArray() ? "GLOBAL" : "";
    }
    return type.asString("");
  }

  private static Validation<Seq<Problem>, Seq<Entry>> old(JsonNode json, Place at) {
    try {
      for (OldStates reader : ServiceLoader.load(OldStates.class)) {
        Optional<Map<StreamId, ObjectNode>> read = reader.read(json, at.in());
        if (read.isPresent()) {
          return Validation.valid(
              io.vavr.collection.List.ofAll(read.get().entrySet())
                  .map(state -> new Entry(state.getKey(), state.getValue())));
        }
      }
    } catch (ConfigError e) {
      return Place.all(at.in()).invalid(String.valueOf(e.getMessage()));
    }
    return at.invalid(
        "is not a state that this connector reads: %s; %s. States of the old shape need the artifact cdk-legacy-compat"
            .formatted(StateJson.abbreviate(json), EXPECTED));
  }

  private static Validation<Seq<Problem>, Seq<Entry>> global(JsonNode global, Place at) {
    JsonNode shared = global.path("shared_state");
    if (!shared.isMissingNode() && !shared.isNull() && !(shared.isObject() && shared.isEmpty())) {
      return at.below("shared_state")
          .invalid("is not for an API source, which keeps its state by stream");
    }
    List<Validation<Seq<Problem>, Entry>> states = new ArrayList<>();
    for (JsonNode state : global.path("stream_states")) {
      states.add(stream(state, at.below("stream_states").element(states.size())));
    }
    return Validation.sequence(states);
  }

  private static Validation<Seq<Problem>, Entry> stream(JsonNode stream, Place at) {
    JsonNode descriptor = stream.path(DESCRIPTOR);
    JsonNode name = descriptor.path("name");
    if (!name.isString()) {
      return at.below(DESCRIPTOR)
          .below("name")
          .invalid(
              "must be a string, but is %s in %s; %s"
                  .formatted(
                      name.isMissingNode() ? "missing" : name,
                      StateJson.abbreviate(stream),
                      EXPECTED));
    }
    StreamId id =
        new StreamId(
            name.stringValue(), Optional.ofNullable(descriptor.path("namespace").asString(null)));
    JsonNode state = stream.path("stream_state");
    if (state.isMissingNode() || state.isNull()) {
      return Validation.valid(new Entry(id, JsonNodeFactory.instance.objectNode()));
    }
    return state instanceof ObjectNode object
        ? Validation.valid(new Entry(id, object))
        : at.below("stream_state")
            .invalid(
                "of stream '%s' must be an object, but is %s"
                    .formatted(id, StateJson.abbreviate(state)));
  }

  /** A copy of the state of a stream; an empty object where none came in. */
  public ObjectNode of(StreamId stream) {
    ObjectNode state = states.get(stream);
    return state == null ? JsonNodeFactory.instance.objectNode() : state.deepCopy();
  }

  /** The streams that have a state. */
  public Set<StreamId> streams() {
    return states.keySet();
  }
}
