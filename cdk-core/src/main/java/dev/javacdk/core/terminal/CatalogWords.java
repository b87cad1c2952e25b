package dev.javacdk.core.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A CATALOG message in words: the streams that there are. */
final class CatalogWords {

  private CatalogWords() {}

  static List<String> of(JsonNode catalog, int width) {
    TextTable table = new TextTable(List.of("stream", "reads", "key", "cursor", "fields"));
    for (JsonNode stream : catalog.path("streams")) {
      String namespace = stream.path("namespace").asString("");
      table.row(
          (namespace.isEmpty() ? "" : namespace + ".") + stream.path("name").asString(""),
          reads(stream),
          stream
              .path("source_defined_primary_key")
              .valueStream()
              .map(CatalogWords::path)
              .collect(Collectors.joining(", ")),
          path(stream.path("default_cursor_field")),
          String.join(", ", stream.at("/json_schema/properties").propertyNames()));
    }
    List<String> lines = new ArrayList<>(table.lines(width));
    lines.add("");
    lines.add(table.size() == 1 ? "1 stream." : "%d streams.".formatted(table.size()));
    return lines;
  }

  private static String reads(JsonNode stream) {
    return stream.path("default_cursor_field").isEmpty() ? "in full" : "what is new";
  }

  private static String path(JsonNode names) {
    return names.valueStream().map(name -> name.asString("")).collect(Collectors.joining("."));
  }
}
