package dev.javacdk.core.ledger;

import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import dev.javacdk.api.Cursor;
import dev.javacdk.api.CursorPosition;
import dev.javacdk.api.Partition;
import dev.javacdk.api.Stream;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.walk.CursorStates;
import dev.javacdk.core.walk.OpenSlice;
import dev.javacdk.core.walk.StandingJson;
import dev.javacdk.core.walk.StateValues;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The wire form of a stream in windows of time: the plain cursor between syncs; in mid-sync the
 * ranges that were read, as other kits write them, and beside them the windows that are open.
 *
 * <p>Inside the kit a range is half-open. On the wire its end is the last value in it where the
 * cursor says how far apart two values are, as an older reader takes it; else its end as it is.
 */
final class WindowJson {

  static final String START = "start";
  static final String END = "end";

  private static final String STATE_TYPE = "state_type";
  private static final String DATE_RANGE = "date-range";
  static final String SLICES = "slices";
  static final String OPEN = "open";
  private static final String MOST_RECENT = "most_recent_cursor_value";

  private WindowJson() {}

  /**
   * What came in.
   *
   * @param from where the first window begins
   * @param done the ranges that were read
   * @param open the windows that were under way, with their bounds
   * @param max the greatest value so far
   * @param goesOn whether an attempt of this kit was under way
   */
  record Incoming(
      Instant from,
      RangeSet<Instant> done,
      List<LedgerEntry> open,
      @Nullable String max,
      boolean goesOn) {}

  /** The ledger that goes on from a state. */
  static WindowLedger read(Stream stream, ObjectNode state, InstantSource clock) {
    Cursor cursor = stream.cursor().orElseThrow();
    String of = "stream '" + stream.name() + "'";
    try {
      Incoming incoming =
          state.path(STATE_TYPE).asString("").equals(DATE_RANGE)
              ? ranges(cursor, state, of)
              : plain(cursor, state, of);
      return new WindowLedger(stream, incoming, clock);
    } catch (SystemError e) {
      throw new ConfigError(
          "the state of %s cannot be read: %s: %s"
              .formatted(of, StateJson.abbreviate(state), e.getMessage()),
          e);
    }
  }

  private static Incoming plain(Cursor cursor, ObjectNode state, String of) {
    String value = CursorStates.value(cursor, StandingJson.read(cursor, state, of).state(), of);
    RangeSet<Instant> done = TreeRangeSet.create();
    Instant start = cursor.start().map(cursor::instantOf).orElse(Instant.EPOCH);
    if (value == null) {
      return new Incoming(start, done, List.of(), null, false);
    }
    Instant from = cursor.instantOf(cursor.before(value));
    if (start.isBefore(from)) {
      done.add(Range.closedOpen(start, from));
    }
    return new Incoming(from, done, List.of(), value, false);
  }

  private static Incoming ranges(Cursor cursor, ObjectNode state, String of) {
    RangeSet<Instant> done = TreeRangeSet.create();
    String max = StateValues.read(cursor, state.get(MOST_RECENT), of);
    String recent = null;
    for (JsonNode slice : state.path(SLICES)) {
      recent = StateValues.read(cursor, slice.get(MOST_RECENT), of);
      max = CursorStates.greater(cursor, max, recent);
      Range<Instant> range = range(cursor, slice, of);
      if (!range.isEmpty()) {
        done.add(range);
      }
    }
    boolean ours = state.has(OPEN);
    if (!ours && !done.isEmpty()) {
      // Another kit looks again behind the newest record of its last range.
      Instant end = done.span().upperEndpoint();
      done.remove(Range.atLeast(lookedAgain(cursor, recent, end)));
    }
    Map<Partition, LedgerEntry> open = new LinkedHashMap<>();
    Instant first = done.isEmpty() ? Instant.MAX : done.span().lowerEndpoint();
    for (JsonNode window : state.path(OPEN)) {
      Range<Instant> range = range(cursor, window, of);
      LedgerEntry entry = open(cursor, window, range, of);
      open.merge(entry.partition(), entry, (a, b) -> begunAgain(cursor, range, a, b));
      first = range.lowerEndpoint().isBefore(first) ? range.lowerEndpoint() : first;
    }
    Instant otherwise = first.equals(Instant.MAX) ? Instant.EPOCH : first;
    Instant start = cursor.start().map(cursor::instantOf).orElse(otherwise);
    List<LedgerEntry> windows = List.copyOf(open.values());
    return new Incoming(start.isBefore(first) ? start : first, done, windows, max, ours);
  }

