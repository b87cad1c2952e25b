package dev.javacdk.http.json;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A place in a JSON document: a JSON pointer ({@code /data/items}, the empty one for the whole) in
 * which a segment {@code *} stands for every element of an array or every value of an object.
 *
 * <p>Immutable; safe for use by many threads.
 *
 * @param segments the unescaped segments, from the top
 */
public record Pointer(List<String> segments) {

  private static final String EVERY = "*";

  /** Keeps a copy. */
  public Pointer {
    segments = List.copyOf(segments);
  }

  /**
   * Reads a pointer.
   *
   * @throws IllegalArgumentException where it is neither empty nor begins with {@code /}
   */
  public static Pointer of(String text) {
    if (text.isEmpty()) {
      return new Pointer(List.of());
    }
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException(
          "'" + text + "' is no JSON pointer: begin it with '/', or leave it empty for the whole");
    }
    List<String> segments = new ArrayList<>();
    for (String segment : text.substring(1).split("/", -1)) {
      segments.add(segment.replace("~1", "/").replace("~0", "~"));
    }
    return new Pointer(segments);
  }

  /** A field at the top of an object, or a pointer where the text begins with {@code /}. */
  public static Pointer field(String text) {
    return text.startsWith("/") || text.isEmpty() ? of(text) : new Pointer(List.of(text));
  }

  /** How many segments it has. */
  public int depth() {
    return segments.size();
  }

  /** Whether it stands for several places. */
  public boolean isWild() {
    return segments.contains(EVERY);
  }

  /** Whether its last segment is {@code *}. */
  public boolean endsWild() {
    return !segments.isEmpty() && segments.get(segments.size() - 1).equals(EVERY);
  }

  /** The last segment; the empty text for the whole document. */
  public String last() {
    return segments.isEmpty() ? "" : segments.get(segments.size() - 1);
  }

  /** Whether this place is at the other one, or holds it. */
  public boolean holds(Pointer other) {
    return depth() <= other.depth() && other.segments.subList(0, depth()).equals(segments);
  }

  /** Whether this place is below the other one, whose segments may be wild. */
  public boolean isBelow(Pointer other) {
    if (depth() <= other.depth()) {
      return false;
    }
    for (int i = 0; i < other.depth(); i++) {
      if (!other.takes(i, segments.get(i)) && !isWildAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The rest of this pointer, seen from a place this deep. */
  public Pointer from(int depth) {
    return new Pointer(segments.subList(depth, depth()));
  }

  /** Whether the segment at this depth takes a property, or an element's index, of this name. */
  boolean takes(int depth, String name) {
    String segment = segments.get(depth);
    return segment.equals(name) || segment.equals(EVERY);
  }

  boolean isWildAt(int depth) {
    return segments.get(depth).equals(EVERY);
  }

  /** What stands there in a tree, or null. Only for a pointer that is not wild. */
  public @Nullable JsonNode in(JsonNode root) {
    return in(root, 0);
  }

  @Nullable JsonNode in(JsonNode root, int from) {
    JsonNode at = root;
    for (String segment : segments.subList(from, segments.size())) {
      at =
          at.isArray() && segment.matches("\\d{1,9}")
              ? at.get(Integer.parseInt(segment))
              : at.get(segment);
      if (at == null) {
        return null;
      }
    }
    return at;
  }

  /** The pointer as it was written; {@code the whole document} for the empty one. */
  @Override
  public String toString() {
    if (segments.isEmpty()) {
      return "the whole document";
    }
    StringBuilder text = new StringBuilder();
    for (String segment : segments) {
      text.append('/').append(segment.replace("~", "~0").replace("/", "~1"));
    }
    return text.toString();
  }
}
