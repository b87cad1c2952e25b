package dev.javacdk.api.cursor;

import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.internal.CanonicalJson;
import dev.javacdk.api.internal.CheckReturnValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The values of one {@link Cursor}: how they are read, ordered, moved and written. What an engine
 * counts with; an author has no use for it.
 *
 * <p>A value is the text that stands in the record, and goes back to the API as it stands.
 * Immutable; safe for use by many threads.
 */
@CheckReturnValue
public final class CursorValues {

  private final String field;
  private final ValueForm form;
  private final boolean asText;
  private final Duration granularity;
  private final Duration lookBack;
  private final long lookBackNumber;

  private CursorValues(
      String field,
      ValueForm form,
      boolean asText,
      Duration granularity,
      Duration lookBack,
      long lookBackNumber) {
    this.field = field;
    this.form = form;
    this.asText = asText;
    this.granularity = granularity;
    this.lookBack = lookBack;
    this.lookBackNumber = lookBackNumber;
  }

  // As a cursor says

  static CursorValues of(String field, ValueForm form) {
    return new CursorValues(field, form, false, Duration.ZERO, Duration.ZERO, 0);
  }

  CursorValues written(ValueForm as) {
    return new CursorValues(field, as, asText, granularity, lookBack, lookBackNumber);
  }

  CursorValues asText() {
    return new CursorValues(field, form, true, granularity, lookBack, lookBackNumber);
  }

  CursorValues granularity(Duration step) {
    return new CursorValues(field, form, asText, step, lookBack, lookBackNumber);
  }

  CursorValues lookBack(Duration time) {
    return new CursorValues(field, form, asText, granularity, time, lookBackNumber);
  }

  CursorValues lookBack(long numbers) {
    return new CursorValues(field, form, asText, granularity, lookBack, numbers);
  }

  ValueForm form() {
    return form;
  }

  // What they are

  /** The smallest difference between two values; zero where it is not said. */
  public Duration granularity() {
    return granularity;
  }

  /** Whether a look-back was said. */
  public boolean looksBack() {
    return !lookBack.isZero() || lookBackNumber != 0;
  }

  /** Whether values of this kind are numbers in JSON. */
  public boolean isNumber() {
    return form.isNumber() && !asText;
  }

  /** Whether values are points in time. */
  public boolean isInstant() {
    return form instanceof ValueForm.Instants;
  }

  /** Where days begin; UTC where nothing is said. */
  public ZoneId zone() {
    return form instanceof ValueForm.Instants instants ? instants.zone() : ZoneOffset.UTC;
  }

  // Read, ordered and written

  /**
   * The value as text, in the form in which it stands in the record; null where the record has
   * none, a blank one, or a number that is none (NaN). Not looked into: {@link #order} does.
   */
  public @Nullable String textOf(@Nullable JsonNode value) {
    if (value == null || value.isNull() || value.isMissingNode()) {
      return null;
    }
    if (value.isString()) {
      return value.stringValue().isBlank() ? null : value.stringValue();
    }
    boolean isNaN = (value.isDouble() || value.isFloat()) && !Double.isFinite(value.doubleValue());
    return isNaN ? null : CanonicalJson.of(value);
  }

  /**
   * The value as text, in the form in which it stands in the record; empty where the record has
   * none.
   *
   * @throws SystemError where it is not of the cursor's kind
   */
  public Optional<String> valueOf(@Nullable JsonNode value) {
    String text = textOf(value);
    if (text != null) {
      Object unused = order(text);
    }
    return Optional.ofNullable(text);
  }

  /** The value as it stands in JSON. */
  public JsonNode toJson(String value) {
    return isNumber()
        ? JsonNodeFactory.instance.numberNode(new BigDecimal(value))
        : JsonNodeFactory.instance.stringNode(value);
  }

  /**
   * What the value is, to be compared to those of other values of this cursor: for who compares one
   * with many.
   *
   * @throws SystemError where it is not of the cursor's kind
   */
  @SuppressWarnings("unchecked") // Values of one cursor are all of one kind.
  public Comparable<Object> order(String value) {
    try {
      return (Comparable<Object>) form.order(value);
    } catch (DateTimeException | NumberFormatException e) {
      throw new SystemError(
          "cursor field '%s' holds '%s': %s".formatted(field, value, form.expected()), e);
    }
  }

  /** The greater of two values of this cursor; the first where they are equal. */
  public String max(String a, String b) {
    return compare(a, b) >= 0 ? a : b;
  }

  /** The smaller of two values of this cursor; the first where they are equal. */
  public String min(String a, String b) {
    return compare(a, b) <= 0 ? a : b;
  }

  /**
   * Compares two values of this cursor: negative where {@code a} comes before {@code b}.
   *
   * @throws SystemError where one of them is not of the cursor's kind
   */
  public int compare(String a, String b) {
    return order(a).compareTo(order(b));
  }

  /**
   * The point in time that a value stands for.
   *
   * @throws SystemError where it is none
   */
  public Instant instantOf(String value) {
    requireInstants("a point in time");
    Object instant = order(value);
    return (Instant) instant;
  }

  /**
   * A point in time as the API writes it; never a later one, where its form or the granularity is
   * coarse. Until a value was seen, ISO 8601 has whole seconds of UTC: {@link #like}.
   */
  public String textOf(Instant instant) {
    return Grid.of(granularity, zone()).text(instants(), instant);
  }

  /**
   * The same values, of which those that are computed are written as this one is: its offset, and
   * no more digits of a second than any value so far had. What an API never writes, it may refuse.
   */
  public CursorValues like(String value) {
    ValueForm seen = form.like(value);
    return seen.equals(form) ? this : written(seen);
  }

  /** The value, rounded down to the {@link #granularity} where one is said. */
  public String roundedDown(String value) {
    if (granularity.isZero()) {
      return value;
    }
    Instant at = instantOf(value);
    return Grid.of(granularity, zone()).floor(at).equals(at) ? value : like(value).textOf(at);
  }

  /** The value so much earlier as the look-back says. */
  public String before(String value) {
    if (!lookBack.isZero()) {
      return like(value).textOf(instantOf(value).minus(lookBack));
    }
    return lookBackNumber == 0
        ? value
        : new BigDecimal(value).subtract(BigDecimal.valueOf(lookBackNumber)).toString();
  }

  /** One {@link #granularity} later, in days and hours of the cursor's zone. */
  public Instant stepAfter(Instant at) {
    return at.atZone(zone()).toLocalDateTime().plus(granularity).atZone(zone()).toInstant();
  }

  /** One {@link #granularity} earlier, in days and hours of the cursor's zone. */
  public Instant stepBefore(Instant at) {
    return at.atZone(zone()).toLocalDateTime().minus(granularity).atZone(zone()).toInstant();
  }

  private ValueForm.Instants instants() {
    requireInstants("a point in time");
    return (ValueForm.Instants) form;
  }

  void requireInstants(String what) {
    if (!isInstant()) {
      throw new IllegalArgumentException(
          "cursor field '%s' is not of points in time: it cannot have %s".formatted(field, what));
    }
  }

  /** Those of which the same was said are equal. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CursorValues values && parts().equals(values.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  private List<Object> parts() {
    return List.of(field, form, asText, granularity, lookBack, lookBackNumber);
  }

  /** Kind and field, for messages. */
  @Override
  public String toString() {
    return form.kind() + " '" + field + "'";
  }
}
