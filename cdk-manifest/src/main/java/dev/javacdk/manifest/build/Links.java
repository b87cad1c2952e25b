package dev.javacdk.manifest.build;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A {@code Link} header as expressions find it: its links by their relation. Pure. */
final class Links {

  private static final Pattern LINK = Pattern.compile("<([^>]*)>([^<]*)");
  private static final Pattern PARAMETER =
      Pattern.compile(";\\s*([^\\s=;,]+)\\s*=\\s*(?:\"([^\"]*)\"|([^;,]*))");

  private Links() {}

  /** {@code {"next": {"url": ..., "rel": "next"}}}; by the address where it has no relation. */
  static ObjectNode of(String header) {
    ObjectNode links = JsonNodeFactory.instance.objectNode();
    Matcher link = LINK.matcher(header);
    while (link.find()) {
      ObjectNode one = JsonNodeFactory.instance.objectNode().put("url", link.group(1));
      Matcher parameter = PARAMETER.matcher(link.group(2));
      while (parameter.find()) {
        String quoted = parameter.group(2);
        one.put(parameter.group(1), quoted == null ? parameter.group(3).strip() : quoted);
      }
      links.set(one.path("rel").asString(link.group(1)), one);
    }
    return links;
  }
}
