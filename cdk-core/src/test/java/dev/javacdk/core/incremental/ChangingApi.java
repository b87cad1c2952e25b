package dev.javacdk.core.incremental;

import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.cursor.CursorValues;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.core.ledger.ParentPage;
import dev.javacdk.core.ledger.ParentRequest;
import dev.javacdk.core.walk.PageSaid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A model of an API whose records change while they are read. Each row of a parent has records,
 * given in the order of their ids, which is not the order in which they changed. Whatever changes
 * is stamped by the server's clock, which may be off.
 *
 * <p>For a cursor of numbers, whatever changes gets the next number of a sequence with holes, and
 * records are given in the order of these numbers.
 */
final class ChangingApi {

  /** One record of a row, at one of its versions. */
  record Version(long row, long id, int version) {}

  private record Stamped(int version, Instant changed) {}

  /** A page of records, and what it says. */
  record Page(List<Version> versions, PageSaid said) {}

  private static final int PAGE = 3;

  private final Random random;
  private static final int GROUPS = 3;

  private final Duration skew;
  private final Cursor cursor;
  private final CursorValues values;
  private final NavigableMap<Long, NavigableMap<Long, Stamped>> rows = new TreeMap<>();
  private final Map<Long, Instant> rowChanged = new HashMap<>();
  private long nextId = 1;
  private long sequence;
  private Instant now;

  ChangingApi(Random random, Cursor cursor, Instant now, Duration skew) {
    this.random = random;
    this.cursor = cursor;
    this.values = cursor.values().like("2026-08-01T00:00:00.000Z");
    this.now = now;
    this.skew = skew;
    int count = random.nextInt(10);
    for (int row = 0; row < count; row++) {
      insertRow(1 + random.nextInt(1_000));
    }
  }

  /** The true time, which the connector's clock shows. */
  Instant now() {
    return now;
  }

  void passTime(Duration time) {
    now = now.plus(time);
  }

  private Instant stamp() {
    if (values.isInstant()) {
      return now.minus(skew);
    }
    sequence += random.nextInt(20) == 0 ? 30 : 1 + random.nextInt(2);
    return Instant.ofEpochSecond(sequence);
  }

  /** How the API writes when something changed. */
  private String text(Instant changed) {
    return values.isInstant() ? values.textOf(changed) : String.valueOf(changed.getEpochSecond());
  }

  /** Something changes: a row or a record appears, changes or vanishes. */
  void change() {
    int kind = random.nextInt(100) < 2 ? 1 : 2 + random.nextInt(9);
    if (rows.isEmpty() || kind == 10) {
      insertRow(1 + random.nextInt(1_000));
      return;
    }
    List<Long> ids = new ArrayList<>(rows.keySet());
    long row = ids.get(random.nextInt(ids.size()));
    NavigableMap<Long, Stamped> records = rows.get(row);
    if (kind == 1) {
      rows.remove(row);
      return;
    }
    if (kind <= 4 || records.isEmpty()) {
      // Not always the greatest id: ids say nothing about time.
      long id =
          row * 1_000_000 + (random.nextBoolean() ? nextId++ : 500_000 + random.nextInt(10_000));
      records.merge(id, new Stamped(1, stamp()), (a, b) -> new Stamped(a.version() + 1, stamp()));
    } else {
      List<Long> of = new ArrayList<>(records.keySet());
      long id = of.get(random.nextInt(of.size()));
      if (kind == 5) {
        records.remove(id);
      } else {
        records.computeIfPresent(id, (i, old) -> new Stamped(old.version() + 1, stamp()));
      }
    }
    rowChanged.put(row, stamp());
  }

  private void insertRow(long row) {
    if (rows.containsKey(row)) {
      return;
    }
    NavigableMap<Long, Stamped> records = new TreeMap<>();
    int count = random.nextInt(8);
    for (int i = 0; i < count; i++) {
      records.put(row * 1_000_000 + nextId++, new Stamped(1, stamp()));
    }
    rows.put(row, records);
    rowChanged.put(row, stamp());
  }

  /** What is there now. */
  List<Version> everything() {
    List<Version> all = new ArrayList<>();
    rows.forEach((row, records) ->
        records.forEach((id, stamped) -> all.add(new Version(row, id, stamped.version()))));
    return all;
  }

