package dev.javacdk.core.ledger;

import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import dev.javacdk.api.Stream;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.core.state.JsonText;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.walk.CursorStates;
import dev.javacdk.core.walk.Line;
import dev.javacdk.core.walk.OpenSlice;
import dev.javacdk.core.walk.StandingJson;
import dev.javacdk.core.walk.StateValues;
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
 * The wire form of a stream in windows: the plain cursor between syncs; in mid-sync the ranges that
 * were read, as other kits write them, and beside them the windows that are open.
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
  record Incoming<P extends Comparable<P>>(
      P from, RangeSet<P> done, List<LedgerEntry> open, @Nullable String max, boolean goesOn) {}

  /** The ledger that goes on from a state. */
  static WindowLedger<?> read(Stream stream, ObjectNode state, InstantSource clock) {
    return read(stream, Line.of(stream.cursor().orElseThrow()), state, clock);
  }

  private static <P extends Comparable<P>> WindowLedger<P> read(
      Stream stream, Line<P> line, ObjectNode state, InstantSource clock) {
    String of = "stream '" + stream.name() + "'";
    try {
      Incoming<P> incoming =
          state.path(STATE_TYPE).asString("").equals(DATE_RANGE)
              ? ranges(line, state, of)
              : plain(line, state, of);
      return new WindowLedger<>(stream, line, incoming, clock);
    } catch (SystemError e) {
      throw new ConfigError(
          "the state of %s cannot be read: %s: %s"
              .formatted(of, StateJson.abbreviate(state), e.getMessage()),
          e);
    }
  }

  private static <P extends Comparable<P>> Incoming<P> plain(
      Line<P> line, ObjectNode state, String of) {
    Cursor cursor = line.cursor();
    String value = CursorStates.value(cursor, StandingJson.read(cursor, state, of).state(), of);
    RangeSet<P> done = TreeRangeSet.create();
    P start = cursor.start().map(line::point).orElse(line.origin());
    if (value == null) {
      return new Incoming<>(start, done, List.of(), null, false);
    }
    P from = line.point(line.values().before(value));
    if (start.compareTo(from) < 0) {
      done.add(Range.closedOpen(start, from));
    }
    return new Incoming<>(from, done, List.of(), value, false);
  }

  private static <P extends Comparable<P>> Incoming<P> ranges(
      Line<P> line, ObjectNode state, String of) {
    Cursor cursor = line.cursor();
    RangeSet<P> done = TreeRangeSet.create();
    String max = StateValues.read(cursor, state.get(MOST_RECENT), of);
    String recent = null;
    boolean ours = state.has(OPEN);
    for (JsonNode slice : state.path(SLICES)) {
      recent = StateValues.read(cursor, slice.get(MOST_RECENT), of);
      max = CursorStates.greater(line.values(), max, recent);
      Range<P> range = closed(line, slice, of);
      // Another kit writes a range that ends where it starts for where it began.
      boolean isMark = !ours && slice.path(START).equals(slice.path(END));
      if (!range.isEmpty() && !isMark) {
        done.add(range);
      }
    }
    if (!ours && !done.isEmpty()) {
      // Another kit looks again behind the newest record of its last range.
      P end = done.span().upperEndpoint();
      done.remove(Range.atLeast(lookedAgain(line, recent, end)));
    }
    Map<Partition, LedgerEntry> open = new LinkedHashMap<>();
    P first = done.isEmpty() ? null : done.span().lowerEndpoint();
    for (JsonNode window : state.path(OPEN)) {
      Range<P> range = open(line, window, of);
      LedgerEntry entry = entry(line, window, range, of);
      open.merge(entry.partition(), entry, (a, b) -> begunAgain(line, range, a, b));
      P begins = range.lowerEndpoint();
      first = first == null || begins.compareTo(first) < 0 ? begins : first;
    }
    P start = cursor.start().map(line::point).orElse(first == null ? line.origin() : first);
    P from = first == null || start.compareTo(first) < 0 ? start : first;
    return new Incoming<>(from, done, List.copyOf(open.values()), max, ours);
  }

  /** From where the last range of another kit is read again, look-back included. */
  private static <P extends Comparable<P>> P lookedAgain(
      Line<P> line, @Nullable String recent, P end) {
    if (recent != null && line.point(recent).compareTo(end) < 0) {
      return line.point(line.values().before(recent));
    }
    return line.values().looksBack() ? line.before(end) : end;
  }

  private static <P extends Comparable<P>> LedgerEntry entry(
      Line<P> line, JsonNode window, Range<P> range, String of) {
    OpenSlice page =
        window.has(StandingJson.INSIDE)
            ? StandingJson.readOpen(line.cursor(), window.get(StandingJson.INSIDE), of)
            : OpenSlice.STARTED;
    return LedgerEntry.cameIn(
        OpenWindows.window(line, range),
        OpenWindows.started(line, range, page.token(), page.max()),
        Math.max(0, window.path(LedgerJson.FAILURES).asInt(0)),
        false);
  }

  /** A window that is there twice: where its positions differ, nobody knows which comes first. */
  private static <P extends Comparable<P>> LedgerEntry begunAgain(
      Line<P> line, Range<P> range, LedgerEntry one, LedgerEntry two) {
    return one.standing().equals(two.standing())
        ? one
        : LedgerEntry.cameIn(
            one.partition(),
            OpenWindows.started(line, range, CursorPosition.start(), null),
            Math.max(one.failures(), two.failures()),
            false);
  }

  /** The bounds of an open window; where numbers end is not known, so the last one has no end. */
  private static <P extends Comparable<P>> Range<P> open(Line<P> line, JsonNode window, String of) {
    return line.windows().isOfNumbers() && !window.has(END)
        ? Range.atLeast(bound(line, window, START, of))
        : closed(line, window, of);
  }

  private static <P extends Comparable<P>> Range<P> closed(
      Line<P> line, JsonNode slice, String of) {
    P start = bound(line, slice, START, of);
    P end = line.stepAfter(bound(line, slice, END, of));
    return Range.closedOpen(start, end.compareTo(start) < 0 ? start : end);
  }

  private static <P extends Comparable<P>> P bound(
      Line<P> line, JsonNode slice, String name, String of) {
    String range = "range " + StateJson.abbreviate(slice) + " of " + of;
    String value = StateValues.read(line.cursor(), slice.get(name), range);
    if (value == null) {
      throw new ConfigError("the state of " + range + " has no '" + name + "'");
    }
    return line.point(value);
  }

  static <P extends Comparable<P>> String text(
      Line<P> line, RangeSet<P> done, @Nullable String max, Collection<LedgerEntry> open) {
    JsonText out = new JsonText().beginObject().name(STATE_TYPE).raw("\"" + DATE_RANGE + "\"");
    out.name(SLICES).beginList();
    Iterator<Range<P>> ranges = done.asRanges().iterator();
    while (ranges.hasNext()) {
      begin(line, ranges.next(), out);
      if (!ranges.hasNext()) {
        writeMax(line, max, out);
      }
      out.endObject();
    }
    out.endList();
    if (done.isEmpty()) {
      writeMax(line, max, out);
    }
    out.name(OPEN).beginList();
    open.forEach(entry -> window(line, entry, out));
    return out.endList().endObject().toString();
  }

  private static void writeMax(Line<?> line, @Nullable String max, JsonText out) {
    if (max != null) {
      out.name(MOST_RECENT).value(line.values().toJson(max));
    }
  }

  private static <P extends Comparable<P>> void window(
      Line<P> line, LedgerEntry entry, JsonText out) {
    OpenSlice slice = entry.standing().open();
    if (slice == null || slice.since() == null) {
      throw new IllegalStateException("window " + entry.partition() + " has no bounds");
    }
    P start = line.point(slice.since());
    String until = slice.until();
    begin(
        line,
        until == null ? Range.atLeast(start) : Range.closedOpen(start, line.point(until)),
        out);
    if (!slice.token().isStart()) {
      OpenSlice page = new OpenSlice(null, slice.token(), null, slice.max());
      StandingJson.write(line.cursor(), page, out.name(StandingJson.INSIDE));
    }
    if (entry.failures() > 0) {
      out.name(LedgerJson.FAILURES).value(entry.failures());
    }
    out.endObject();
  }

  private static <P extends Comparable<P>> void begin(Line<P> line, Range<P> range, JsonText out) {
    out.beginObject().name(START).value(line.values().toJson(line.text(range.lowerEndpoint())));
    if (range.hasUpperBound()) {
      String end = line.text(line.stepBefore(range.upperEndpoint()));
      out.name(END).value(line.values().toJson(end));
    }
  }
}
