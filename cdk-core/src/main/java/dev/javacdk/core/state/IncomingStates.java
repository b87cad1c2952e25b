package dev.javacdk.core.state;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.core.message.StreamId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
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

  /**
   * Reads the values of a state file: one value that is a state, an array of them, nothing; or
   * several values, which are the STATE messages of an attempt, the newest of each stream last.
   *
   * @throws ConfigError where a value is of another shape
   */
  public static IncomingStates read(List<JsonNode> values, String file) {
    Map<StreamId, ObjectNode> states = new LinkedHashMap<>();
    if (values.size() == 1 && values.get(0).isArray()) {
      for (JsonNode element : values.get(0)) {
        Map<StreamId, ObjectNode> one = new LinkedHashMap<>();
        read(element, file, one);
        one.forEach((stream, state) -> {
          if (states.put(stream, state) != null) {
            throw new ConfigError(
                "%s: the state of stream '%s' is there twice".formatted(file, stream));
          }
        });
      }
    } else {
      values.forEach(value -> read(value, file, states));
    }
    return new IncomingStates(Map.copyOf(states));
  }

  private static void read(JsonNode json, String file, Map<StreamId, ObjectNode> states) {
    if (json.isNull() || (json.isObject() && json.isEmpty())) {
      return;
    }
    JsonNode message = typeOf(json).equals("STATE") ? json.path("state") : json;
    switch (typeOf(message)) {
      case "STREAM" -> stream(message.path("stream"), file, states);
      case "GLOBAL" -> global(message.path("global"), file, states);
      default -> states.putAll(old(json, file));
    }
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

  private static Map<StreamId, ObjectNode> old(JsonNode json, String file) {
    for (OldStates reader : ServiceLoader.load(OldStates.class)) {
      Optional<Map<StreamId, ObjectNode>> read = reader.read(json, file);
      if (read.isPresent()) {
        return read.get();
      }
    }
    throw new ConfigError(
        "%s: %s is not a state that this connector reads; %s. States of the old shape need the artifact cdk-legacy-compat"
            .formatted(file, StateJson.abbreviate(json), EXPECTED));
  }

  private static void global(JsonNode global, String file, Map<StreamId, ObjectNode> states) {
    JsonNode shared = global.path("shared_state");
    if (!shared.isMissingNode() && !shared.isNull() && !(shared.isObject() && shared.isEmpty())) {
      throw new ConfigError(
          file
              + ": a GLOBAL state with a shared_state is not for an API source: it keeps state by stream");
    }
    global.path("stream_states").forEach(state -> stream(state, file, states));
  }

  private static void stream(JsonNode stream, String file, Map<StreamId, ObjectNode> states) {
    JsonNode descriptor = stream.path(DESCRIPTOR);
    JsonNode name = descriptor.path("name");
    if (!name.isString()) {
      throw new ConfigError(
          "%s: a state without stream_descriptor.name: %s; %s"
              .formatted(file, StateJson.abbreviate(stream), EXPECTED));
    }
    StreamId id =
        new StreamId(
            name.stringValue(), Optional.ofNullable(descriptor.path("namespace").asString(null)));
    JsonNode state = stream.path("stream_state");
    if (state.isMissingNode() || state.isNull()) {
      states.put(id, JsonNodeFactory.instance.objectNode());
    } else if (state instanceof ObjectNode object) {
      states.put(id, object.deepCopy());
    } else {
      throw new ConfigError(
          "%s: stream_state of stream '%s' must be an object, but is %s"
              .formatted(file, id, StateJson.abbreviate(state)));
    }
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