  /** What a reader finds that was there before this kit. */
  List<Version> foundBy(OlderReader reader) {
    List<Version> found = new ArrayList<>();
    rows.forEach((row, records) -> {
      if (reader.visits(rowChanged.get(row))) {
        records.forEach((id, stamped) -> {
          if (reader.reads(row, stamped.changed())) {
            found.add(new Version(row, id, stamped.version()));
          }
        });
      }
    });
    return found;
  }

  /** A page of parent rows, since when they changed where the slice says so. */
  ParentPage parents(ParentRequest request) {
    StreamSlice slice = request.slice();
    if (request.level() == 1) {
      return groups(slice);
    }
    long after = slice.cursor().number("after", 0);
    long group = slice.partition().number("group", -1);
    List<Partition> page = new ArrayList<>();
    String greatest = null;
    for (long row : rows.tailMap(after, false).keySet()) {
      String changed = text(rowChanged.get(row));
      if (group >= 0 && row % GROUPS != group) {
        continue;
      }
      if (slice.since() != null && values.compare(changed, slice.since()) < 0) {
        continue;
      }
      if (page.size() == PAGE) {
        return new ParentPage(page, PageSaid.of(Progress.next("after", after), greatest));
      }
      page.add(Partition.of("row", JsonNodeFactory.instance.numberNode(row), slice.partition()));
      greatest = greatest == null ? changed : values.max(greatest, changed);
      after = row;
    }
    return new ParentPage(page, PageSaid.of(Progress.complete(), greatest));
  }

  /** A page of the groups that rows are in. */
  private static ParentPage groups(StreamSlice slice) {
    long group = slice.cursor().number("after", -1) + 1;
    Partition partition =
        Partition.of("group", JsonNodeFactory.instance.numberNode(group), Partition.whole());
    Progress progress = group + 1 < GROUPS ? Progress.next("after", group) : Progress.complete();
    return new ParentPage(List.of(partition), PageSaid.of(progress));
  }

  /** A page of one row's records. */
  Page row(StreamSlice slice) {
    long row = slice.partition().number("row", -1);
    NavigableMap<Long, Stamped> records = rows.get(row);
    if (records == null) {
      return new Page(List.of(), PageSaid.of(Progress.gone("not there")));
    }
    return page(Map.of(row, records), slice);
  }

  /** A page of all records. */
  Page all(StreamSlice slice) {
    return page(rows, slice);
  }

  private Page page(Map<Long, NavigableMap<Long, Stamped>> of, StreamSlice slice) {
    long start = slice.cursor().number("after", 0);
    TreeMap<Long, Version> found = new TreeMap<>();
    Map<Long, Instant> changed = new HashMap<>();
    of.forEach((row, records) ->
        records.forEach((id, stamped) -> {
          long position = values.isInstant() ? id : stamped.changed().getEpochSecond();
          if (position > start && isWanted(text(stamped.changed()), slice)) {
            found.put(position, new Version(row, id, stamped.version()));
            changed.put(position, stamped.changed());
          }
        }));
    List<Version> versions = new ArrayList<>();
    String greatest = null;
    long after = start;
    for (Map.Entry<Long, Version> next : found.entrySet()) {
      if (versions.size() == PAGE) {
        return new Page(versions, PageSaid.of(Progress.next("after", after), greatest));
      }
      versions.add(next.getValue());
      String value = text(changed.get(next.getKey()));
      greatest = greatest == null ? value : values.max(greatest, value);
      after = next.getKey();
    }
    return new Page(versions, PageSaid.of(Progress.complete(), greatest));
  }

  private boolean isWanted(String changed, StreamSlice slice) {
    return isFrom(slice.since(), changed) && isBefore(slice.until(), changed);
  }

  private boolean isFrom(@Nullable String since, String changed) {
    return since == null || values.compare(changed, since) >= 0;
  }

  /** Only windows are asked for with an end; other APIs do not know one. */
  private boolean isBefore(@Nullable String until, String changed) {
    return until == null || cursor.windows().isEmpty() || values.compare(changed, until) < 0;
  }
}
