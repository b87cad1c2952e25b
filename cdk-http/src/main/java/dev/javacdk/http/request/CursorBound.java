package dev.javacdk.http.request;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.cursor.CursorFilter;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.StreamSlice;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
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
    /** Before the value. */
    UNTIL,
    /** Up to the value, and that value too. */
    UP_TO
  }

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Cursor cursor;
  private final Side side;
  private final boolean exclusive;
  private final @Nullable Function<Instant, JsonNode> form;

  private CursorBound(
      Cursor cursor, Side side, boolean exclusive, @Nullable Function<Instant, JsonNode> form) {
    this.cursor = Objects.requireNonNull(cursor, "cursor");
    this.side = side;
    this.exclusive = exclusive;
    this.form = form;
  }

  static CursorBound of(Cursor cursor, Side side) {
    return new CursorBound(cursor, side, false, null);
  }

  /** Of {@link Hole#after}: the author knows that no two records share a value of the field. */
  public CursorBound exclusive() {
    return new CursorBound(cursor, side, true, form);
  }

  /** As seconds since 1970. */
  public CursorBound epochSeconds() {
    return form(instant -> NODES.numberNode(instant.getEpochSecond()));
  }

  /** As milliseconds since 1970. */
  public CursorBound epochMillis() {
    return form(instant -> NODES.numberNode(instant.toEpochMilli()));
  }

  /** As a date of this pattern, in the cursor's zone: {@code "yyyy-MM-dd HH:mm"}. */
  public CursorBound pattern(String pattern) {
    DateTimeFormatter formatter =
        DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(cursor.values().zone());
    return form(instant -> NODES.stringNode(formatter.format(instant)));
  }

  /** In a form of the author's; called on reading threads. */
  public CursorBound form(Function<Instant, JsonNode> form) {
    return new CursorBound(cursor, side, exclusive, form);
  }

  /** The cursor whose bound it is. */
  public Cursor cursor() {
    return cursor;
  }

  /** Which bound. */
  public Side side() {
    return side;
  }

  /** Whether it leaves out what is older. */
  public boolean isLower() {
    return side == Side.SINCE || side == Side.AFTER;
  }

  /** How a request that mentions it as its lower bound asks. */
  public CursorFilter filter() {
    boolean inclusive = side == Side.SINCE || exclusive || !cursor.values().granularity().isZero();
    return new CursorFilter(inclusive, this::written);
  }

  private String written(String value) {
    JsonNode filled =
        fill(
            StreamSlice.of(Partition.whole(), CursorPosition.start()).since(value),
            Partitions.single());
    return filled == null ? "" : filled.toString();
  }

  /** What is unsound about it; empty where nothing is. */
  public Optional<String> problem() {
    boolean coarse = !cursor.values().granularity().isZero();
    if (side == Side.AFTER && !coarse && cursor.windows().isPresent()) {
      return Optional.of(
          words() + " leaves out the start of each window: say the cursor's granularity(...)");
    }
    if (side == Side.AFTER && !coarse && !exclusive && !cursor.values().looksBack()) {
      return Optional.of(
          words()
              + " leaves out records that share the last value read: say the cursor's lookBack(...)"
              + " or granularity(...), or exclusive() where no two share one");
    }
    if (side == Side.UP_TO && !coarse && cursor.windows().isPresent()) {
      return Optional.of(
          words() + " reads the end of each window twice: say the cursor's granularity(...)");
    }
    return Optional.empty();
  }

  @Override
  public @Nullable JsonNode fill(StreamSlice slice, Partitions partitions) {
    String value = side == Side.UNTIL || side == Side.UP_TO ? slice.until() : slice.since();
    if (value == null || cursor.isClientSide()) {
      return null;
    }
    if (side == Side.AFTER && value.equals(cursor.start().orElse(null))) {
      // Nothing was read yet: what has just this value is wanted, too.
      value = cursor.values().before(value);
    }
    boolean isExact =
        side == Side.SINCE || side == Side.UNTIL || cursor.values().granularity().isZero();
    if (form == null && isExact) {
      return cursor.values().toJson(value);
    }
    Instant at = cursor.values().instantOf(value);
    Instant instant = isExact ? at : cursor.values().stepBefore(at);
    return form == null
        ? cursor.values().toJson(cursor.values().like(value).textOf(instant))
        : form.apply(instant);
  }

  @Override
  public String words() {
    return side.name().toLowerCase(Locale.ROOT).replace("_", " ") + " " + cursor.field();
  }

  /** Side and field. */
  @Override
  public String toString() {
    return words();
  }
}
