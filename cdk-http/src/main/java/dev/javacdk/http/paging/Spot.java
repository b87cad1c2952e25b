package dev.javacdk.http.paging;

import dev.javacdk.api.error.SystemError;
import dev.javacdk.http.json.Pointer;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Where an answer has a fact about its paging: in its body, or in a header. A value.
 *
 * @param place in the body; null for a header
 * @param header its name; null for a place in the body
 */
record Spot(@Nullable Pointer place, @Nullable String header) {

  private static final Set<String> TRUE = Set.of("true", "1", "yes", "y", "t", "on");
  private static final Set<String> FALSE = Set.of("false", "0", "no", "n", "f", "off", "", "null");

  static Spot body(String pointer) {
    return new Spot(Pointer.of(pointer), null);
  }

  static Spot header(String name) {
    return new Spot(null, name);
  }

  Stream<Pointer> captures() {
    return Stream.ofNullable(place);
  }

  /** What stands there, JSON's null too; null where nothing does. */
  @Nullable JsonNode in(PageFacts facts) {
    if (place != null) {
      return facts.captured().get(place);
    }
    return facts.headers().apply(String.valueOf(header)).stream()
        .findFirst()
        .map(JsonNodeFactory.instance::stringNode)
        .orElse(null);
  }

  /**
   * A flag, in one of the spellings that APIs have for it; null is false.
   *
   * @throws SystemError where nothing stands there, or what is no flag
   */
  boolean flag(PageFacts facts) {
    JsonNode value = in(facts);
    if (value == null) {
      throw new SystemError(
          "expected a flag " + at() + " that says if there is more; found nothing");
    }
    if (value.isNull()) {
      return false;
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isNumber()) {
      return value.decimalValue().signum() != 0;
    }
    String text = value.isString() ? value.stringValue().strip().toLowerCase(Locale.ROOT) : "?";
    if (TRUE.contains(text)) {
      return true;
    }
    if (FALSE.contains(text)) {
      return false;
    }
    throw new SystemError(
        "expected a flag " + at() + " that says if there is more; found " + quoted(value));
  }

  /**
   * A count; empty where there is none, or one below zero, by which APIs say that they do not know.
   *
   * @throws SystemError where what stands there is no whole number
   */
  OptionalLong count(PageFacts facts) {
    JsonNode value = in(facts);
    if (value == null
        || value.isNull()
        || (value.isString() && value.stringValue().isBlank())
        || (value.isContainer() && value.isEmpty())) {
      return OptionalLong.empty();
    }
    try {
      BigDecimal number =
          value.isString() ? new BigDecimal(value.stringValue().strip()) : value.decimalValue();
      return number.signum() < 0
          ? OptionalLong.empty()
          : OptionalLong.of(number.toBigIntegerExact().longValueExact());
    } catch (ArithmeticException | UnsupportedOperationException | IllegalArgumentException e) {
      throw notCount(value, e);
    } catch (tools.jackson.core.JacksonException e) {
      throw notCount(value, e);
    }
  }

  private SystemError notCount(JsonNode value, Exception cause) {
    return new SystemError("expected a count " + at() + ", found " + quoted(value), cause);
  }

  private static String quoted(JsonNode value) {
    String text = value.toString();
    return text.length() <= 100 ? text : text.substring(0, 100) + "...";
  }

  private String at() {
    return place == null ? "in header " + header : "at " + place;
  }

  /** The pointer, or the header's name. */
  @Override
  public String toString() {
    return place == null ? "header " + header : place.toString();
  }
}