  /** From where the last range of another kit is read again, look-back included. */
  private static Instant lookedAgain(Cursor cursor, @Nullable String recent, Instant end) {
    if (recent != null && cursor.instantOf(recent).isBefore(end)) {
      return cursor.instantOf(cursor.before(recent));
    }
    return cursor.looksBack() ? cursor.instantOf(cursor.before(cursor.textOf(end))) : end;
  }

  private static LedgerEntry open(Cursor cursor, JsonNode window, Range<Instant> range, String of) {
    OpenSlice page =
        window.has(StandingJson.INSIDE)
            ? StandingJson.readOpen(cursor, window.get(StandingJson.INSIDE), of)
            : OpenSlice.STARTED;
    return LedgerEntry.cameIn(
        WindowLedger.window(cursor, range),
        WindowLedger.started(cursor, range, page.token(), page.max()),
        Math.max(0, window.path(LedgerJson.FAILURES).asInt(0)),
        false);
  }

  /** A window that is there twice: where its positions differ, nobody knows which comes first. */
  private static LedgerEntry begunAgain(
      Cursor cursor, Range<Instant> range, LedgerEntry one, LedgerEntry two) {
    return one.standing().equals(two.standing())
        ? one
        : LedgerEntry.cameIn(
            one.partition(),
            WindowLedger.started(cursor, range, CursorPosition.start(), null),
            Math.max(one.failures(), two.failures()),
            false);
  }

  private static Range<Instant> range(Cursor cursor, JsonNode slice, String of) {
    Instant start = bound(cursor, slice, START, of);
    Instant end = cursor.stepAfter(bound(cursor, slice, END, of));
    return Range.closedOpen(start, end.isBefore(start) ? start : end);
  }

  private static Instant bound(Cursor cursor, JsonNode slice, String name, String of) {
    String range = "range " + StateJson.abbreviate(slice) + " of " + of;
    String value = StateValues.read(cursor, slice.get(name), range);
    if (value == null) {
      throw new ConfigError("the state of " + range + " has no '" + name + "'");
    }
    return cursor.instantOf(value);
  }

  static void write(
      Cursor cursor,
      RangeSet<Instant> done,
      @Nullable String max,
      Collection<LedgerEntry> open,
      StringBuilder out) {
    out.append("{\"" + STATE_TYPE + "\":\"" + DATE_RANGE + "\",\"" + SLICES + "\":[");
    Iterator<Range<Instant>> ranges = done.asRanges().iterator();
    while (ranges.hasNext()) {
      range(cursor, ranges.next(), out);
      if (!ranges.hasNext() && max != null) {
        out.append(",\"" + MOST_RECENT + "\":").append(cursor.toJson(max));
      }
      out.append(ranges.hasNext() ? "}," : "}");
    }
    out.append(']');
    if (done.isEmpty() && max != null) {
      out.append(",\"" + MOST_RECENT + "\":").append(cursor.toJson(max));
    }
    out.append(",\"" + OPEN + "\":[");
    String separator = "";
    for (LedgerEntry entry : open) {
      window(cursor, entry, out.append(separator));
      separator = ",";
    }
    out.append("]}");
  }

  private static void window(Cursor cursor, LedgerEntry entry, StringBuilder out) {
    OpenSlice slice = entry.standing().open();
    if (slice == null || slice.since() == null || slice.until() == null) {
      throw new IllegalStateException("window " + entry.partition() + " has no bounds");
    }
    Instant start = cursor.instantOf(slice.since());
    range(cursor, Range.closedOpen(start, cursor.instantOf(slice.until())), out);
    if (!slice.token().isStart()) {
      OpenSlice page = new OpenSlice(null, slice.token(), null, slice.max());
      StandingJson.write(cursor, page, out.append(",\"" + StandingJson.INSIDE + "\":"));
    }
    if (entry.failures() > 0) {
      out.append(",\"" + LedgerJson.FAILURES + "\":").append(entry.failures());
    }
    out.append('}');
  }

  private static void range(Cursor cursor, Range<Instant> range, StringBuilder out) {
    String end = cursor.textOf(cursor.stepBefore(range.upperEndpoint()));
    out.append("{\"" + START + "\":")
        .append(cursor.toJson(cursor.textOf(range.lowerEndpoint())))
        .append(",\"" + END + "\":")
        .append(cursor.toJson(end));
  }
}
