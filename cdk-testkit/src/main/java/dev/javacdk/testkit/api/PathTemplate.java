package dev.javacdk.testkit.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A path with places to fill, such as {@code /contacts/{id}/notes}. */
final class PathTemplate {

  private final List<String> segments;

  private PathTemplate(List<String> segments) {
    this.segments = segments;
  }

  static PathTemplate of(String template) {
    if (!template.startsWith("/")) {
      throw new IllegalArgumentException("path '" + template + "' does not begin with /");
    }
    return new PathTemplate(split(template));
  }

  /** What fills the places of this template in a path; empty if the path is another one. */
  Optional<Map<String, String>> match(String path) {
    List<String> found = split(path);
    if (found.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < found.size(); i++) {
      String segment = segments.get(i);
      if (segment.startsWith("{") && segment.endsWith("}")) {
        // A plus sign in a path stands for itself, unlike in a query.
        String raw = found.get(i).replace("+", "%2B");
        String name = segment.substring(1, segment.length() - 1);
        variables.put(name, URLDecoder.decode(raw, StandardCharsets.UTF_8));
      } else if (!segment.equals(found.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }

  private static List<String> split(String path) {
    return List.of(path.split("/", -1));
  }
}
