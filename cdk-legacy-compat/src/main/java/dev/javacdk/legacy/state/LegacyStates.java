package dev.javacdk.legacy.state;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.state.OldStates;
import dev.javacdk.core.state.StateJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the states from before there was one a stream: {@code {"type":"LEGACY","data":{...}}}, with
 * or without its type, and the bare object by stream name. Safe for use by many threads.
 *
 * <p>Exists for connections that were never synced since. It can go when no connection has such a
 * state: the first sync replaces it by states of today.
 */
public final class LegacyStates implements OldStates {

  private static final Logger LOG = SafeLogs.of(LegacyStates.class);

  private static final String TYPE = "type";
  private static final String DATA = "data";

  private static final String EXPECTED =
      "expected {\"type\":\"LEGACY\",\"data\":{\"<stream>\":{...},...}} or {\"<stream>\":{...},...}";

  /** Fields of states of today: what has them is one of those, and broken. */
  private static final Set<String> OF_TODAY =
      Set.of("stream_descriptor", "stream_state", "stream_states", "shared_state");

  /** Called by {@link java.util.ServiceLoader}. */
  public LegacyStates() {}

  @Override
  public Optional<Map<StreamId, ObjectNode>> read(JsonNode json, String file) {
    boolean inMessage = json.path(TYPE).asString("").equals("STATE");
    JsonNode state = inMessage ? json.path("state") : json;
    if (!(state instanceof ObjectNode object)) {
      return Optional.empty();
    }
    JsonNode type = object.path(TYPE);
    if (type.isString()) {
      if (!type.stringValue().equals("LEGACY")) {
        throw new ConfigError(
            "%s: a state of type '%s' is not known; %s"
                .formatted(file, type.stringValue(), EXPECTED));
      }
      return Optional.of(byStream(object.path(DATA), file, "'data' of the LEGACY state"));
    }
    if (inMessage || isMessageWithoutType(object)) {
      if (!inMessage) {
        LOG.warn(
            "{}: {\"data\":{...}} is read as the state of all streams, not of a stream called 'data';"
                + " if it is that, write {\"type\":\"LEGACY\",\"data\":{\"data\":{...}}}",
            file);
      }
      return Optional.of(byStream(object.path(DATA), file, "'data' of the state message"));
    }
    return Optional.of(byStream(object, file, "the state"));
  }

  /** A stream called "data" whose own state holds nothing but objects looks just the same. */
  private static boolean isMessageWithoutType(ObjectNode object) {
    JsonNode data = object.path(DATA);
    return object.size() == 1
        && data.isObject()
        && !data.isEmpty()
        && data.values().stream().allMatch(JsonNode::isObject);
  }

  private static Map<StreamId, ObjectNode> byStream(JsonNode json, String file, String what) {
    if (!(json instanceof ObjectNode object)) {
      throw new ConfigError(
          "%s: %s must be an object, but is %s; %s"
              .formatted(
                  file,
                  what,
                  json.isMissingNode() ? "missing" : StateJson.abbreviate(json),
                  EXPECTED));
    }
    Map<StreamId, ObjectNode> states = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      String stream = entry.getKey();
      JsonNode state = entry.getValue();
      if (OF_TODAY.contains(stream) || state.has("stream_descriptor")) {
        throw new ConfigError(
            "%s: %s has '%s', which is part of a state of today, without its type; %s"
                .formatted(file, what, stream, EXPECTED));
      }
      states.put(new StreamId(stream, Optional.empty()), stateOf(stream, state, file, what));
    }
    return states;
  }

  private static ObjectNode stateOf(String stream, JsonNode state, String file, String what) {
    if (state.isNull()) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (state instanceof ObjectNode object) {
      return object.deepCopy();
    }
    throw new ConfigError(
        "%s: %s has '%s': %s, but the state of a stream is an object; %s"
            .formatted(file, what, stream, StateJson.abbreviate(state), EXPECTED));
  }
}
