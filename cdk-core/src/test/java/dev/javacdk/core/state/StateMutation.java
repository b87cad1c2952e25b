package dev.javacdk.core.state;

import dev.javacdk.core.message.ExactJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One change of a state that stays valid JSON.
 *
 * @param state the changed state
 * @param what what was done, and where
 * @param losesOnly whether it only takes away what the state said, and does not say another thing:
 *     then nothing may be skipped
 */
record StateMutation(ObjectNode state, String what, boolean losesOnly) {

  private static final String[] UNREADABLE = {"null", "{}", "[]", "true", "\"x\"", "[[]]", "1e400"};
  private static final String[] OTHER = {
    "17",
    "-1",
    "0",
    "\"17\"",
    "\"2999-01-01T00:00:00Z\"",
    "\"2026-08-01T00:00:00Z\"",
    "\"p2\"",
    "{\"after\":\"p2\"}",
    "{\"__ab_full_refresh_sync_complete\":true}",
    "\"2026-10-05\"",
    "1795222800"
  };

  /** A place in a state: the value of an object's name, or an array's element. */
  private record Place(JsonNode in, @Nullable String name, int index, String path) {

    JsonNode value() {
      return name != null ? in.get(name) : in.get(index);
    }

    void set(JsonNode value) {
      if (name != null) {
        ((ObjectNode) in).set(name, value);
      } else {
        ((ArrayNode) in).set(index, value);
      }
    }

    void drop() {
      if (name != null) {
        ((ObjectNode) in).remove(name);
      } else {
        ((ArrayNode) in).remove(index);
      }
    }
  }

  static StateMutation of(ObjectNode valid, Random random) {
    ObjectNode state = valid.deepCopy();
    List<Place> places = new ArrayList<>();
    collect(state, "", places);
    if (places.isEmpty()) {
      return new StateMutation(state, "nothing", true);
    }
    Place place = places.get(random.nextInt(places.size()));
    String path = place.path();
    switch (random.nextInt(7)) {
      case 0 -> {
        place.drop();
        return new StateMutation(state, "drop " + path, place.name() != null && isKnownLost(path));
      }
      case 1, 2 -> {
        String value = UNREADABLE[random.nextInt(UNREADABLE.length)];
        place.set(ExactJson.MAPPER.readTree(value));
        boolean isEmptyList = value.equals("[]") && path.matches(".*/(states|slices|open)");
        return new StateMutation(
            state, "set " + path + " to " + value, isKnownLost(path) && !isEmptyList);
      }
      case 3 -> {
        String value = OTHER[random.nextInt(OTHER.length)];
        place.set(ExactJson.MAPPER.readTree(value));
        return new StateMutation(state, "set " + path + " to " + value, false);
      }
      case 4 -> {
        Place other = places.get(random.nextInt(places.size()));
        JsonNode value = other.value() == null ? place.value() : other.value().deepCopy();
        place.set(value);
        return new StateMutation(state, "copy " + other.path() + " to " + path, false);
      }
      case 5 -> {
        if (place.in() instanceof ArrayNode array) {
          array.insert(random.nextInt(array.size() + 1), place.value().deepCopy());
          return new StateMutation(state, "repeat " + path, true);
        }
        ((ObjectNode) place.in()).put(random.nextBoolean() ? "zz" : "__zz", 1);
        return new StateMutation(state, "add beside " + path, true);
      }
      default -> {
        if (place.in() instanceof ArrayNode array) {
          while (array.size() > place.index()) {
            array.remove(array.size() - 1);
          }
          return new StateMutation(state, "cut at " + path, false);
        }
        String text =
            place.value().isString() ? place.value().stringValue() : place.value().toString();
        place.set(ExactJson.MAPPER.readTree(ExactJson.MAPPER.writeValueAsString(text)));
        return new StateMutation(state, "as text " + path, false);
      }
    }
  }

  /** Whether a state shows that something is missing there: another key is that of another part. */
  private static boolean isKnownLost(String path) {
    boolean isKey = path.matches(".*/partition/.*") && !path.matches(".*/parent_slice");
    return !isKey && !path.endsWith("lookback_window");
  }

  private static void collect(JsonNode node, String path, List<Place> places) {
    if (node instanceof ObjectNode object) {
      for (String name : object.propertyNames()) {
        places.add(new Place(object, name, -1, path + "/" + name));
        collect(object.get(name), path + "/" + name, places);
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        places.add(new Place(array, null, i, path + "/" + i));
        collect(array.get(i), path + "/" + i, places);
      }
    }
  }
}
