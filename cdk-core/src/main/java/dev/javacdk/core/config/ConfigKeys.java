package dev.javacdk.core.config;

import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.core.problem.Nearest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import tools.jackson.databind.JsonNode;

/**
 * Looks at the keys of a config: those that the spec does not know are warned of, with the known
 * one that is nearest, and secrets that are required and blank are violations. Confined to one
 * thread.
 */
final class ConfigKeys {

  private static final Logger LOG = SafeLogs.of(ConfigKeys.class);

  private final Set<String> blank = new TreeSet<>();

  private ConfigKeys() {}

  /**
   * Looks at a config; warns of keys that are not known.
   *
   * @return violations, one for each secret that is required and blank
   */
  static Set<String> look(JsonNode schema, JsonNode config) {
    ConfigKeys keys = new ConfigKeys();
    keys.object(schema, config, "", KitSettings.names());
    return keys.blank;
  }

  /**
   * One object of the config.
   *
   * @param besides known names that stand in no schema
   */
  private void object(JsonNode schema, JsonNode value, String pointer, Set<String> besides) {
    Map<String, JsonNode> known = new TreeMap<>();
    Set<String> required = new TreeSet<>();
    collect(schema, known, required);
    value
        .properties()
        .forEach(member -> {
          String name = member.getKey();
          JsonNode own = known.get(name);
          if (own == null) {
            if (isClosed(schema, known)) {
              sayUnknown(name, pointer, known.keySet(), besides);
            }
            return;
          }
          String below = pointer + "/" + name;
          if (required.contains(name) && isBlankSecret(own, member.getValue())) {
            blank.add(below + ": must not be blank");
          }
          object(own, member.getValue(), below, Set.of());
        });
  }

  /** The properties of a schema, whichever of its options the config has chosen. */
  private static void collect(JsonNode schema, Map<String, JsonNode> known, Set<String> required) {
    schema
        .path("properties")
        .properties()
        .forEach(property -> known.putIfAbsent(property.getKey(), property.getValue()));
    StreamSupport.stream(schema.path("required").spliterator(), false)
        .map(name -> name.asString(""))
        .forEach(required::add);
    for (String combination : new String[] {"oneOf", "anyOf", "allOf"}) {
      for (JsonNode option : schema.path(combination)) {
        collect(option, known, required);
      }
    }
  }

  private static boolean isBlankSecret(JsonNode schema, JsonNode value) {
    return schema.path("airbyte_secret").asBoolean(false)
        && value.isString()
        && value.stringValue().isBlank();
  }

  /** Whether what the schema does not name means nothing: it names some, and asks for no others. */
  private static boolean isClosed(JsonNode schema, Map<String, JsonNode> known) {
    return !known.isEmpty() && !schema.path("additionalProperties").isObject();
  }

  /** Platforms put keys of their own beside the author's; they begin with an underscore. */
  private static void sayUnknown(
      String name, String pointer, Set<String> known, Set<String> besides) {
    Optional<String> near = Nearest.of(name, known).or(() -> Nearest.of(name, besides));
    if (name.startsWith("_") && near.isEmpty()) {
      return;
    }
    LOG.warn(
        "the config has '{}', which is not used{}",
        pointer.isEmpty() ? name : pointer + "/" + name,
        near.map(other -> "; did you mean '" + other + "'?")
            .orElse("; there are " + String.join(", ", known)));
  }
}
