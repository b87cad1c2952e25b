package dev.javacdk.http.request;

import dev.javacdk.api.Cursor;
import dev.javacdk.api.Partitions;
import dev.javacdk.api.StreamSlice;
import dev.javacdk.api.error.SystemError;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A hole for a bound of the cursor field: the stream that mentions one is read incrementally. It
 * goes out in the form in which the API wrote the value, unless a form is said. Immutable; safe for
 * use by many threads.
 */
public final class CursorBound implements Hole {

  /** Which bound of a slice. */
  public enum Side {
    /** From the value on. */
    SINCE,
    /** Behind the value. */
    AFTER,
    /** Up to the value. */
    UNTIL
  }

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Cursor cursor;
  private final Side side;
  private final Duration back;
  private final boolean exclusive;
  private final @Nullable Function<Instant, JsonNode> form;

  private CursorBound(
      Cursor cursor,
      Side side,
      Duration back,
      boolean exclusive,
      @Nullable Function<Instant, JsonNode> form) {
    this.cursor = Objects.requireNonNull(cursor, "cursor");
    this.side = side;
    this.back = back;
    this.exclusive = exclusive;
    this.form = form;
  }

  static CursorBound of(Cursor cursor, Side side) {
    return new CursorBound(cursor, side, Duration.ZERO, false, null);
  }

  /**
   * Asks for records from so much earlier on: what became visible late is met, some is read again.
   */
  public CursorBound back(Duration lookBack) {
    return new CursorBound(cursor, side, lookBack, exclusive, form);
  }

  /** The author knows that no two records share a value of the cursor field. */
  public CursorBound exclusive() {
    return new CursorBound(cursor, side, back, true, form);
  }

  /** As seconds since 1970. */
  public CursorBound epochSeconds() {
    return form(instant -> NODES.numberNode(instant.getEpochSecond()));
  }

  /** As milliseconds since 1970. */
  public CursorBound epochMillis() {
    return form(instant -> NODES.numberNode(instant.toEpochMilli()));
  }

  /** As a date of this pattern, in UTC: {@code "yyyy-MM-dd HH:mm"}. */
  public CursorBound pattern(String pattern) {
    DateTimeFormatter formatter =
        DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    return form(instant -> NODES.stringNode(formatter.format(instant)));
  }

  /** In a form of the author's; called on reading threads. */
  public CursorBound form(Function<Instant, JsonNode> form) {
    return new CursorBound(cursor, side, back, exclusive, form);
  }

  /** The cursor whose bound it is. */
  public Cursor cursor() {
    return cursor;
  }

  /** Which bound. */
  public Side side() {
    return side;
  }

  /** Whether records that share the last value read would be lost. */
  public boolean mayLose() {
    return side == Side.AFTER && back.isZero() && !exclusive;
  }

  @Override
  public @Nullable JsonNode fill(StreamSlice slice, Partitions partitions) {
    String value = side == Side.UNTIL ? slice.until() : slice.since();
    if (value == null) {
      return null;
    }
    if (form == null && back.isZero()) {
      return cursor.isNumber()
          ? NODES.numberNode(new java.math.BigDecimal(value))
          : NODES.stringNode(value);
    }
    Instant instant = instant(value).minus(back);
    return form == null
        ? NODES.stringNode(DateTimeFormatter.ISO_INSTANT.format(instant))
        : form.apply(instant);
  }

  private Instant instant(String value) {
    try {
      return DateTimeFormatter.ISO_DATE_TIME.parse(value, Instant::from);
    } catch (DateTimeException e) {
      throw new SystemError(
          "cursor field '" + cursor.field() + "' holds '" + value + "', which is no instant", e);
    }
  }

  @Override
  public String words() {
    return side.name().toLowerCase(Locale.ROOT) + " " + cursor.field();
  }

  /** Side and field. */
  @Override
  public String toString() {
    return words();
  }
}
