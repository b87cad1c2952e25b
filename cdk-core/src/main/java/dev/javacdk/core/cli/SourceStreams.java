package dev.javacdk.core.cli;

import dev.javacdk.api.Source;
import dev.javacdk.api.SourceContext;
import dev.javacdk.api.Stream;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.core.read.LiveConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Asks a source for its streams, and says whose fault it is where a value of the config stops it.
 */
final class SourceStreams {

  /** The kit's own words for a value that makes no sense end with it. */
  private static final Pattern REFUSED = Pattern.compile("(?:not|: )\\s*'?([^\\s']+)'?$");

  private SourceStreams() {}

  /**
   * The streams that this config leads to.
   *
   * @throws ConfigError where a value of the config makes no sense to the source
   */
  static <C> List<Stream> of(Source<C> source, C config, LiveConfig live) {
    try {
      return source.streams(config);
    } catch (IllegalArgumentException e) {
      throw refused(e, live);
    }
  }

  /**
   * The streams that the catalog offers.
   *
   * @throws ConfigError where a value of the config makes no sense to the source
   * @throws Exception where the API cannot be asked
   */
  static <C> List<Stream> offered(
      Source<C> source, C config, SourceContext context, LiveConfig live) throws Exception {
    try {
      return source.discover(config, context);
    } catch (IllegalArgumentException e) {
      throw refused(e, live);
    }
  }

  private static ConfigError refused(IllegalArgumentException why, LiveConfig live) {
    String message = String.valueOf(why.getMessage());
    return new ConfigError(
        "the source makes no streams of this config: " + message + blamed(message, live), why);
  }

  /** The one key whose value the message refuses; nothing where there are none, or several. */
  private static String blamed(String message, LiveConfig live) {
    Matcher refused = REFUSED.matcher(message);
    if (!refused.find()) {
      return "";
    }
    List<String> keys = new ArrayList<>();
    find(live.copy(), refused.group(1), "", keys);
    return keys.size() == 1 ? "; that is the config's '" + keys.get(0) + "'" : "";
  }

  private static void find(JsonNode value, String wanted, String path, List<String> keys) {
    if (value.isValueNode() && value.asString().equals(wanted)) {
      keys.add(path);
    }
    value
        .properties()
        .forEach(member ->
            find(
                member.getValue(),
                wanted,
                path.isEmpty() ? member.getKey() : path + "." + member.getKey(),
                keys));
  }
}
