package dev.javacdk.core.incremental;

import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import dev.javacdk.api.cursor.Cursor;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A small model of a reader that was there before this kit: it knows {@code states}, {@code state},
 * {@code lookback_window}, {@code parent_state} and date ranges, and nothing that was added since.
 * Records are read whose time it takes for new.
 */
final class OlderReader {

  private final Cursor cursor;
  private final JsonNode state;
  private final Map<Long, JsonNode> cursors = new HashMap<>();

  OlderReader(Cursor cursor, JsonNode state) {
    this.cursor = cursor;
    this.state = state;
    state
        .path("states")
        .forEach(entry -> cursors.put(entry.at("/partition/row").asLong(), entry.path("cursor")));
  }

  /** Whether it looks into a row at all. */
  boolean visits(Instant rowChanged) {
    Instant followed = instant(state.at("/parent_state/rows/u"));
    return followed == null || !rowChanged.isBefore(followed);
  }

  /** Whether it reads a record of a row that changed at this time. */
  boolean reads(long row, Instant changed) {
    if (state.has("slices")) {
      return !covered().contains(changed);
    }
    Instant since = since(row);
    return since == null || !changed.isBefore(since);
  }

  private @Nullable Instant since(long row) {
    JsonNode own = cursors.get(row);
    if (own != null) {
      return instant(own.path("u"));
    }
    Instant global = instant(state.at("/state/u"));
    if (global == null) {
      return instant(state.path("u"));
    }
    return global.minusSeconds(state.path("lookback_window").asLong(0));
  }

  /** The last range counts up to its newest record: behind that, there may be more by now. */
  private RangeSet<Instant> covered() {
    RangeSet<Instant> covered = TreeRangeSet.create();
    JsonNode slices = state.path("slices");
    for (int i = 0; i < slices.size(); i++) {
      JsonNode slice = slices.get(i);
      Instant recent = instant(slice.path("most_recent_cursor_value"));
      Instant end = i == slices.size() - 1 && recent != null ? recent : instant(slice.path("end"));
      Instant start = instant(slice.path("start"));
      if (start != null && end != null && start.isBefore(end)) {
        covered.add(Range.closedOpen(start, end));
      }
    }
    return covered;
  }

  private @Nullable Instant instant(JsonNode value) {
    return cursor.values().valueOf(value).map(cursor.values()::instantOf).orElse(null);
  }
}
