package dev.javacdk.api;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SystemError;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The field of a record that says when it changed, by which a stream is read incrementally, and
 * what kind of value it holds.
 *
 * <p>Values are compared as what they are, never as formatted strings: {@code
 * 2026-08-01T02:00+02:00} equals {@code 2026-08-01T00:00:00Z}, and {@code 10} is more than {@code
 * 9}. They go back to the API in the form in which it wrote them. Immutable; safe for use by many
 * threads.
 */
public final class Cursor {

  private enum Kind {
    INSTANT,
    NUMBER,
    TEXT
  }

  private final String field;
  private final Kind kind;
  private final @Nullable String from;
  private final boolean ascending;
  private final int interval;

  private Cursor(String field, Kind kind, @Nullable String from, boolean ascending, int interval) {
    this.field = Objects.requireNonNull(field, "field");
    this.kind = kind;
    this.from = from;
    this.ascending = ascending;
    this.interval = interval;
  }

  private static Cursor of(String field, Kind kind) {
    return new Cursor(field, kind, null, false, 0);
  }

  /** A field of points in time, written as ISO 8601 with a zone or offset. */
  public static Cursor instant(String field) {
    return of(field, Kind.INSTANT);
  }

  /** A field of numbers that only grow: a sequence number, a revision. */
  public static Cursor number(String field) {
    return of(field, Kind.NUMBER);
  }

  /** A field of text that only grows in the order of its UTF-16 units: a sortable id. */
  public static Cursor text(String field) {
    return of(field, Kind.TEXT);
  }

  /**
   * The same cursor, beginning at this value where no state says otherwise.
   *
   * @throws ConfigError where the value is not of the cursor's kind
   */
  public Cursor from(String value) {
    try {
      parse(value);
    } catch (DateTimeException | NumberFormatException e) {
      throw new ConfigError(
          "cursor field '" + field + "' cannot begin at '" + value + "': " + expected(), e);
    }
    return new Cursor(field, kind, value, ascending, interval);
  }

  /**
   * The same cursor, with the promise that the API gives records in the order of this field, within
   * a page and from page to page. The kit checks it while reading.
   */
  public Cursor ascending() {
    return new Cursor(field, kind, from, true, interval);
  }

  /**
   * The same cursor, with a state written inside a page after every so many records of the stream.
   * Needs {@link #ascending()}: only then does one record say something about those before it.
   *
   * @param records at least 1
   */
  public Cursor checkpointEvery(int records) {
    if (records < 1) {
      throw new IllegalArgumentException("a checkpoint interval is at least 1, not " + records);
    }
    if (!ascending) {
      throw new IllegalArgumentException(
          "cursor field '" + field + "': a checkpoint interval needs ascending()");
    }
    return new Cursor(field, kind, from, true, records);
  }

  /** The same cursor, beginning at this instant where no state says otherwise. */
  public Cursor from(Instant start) {
    return from(DateTimeFormatter.ISO_INSTANT.format(start));
  }

  /** The name of the field, at the top of the record. */
  public String field() {
    return field;
  }

  /** Whether the API gives records in the order of this field. */
  public boolean isAscending() {
    return ascending;
  }

  /** After how many records a state is written inside a page; empty: only at its end. */
  public OptionalInt checkpointInterval() {
    return interval == 0 ? OptionalInt.empty() : OptionalInt.of(interval);
  }

  /** Where to begin when no state says otherwise; empty: with everything. */
  public Optional<String> start() {
    return Optional.ofNullable(from);
  }

  /**
   * The value as text, in the form in which it stands in the record; empty where the record has
   * none.
   *
   * @throws SystemError where it is not of the cursor's kind
   */
  public Optional<String> valueOf(@Nullable JsonNode value) {
    if (value == null || value.isNull() || value.isMissingNode()) {
      return Optional.empty();
    }
    String text = value.isString() ? value.stringValue() : CanonicalJson.of(value);
    parseRecord(text);
    return Optional.of(text);
  }

  /** The greater of two values of this cursor; the first where they are equal. */
  public String max(String a, String b) {
    return compare(a, b) >= 0 ? a : b;
  }

  /**
   * Compares two values of this cursor: negative where {@code a} comes before {@code b}.
   *
   * @throws SystemError where one of them is not of the cursor's kind
   */
  public int compare(String a, String b) {
    return switch (kind) {
      case INSTANT -> ((Instant) parseRecord(a)).compareTo((Instant) parseRecord(b));
      case NUMBER -> ((BigDecimal) parseRecord(a)).compareTo((BigDecimal) parseRecord(b));
      case TEXT -> a.compareTo(b);
    };
  }

  /** Whether values of this kind are numbers in JSON. */
  public boolean isNumber() {
    return kind == Kind.NUMBER;
  }

  private Object parseRecord(String value) {
    try {
      return parse(value);
    } catch (DateTimeException | NumberFormatException e) {
      throw new SystemError("cursor field '" + field + "' holds '" + value + "': " + expected(), e);
    }
  }

  private Object parse(String value) {
    return switch (kind) {
      case INSTANT -> DateTimeFormatter.ISO_DATE_TIME.parse(value, Instant::from);
      case NUMBER -> new BigDecimal(value);
      case TEXT -> value;
    };
  }

  private String expected() {
    return switch (kind) {
      case INSTANT -> "expected an ISO 8601 date and time with a zone, as 2026-08-01T00:00:00Z";
      case NUMBER -> "expected a number";
      case TEXT -> "expected text";
    };
  }

  /** Kind and field, for messages. */
  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT) + " '" + field + "'";
  }
}
