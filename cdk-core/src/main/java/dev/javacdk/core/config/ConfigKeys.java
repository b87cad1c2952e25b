package dev.javacdk.core.config;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Looks at the keys of a config: those that are spelled almost as one that the spec knows are
 * warned of, and secrets that are required and blank are violations. Confined to one thread.
 */
final class ConfigKeys {

  private static final Logger LOG = LoggerFactory.getLogger(ConfigKeys.class);

  private final Set<String> blank = new TreeSet<>();

  private ConfigKeys() {}

  /**
   * Looks at a config; warns of keys that are spelled almost as one that is known.
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
            sayAlike(name, known.keySet(), pointer);
            sayAlike(name, besides, pointer);
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

  private static void sayAlike(String name, Set<String> known, String pointer) {
    known.stream()
        .filter(other -> !other.equals(name) && plain(other).equals(plain(name)))
        .forEach(other ->
            LOG.warn(
                "the config has '{}', which is not used; is '{}' meant?",
                pointer.isEmpty() ? name : pointer + "/" + name,
                other));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }
}
