package dev.javacdk.manifest.build;

import dev.javacdk.http.request.JsonPlaces;
import dev.javacdk.http.request.SliceValues;
import dev.javacdk.manifest.model.Node;
import dev.javacdk.manifest.model.RequestOption;
import dev.javacdk.manifest.model.RequestOption.Into;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A value that goes into a field of a request. A value; safe for use by many threads.
 *
 * @param into the part of the request
 * @param place the field's name, or its JSON pointer in a JSON body
 * @param value null where nothing goes there
 */
record Injection(Into into, String place, Function<SliceValues, @Nullable JsonNode> value) {

  static Injection of(
      RequestOption.Field option,
      Surroundings surroundings,
      Function<SliceValues, @Nullable JsonNode> value) {
    return new Injection(option.into(), place(option, surroundings), value);
  }

  /** Where an option goes: a name, or a pointer of several. */
  static String place(RequestOption.Field option, Surroundings surroundings) {
    Node node = option.node();
    if (option.name() != null) {
      return surroundings.string(node, "field_name", option.name());
    }
    List<String> path =
        option.path().stream().map(part -> surroundings.string(node, "field_path", part)).toList();
    return path.size() == 1 ? path.get(0) : Pointers.of(path);
  }

  /** Sets the value, where there is one. */
  void put(ObjectNode values, SliceValues slice) {
    JsonNode filled = value.apply(slice);
    if (filled == null) {
      return;
    }
    if (into == Into.BODY_JSON) {
      JsonPlaces.set(values, place, filled);
    } else {
      values.set(place, Inputs.written(filled));
    }
  }

  /** JSON pointers of paths. */
  static final class Pointers {
    private Pointers() {}

    static String of(List<String> path) {
      return path.stream()
          .map(part -> "/" + part.replace("~", "~0").replace("/", "~1"))
          .collect(Collectors.joining());
    }
  }
}
