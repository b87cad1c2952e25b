package dev.javacdk.api.cursor;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.internal.CheckReturnValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The field of a record that says when it changed, by which a stream is read incrementally: what
 * kind of value it holds, how the API writes it, and how the time before now is cut into reads.
 *
 * <p>Values are compared as what they are, never as formatted strings: {@code
 * 2026-08-01T02:00+02:00} equals {@code 2026-08-01T00:00:00Z}, and {@code 10} is more than {@code
 * 9}. What the API wrote goes back to it in the form in which it wrote it, and what the kit
 * computes is written in that form too. Immutable; each method that says something more returns a
 * changed copy. Safe for use by many threads.
 */
@CheckReturnValue
public final class Cursor {

  private final Said said;

  private Cursor(Said said) {
    this.said = said;
  }

  /** What was said so far; changed only while it is being copied. */
  private static final class Said {
    private final String field;
    private CursorValues values;
    private @Nullable String from;
    private boolean ascending;
    private int interval;
    private @Nullable Windows windows;
    private boolean clientSide;
    private boolean passOver;

    Said(String field, CursorValues values) {
      this.field = Objects.requireNonNull(field, "field");
      this.values = values;
    }

    Said(Said other) {
      this.field = other.field;
      this.values = other.values;
      this.from = other.from;
      this.ascending = other.ascending;
      this.interval = other.interval;
      this.windows = other.windows;
      this.clientSide = other.clientSide;
      this.passOver = other.passOver;
    }
  }

  private static Cursor of(String field, ValueForm form) {
    return new Cursor(new Said(field, CursorValues.of(field, form)));
  }

  private Cursor with(Consumer<Said> change) {
    Said copy = new Said(said);
    change.accept(copy);
    return new Cursor(copy);
  }

  /** A field of points in time, written as ISO 8601 with a zone or offset unless said otherwise. */
  public static Cursor instant(String field) {
    return of(field, ValueForm.Iso.of(null));
  }

  /** A field of numbers that only grow: a sequence number, a revision. */
  public static Cursor number(String field) {
    return of(field, new ValueForm.Numbers());
  }

  /** A field of text that only grows in the order of its UTF-16 units: a sortable id. */
  public static Cursor text(String field) {
    return of(field, new ValueForm.Texts());
  }

  // How the API writes points in time

  /** Written as seconds since 1970. */
  public Cursor epochSeconds() {
    return written(new ValueForm.Epoch(0));
  }

  /** Written as milliseconds since 1970. */
  public Cursor epochMillis() {
    return written(new ValueForm.Epoch(3));
  }

  /** Written as microseconds since 1970. */
  public Cursor epochMicros() {
    return written(new ValueForm.Epoch(6));
  }

  /**
   * Written by this pattern of {@link java.time.format.DateTimeFormatter}: {@code "yyyy-MM-dd
   * HH:mm:ss"}. Where it has no zone, values are in UTC unless {@link #zone} says otherwise; where
   * it has no time, they stand for the beginning of the day.
   */
  public Cursor format(String pattern) {
    return written(ValueForm.Pattern.of(pattern, ZoneOffset.UTC));
  }

  /**
   * Written without a zone, in this one. Say it where the API does so: a value without a zone is an
   * error else. Days, weeks and months begin there.
   */
  public Cursor zone(ZoneId zone) {
    ValueForm in =
        said.values.form() instanceof ValueForm.Pattern pattern
            ? ValueForm.Pattern.of(pattern.pattern(), zone)
            : ValueForm.Iso.of(zone);
    return written(in);
  }

  /**
   * The numbers stand in JSON as text, {@code "1785585600"}: so they are written to states and to
   * the bodies of requests, too.
   */
  public Cursor asText() {
    return with(c -> c.values = c.values.asText());
  }

  private Cursor written(ValueForm as) {
    said.values.requireInstants("a form of writing time");
    return with(c -> c.values = c.values.written(as));
  }

  // Where reading begins, and what it may count on

  /**
   * The same cursor, beginning at this value where no state says otherwise.
   *
   * @throws ConfigError where the value is not of the cursor's kind
   */
  public Cursor from(String value) {
    try {
      Object unused = said.values.form().order(value);
    } catch (DateTimeException | NumberFormatException e) {
      throw new ConfigError(
          "cursor field '%s' cannot begin at '%s': %s"
              .formatted(said.field, value, said.values.form().expected()),
          e);
    }
    return with(c -> {
      c.from = value;
      c.values = c.values.like(value);
    });
  }

