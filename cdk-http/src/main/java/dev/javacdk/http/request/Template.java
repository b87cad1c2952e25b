package dev.javacdk.http.request;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.http.json.Json;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Text with a {@code {}} for each hole. A value; safe for use by many threads.
 *
 * @param text what stands around the holes
 * @param holes in the order of their {@code {}}
 */
public record Template(String text, List<Hole> holes) {

  private static final String MARK = "{}";

  /** Keeps a copy. */
  public Template {
    holes = List.copyOf(holes);
  }

  /** Text as it stands; braces in it mean nothing. */
  static Template literal(String text) {
    return new Template(text, List.of());
  }

  /** One hole and nothing around it: its value keeps its JSON type in a body. */
  static Template of(Hole hole) {
    return new Template(MARK, List.of(hole));
  }

  /** How many {@code {}} the text has. */
  int marks() {
    return text.split("\\{}", -1).length - 1;
  }

  /**
   * The text for this slice, or null where a hole has no value.
   *
   * @param escape what is done to the value of each hole
   */
  @Nullable String fill(
      StreamSlice slice, Partitions partitions, BiFunction<Hole, String, String> escape) {
    if (holes.isEmpty()) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (Hole hole : holes) {
      JsonNode value = hole.fill(slice, partitions);
      if (value == null || value.isNull()) {
        return null;
      }
      int mark = text.indexOf(MARK, from);
      out.append(text, from, mark).append(escape.apply(hole, Json.text(value)));
      from = mark + MARK.length();
    }
    return out.append(text.substring(from)).toString();
  }

  /** The value for this slice as JSON, or null where a hole has no value. */
  @Nullable JsonNode fillJson(StreamSlice slice, Partitions partitions) {
    if (holes.size() == 1 && text.equals(MARK)) {
      return holes.get(0).fill(slice, partitions);
    }
    String filled = fill(slice, partitions, (hole, text) -> text);
    return filled == null ? null : JsonNodeFactory.instance.stringNode(filled);
  }

  /** The text with each hole's name in its braces. */
  String words() {
    String words = text;
    for (Hole hole : holes) {
      int mark = words.indexOf(MARK);
      if (mark < 0) {
        break;
      }
      words = words.substring(0, mark) + "{" + hole.words() + "}" + words.substring(mark + 2);
    }
    return words;
  }
}
