package dev.javacdk.core.config;

import dev.javacdk.api.error.ConfigError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Finds which key of a config the author's code has refused by what it said. */
public final class RefusedValue {

  private RefusedValue() {}

  /**
   * The error for whoever wrote the config.
   *
   * @param refusal what the author's code has thrown; usually it quotes the value
   * @param config what was configured
   */
  public static ConfigError of(IllegalArgumentException refusal, JsonNode config) {
    String said = String.valueOf(refusal.getMessage());
    return new ConfigError(
        "no streams can be made of this config: " + said + keyOf(said, config), refusal);
  }

  /** Names the one key whose value is quoted; empty where there is none, or more than one. */
  static String keyOf(String said, JsonNode config) {
    List<String> keys = new ArrayList<>();
    collect(said, config, "", keys);
    return keys.size() == 1 ? " (" + keys.get(0) + ")" : "";
  }

  private static void collect(String said, JsonNode value, String path, List<String> keys) {
    if (value.isObject()) {
      value
          .properties()
          .forEach(member ->
              collect(
                  said,
                  member.getValue(),
                  path.isEmpty() ? member.getKey() : path + "/" + member.getKey(),
                  keys));
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        collect(said, value.get(i), path + "/" + i, keys);
      }
    } else if (isQuoted(value.asString(""), said)) {
      keys.add(path + ": " + value);
    }
  }

  private static boolean isQuoted(String value, String said) {
    return !value.isBlank()
        && Pattern.compile(
                "(?<![\\p{L}\\p{N}_.])" + Pattern.quote(value) + "(?![\\p{L}\\p{N}_]|\\.\\d)")
            .matcher(said)
            .find();
  }
}
