package dev.javacdk.testkit.listing;

import dev.javacdk.testkit.message.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * A filter on rows: those whose field is at or after the value of a request parameter.
 *
 * <p>Values are compared as numbers or instants where both are such, else as text; a number beside
 * an instant counts milliseconds since 1970. Immutable: each method returns a changed copy.
 *
 * @param param the request parameter; without it in the request all rows pass
 * @param field the field or JSON pointer in a record
 * @param inclusive whether a row exactly at the value passes
 * @param ascending whether the field rises (or stays) with the index of the rows, so that the first
 *     row is found by bisection instead of by looking at all
 */
public record Since(String param, String field, boolean inclusive, boolean ascending) {

  /** A filter that lets rows exactly at the value pass, by looking at every row. */
  public static Since param(String param, String field) {
    return new Since(param, field, true, false);
  }

  /** Rows exactly at the value do not pass. */
  public Since exclusive() {
    return new Since(param, field, false, ascending);
  }

  /** The field rises with the index: said, not checked. */
  public Since overAscendingRows() {
    return new Since(param, field, inclusive, true);
  }

  JsonPointer pointer() {
    return Json.pointer(field);
  }

  /** Whether a value passes a bound. */
  boolean passes(JsonNode value, String bound) {
    int order = compare(text(value), bound);
    return order > 0 || (inclusive && order == 0);
  }

  static int compare(JsonNode a, JsonNode b) {
    return compare(text(a), text(b));
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asString() : value.toString();
  }

  private static int compare(String a, String b) {
    try {
      if (isNumber(a) && isNumber(b)) {
        return Long.compare(Long.parseLong(a), Long.parseLong(b));
      }
      if (a.endsWith("Z") || b.endsWith("Z")) {
        return instant(a).compareTo(instant(b));
      }
    } catch (DateTimeParseException | NumberFormatException e) {
      return a.compareTo(b);
    }
    return a.compareTo(b);
  }

  private static Instant instant(String text) {
    return isNumber(text) ? Instant.ofEpochMilli(Long.parseLong(text)) : Instant.parse(text);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
