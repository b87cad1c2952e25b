package dev.javacdk.core.cli;

import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.problem.Place;
import dev.javacdk.core.problem.Problem;
import dev.javacdk.core.problem.Problems;
import dev.javacdk.core.state.IncomingStates;
import io.vavr.collection.Seq;
import io.vavr.control.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the values of a state file. Of a name that an envelope has twice, as some clients write it,
 * the last counts that is not null; inside a stream's state it is an error, for nobody knows which
 * of the two is true.
 */
final class StateTrees {

  private static final Logger LOG = SafeLogs.of(StateTrees.class);

  private static final String STATE = "stream_state";

  /** What stands beside STATE messages where all that an attempt wrote is given. */
  private static final Set<String> OTHERS =
      Set.of("RECORD", "LOG", "TRACE", "CONTROL", "MARK", "SPEC", "CATALOG", "CONNECTION_STATUS");

  private static final Set<String> ENVELOPES = Set.of("STATE", "STREAM", "GLOBAL");

  private final JsonParser parser;
  private final String file;

  private final List<Twice> twice = new ArrayList<>();
  private final List<JsonNode> values = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private StateTrees(JsonParser parser, String file) {
    this.parser = parser;
    this.file = file;
  }

  /**
   * A name that an object has twice.
   *
   * @param differs whether with two values
   * @param envelope what holds the stream's state in which it is; null of one that is in none
   */
  private record Twice(String name, boolean differs, @Nullable ObjectNode envelope) {}

  /**
   * Reads all values, one after the other.
   *
   * @throws tools.jackson.core.JacksonException where it is no JSON
   */
  static StateTrees read(byte[] json, String file) {
    try (JsonParser parser = ExactJson.STATE_FILES.createParser(json)) {
      StateTrees trees = new StateTrees(parser, file);
      while (parser.nextToken() != null) {
        JsonNode message = trees.message();
        if (!isOther(message)) {
          trees.values.add(message);
        }
      }
      return trees;
    }
  }

  /** What was read; or each state that has a name twice, and what is wrong with them otherwise. */
  Validation<Seq<Problem>, IncomingStates> states() {
    Validation<Seq<Problem>, List<Problem>> names =
        problems.isEmpty()
            ? Validation.valid(problems)
            : Validation.invalid(io.vavr.collection.List.ofAll(problems));
    return Problems.flat(
        Validation.combine(names, IncomingStates.read(values, file)).ap((none, states) -> states));
  }

  /** A message, or an array of them. */
  private JsonNode message() {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        array.add(judged(value(null)));
      }
      return array;
    }
    return judged(value(null));
  }

  private JsonNode value(@Nullable ObjectNode envelope) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(envelope);
      case START_ARRAY -> {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(value(envelope));
        }
        yield array;
      }
      default -> ExactJson.readTree(parser);
    };
  }

  private ObjectNode object(@Nullable ObjectNode envelope) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      JsonNode value = value(envelope == null && name.equals(STATE) ? object : envelope);
      JsonNode before = object.get(name);
      if (before == null) {
        object.set(name, value);
        continue;
      }
      boolean differs = !before.isNull() && !value.isNull() && !before.equals(value);
      twice.add(new Twice(name, differs, envelope));
      object.set(name, value.isNull() ? before : value);
    }
    return object;
  }

  private JsonNode judged(JsonNode message) {
    if (!isOther(message)) {
      twice.forEach(name -> judge(name, message));
    }
    twice.clear();
    return message;
  }

  private void judge(Twice found, JsonNode message) {
    ObjectNode envelope = found.envelope();
    if (envelope != null || !isEnvelope(message)) {
      String of =
          envelope == null
              ? "a state"
              : "the state of stream '"
                  + envelope.path("stream_descriptor").path("name").asString("?")
                  + "'";
      problems.add(new Problem(Place.all(file), of + " has the key '" + found.name() + "' twice"));
      return;
    }
    if (found.differs()) {
      LOG.warn(
          "{}: a message has '{}' twice, with two values: the last counts", file, found.name());
    }
  }

  private static boolean isOther(JsonNode message) {
    return OTHERS.contains(message.path("type").asString(""));
  }

  private static boolean isEnvelope(JsonNode message) {
    return ENVELOPES.contains(message.path("type").asString(""))
        || message.path("stream").has("stream_descriptor")
        || message.has("stream_descriptor");
  }
}
