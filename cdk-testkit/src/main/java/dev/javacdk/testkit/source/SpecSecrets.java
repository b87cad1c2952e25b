package dev.javacdk.testkit.source;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What a spec says to be secret, and what it should say. */
final class SpecSecrets {

  /** How fields are called that hold a secret. */
  private static final Pattern SECRET =
      Pattern.compile("(?i)(^|_)(token|secret|password|key|passphrase|credential)s?$");

  /** Shorter values are found everywhere. */
  private static final int LEAST = 4;

  private SpecSecrets() {}

  /**
   * What is called as a secret is marked as one.
   *
   * @throws AssertionError that names what is not
   */
  static void requireMarked(JsonNode schema) {
    requireMarked(schema, "");
  }

  private static void requireMarked(JsonNode schema, String above) {
    schema
        .path("properties")
        .properties()
        .forEach(property -> {
          String name = above + property.getKey();
          JsonNode own = property.getValue();
          boolean isText = own.path("type").asString("").equals("string") && !own.has("const");
          boolean isCalledSo = SECRET.matcher(property.getKey()).find();
          if (isText && isCalledSo && !own.path("airbyte_secret").asBoolean(false)) {
            throw new AssertionError(
                "'%s' is called as a secret is, and is not marked as one: @Secret".formatted(name));
          }
          requireMarked(own, name + ".");
          own.path("oneOf").forEach(option -> requireMarked(option, name + "."));
        });
  }

  /** The secrets that a config has, as its spec marks them. */
  static List<String> in(JsonNode config, JsonNode schema) {
    List<String> secrets = new ArrayList<>();
    collect(config, schema, secrets);
    return secrets;
  }

  private static void collect(JsonNode config, JsonNode schema, List<String> secrets) {
    schema
        .path("properties")
        .properties()
        .forEach(property -> {
          JsonNode value = config.path(property.getKey());
          JsonNode own = property.getValue();
          boolean isSecret = own.path("airbyte_secret").asBoolean(false) && value.isString();
          if (isSecret && value.stringValue().length() >= LEAST) {
            secrets.add(value.stringValue());
          }
          collect(value, own, secrets);
          own.path("oneOf").forEach(option -> collect(value, option, secrets));
        });
  }
}