  /**
   * The same cursor, beginning at this instant where no state says otherwise; with everything where
   * it is null, so that an optional start date of a config can be passed on.
   */
  public Cursor from(@Nullable Instant start) {
    return start == null ? with(c -> c.from = null) : from(said.values.textOf(start));
  }

  /**
   * The same cursor, with the promise that the API gives records in the order of this field, within
   * a page and from page to page. The kit checks it while reading.
   */
  public Cursor ascending() {
    return with(c -> c.ascending = true);
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
    if (!said.ascending) {
      throw new IllegalArgumentException(
          "cursor field '" + said.field + "': a checkpoint interval needs ascending()");
    }
    return with(c -> c.interval = records);
  }

  /**
   * Each sync begins so much before where the last one ended: what became visible late, or was
   * stamped by a clock that lags, is met; what changed in between is read again.
   */
  public Cursor lookBack(Duration time) {
    said.values.requireInstants("a look-back in time");
    requireNotNegative("a look-back", time);
    return with(c -> c.values = c.values.lookBack(time));
  }

  /** Each sync begins so much before where the last one ended. */
  public Cursor lookBack(long numbers) {
    requireNumbers();
    if (numbers < 0) {
      throw new IllegalArgumentException("a look-back is at least 0, not " + numbers);
    }
    return with(c -> c.values = c.values.lookBack(numbers));
  }

  /**
   * The smallest difference between two values: a day where the API writes dates. With it an end
   * that the API takes as inclusive is said as one step before the end of a window.
   */
  public Cursor granularity(Duration step) {
    said.values.requireInstants("a granularity");
    requireNotNegative("a granularity", step);
    return with(c -> c.values = c.values.granularity(step));
  }

  /**
   * Read in windows, each on its own, of time or of numbers as the values are; {@link #from} says
   * where the first one begins.
   */
  public Cursor windows(Windows windows) {
    if (windows.isOfNumbers()) {
      requireNumbers();
    } else {
      said.values.requireInstants("windows of time");
    }
    return with(c -> c.windows = windows);
  }

  /**
   * For an API that cannot filter by this field: it is asked for everything, and the kit leaves out
   * the records from before where the last sync ended, look-back included. Records without a value
   * are kept.
   */
  public Cursor clientSide() {
    return with(c -> c.clientSide = true);
  }

  /**
   * For an API that now and then writes what is no value of this cursor ({@code "n/a"}): such a
   * record is emitted, but does not move the cursor, and is counted in a warning. Without it the
   * stream fails there. A value that is missing, null or blank is never an error.
   */
  public Cursor passOverUnreadable() {
    return with(c -> c.passOver = true);
  }

  // What was said

  /** The name of the field, at the top of the record. */
  public String field() {
    return said.field;
  }

  /** Whether the API gives records in the order of this field. */
  public boolean isAscending() {
    return said.ascending;
  }

  /** After how many records a state is written inside a page; empty: only at its end. */
  public OptionalInt checkpointInterval() {
    return said.interval == 0 ? OptionalInt.empty() : OptionalInt.of(said.interval);
  }

  /** Where to begin when no state says otherwise; empty: with everything. */
  public Optional<String> start() {
    return Optional.ofNullable(said.from);
  }

  /** The windows in which it is read; empty: all at once. */
  public Optional<Windows> windows() {
    return Optional.ofNullable(said.windows);
  }

  /** Whether the kit leaves out what is too old, because the API cannot. */
  public boolean isClientSide() {
    return said.clientSide;
  }

  /** Whether a value that cannot be read is passed over, and no error. */
  public boolean passesOverUnreadable() {
    return said.passOver;
  }

  /** Its values: how they are read, ordered and written. */
  public CursorValues values() {
    return said.values;
  }

  private static void requireNotNegative(String what, Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException(what + " is at least 0, not " + time);
    }
  }

  private void requireNumbers() {
    if (!(said.values.form() instanceof ValueForm.Numbers)) {
      throw new IllegalArgumentException("cursor field '" + said.field + "' holds no numbers");
    }
  }

  /** Cursors of which the same was said are equal. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Cursor cursor && parts().equals(cursor.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  private List<Object> parts() {
    return List.of(
        said.values,
        start(),
        said.ascending,
        said.interval,
        windows(),
        said.clientSide,
        said.passOver);
  }

  /** Kind and field, for messages. */
  @Override
  public String toString() {
    return said.values.toString();
  }
}
