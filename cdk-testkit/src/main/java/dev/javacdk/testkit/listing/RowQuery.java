package dev.javacdk.testkit.listing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * The rows that one request is about, in its order: all or those that pass a filter, by index or by
 * the filter's field.
 *
 * <p>Rows that are in order anyway are found without looking at those before; else a sorted query
 * looks at all rows. Confined to one request.
 */
final class RowQuery {

  private final Rows rows;
  private final @Nullable Since since;
  private final @Nullable String bound;
  private final boolean sorted;

  RowQuery(Rows rows, @Nullable Since since, @Nullable String bound, boolean sorted) {
    this.rows = rows;
    this.since = since;
    this.bound = bound;
    this.sorted = sorted;
  }

  /**
   * Up to {@code limit} rows behind the row of an index, whether that row is still there or not.
   */
  List<Row> after(long index, int limit) {
    return rows.reading(() -> {
      if (isByField()) {
        return sortedAfter(index, limit);
      }
      long start = start();
      return walk(index >= start ? rows.next(index) : rows.next(start - 1), 0, limit);
    });
  }

  /** Up to {@code limit} rows with {@code offset} rows before them. */
  List<Row> from(long offset, int limit) {
    return rows.reading(() -> {
      if (isByField()) {
        List<Row> all = allSorted();
        int from = (int) Math.min(offset, all.size());
        return all.subList(from, (int) Math.min((long) from + limit, all.size()));
      }
      return isFiltered()
          ? walk(rows.next(Rows.BEFORE_ALL), offset, limit)
          : walk(rows.next(rows.atOffset(offset, start()) - 1), 0, limit);
    });
  }

  /** How many rows there are in all. */
  long total() {
    return rows.reading(() ->
        isFiltered()
            ? walk(rows.next(Rows.BEFORE_ALL), 0, Integer.MAX_VALUE).size()
            : rows.countFrom(start()));
  }

  private List<Row> walk(long from, long skip, int limit) {
    List<Row> found = new ArrayList<>(Math.min(limit, 128));
    long toSkip = skip;
    for (long i = from; i < rows.end() && found.size() < limit; i = rows.next(i)) {
      Row row = rows.row(i);
      if (!isFiltered() || passes(row)) {
        if (toSkip > 0) {
          toSkip--;
        } else {
          found.add(row);
        }
      }
    }
    return found;
  }

  /** The first index that can pass: by bisection where the rows are in the filter's order. */
  private long start() {
    if (bound == null || isFiltered()) {
      return rows.first();
    }
    long low = rows.first();
    long high = rows.end();
    while (low < high) {
      long middle = low + (high - low) / 2;
      if (passes(rows.row(middle))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private List<Row> sortedAfter(long index, int limit) {
    List<Row> all = allSorted();
    if (index == Rows.BEFORE_ALL) {
      return all.subList(0, Math.min(limit, all.size()));
    }
    Row last = rows.row(index);
    return all.stream().filter(row -> byField().compare(row, last) > 0).limit(limit).toList();
  }

  private List<Row> allSorted() {
    List<Row> all = walk(rows.next(Rows.BEFORE_ALL), 0, Integer.MAX_VALUE);
    all.sort(byField());
    return all;
  }

  private Comparator<Row> byField() {
    Comparator<Row> byField = (a, b) -> Since.compare(field(a), field(b));
    return byField.thenComparingLong(Row::index);
  }

  private JsonNode field(Row row) {
    JsonPointer pointer = since == null ? JsonPointer.empty() : since.pointer();
    return row.node().at(pointer);
  }

  private boolean passes(Row row) {
    return since == null || bound == null || since.passes(field(row), bound);
  }

  /** Whether rows must be looked at one by one. */
  private boolean isFiltered() {
    return bound != null && since != null && !since.ascending();
  }

  private boolean isByField() {
    return sorted && since != null && !since.ascending();
  }
}
