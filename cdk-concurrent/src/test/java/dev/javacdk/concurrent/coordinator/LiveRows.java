package dev.javacdk.concurrent.coordinator;

import static dev.javacdk.core.run.TestRecords.object;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.error.TransientError;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.read.ReadContext;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.core.run.ExpandedState;
import dev.javacdk.core.state.StateJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A model of an API: rows, below each of them more rows, and below the last level pages of records.
 * Rows come and go, requests fail, positions are refused, by chance. A page of a row is called by
 * its path: {@code /10/20#3}; where each row is read in two kinds, {@code /10/20:a#3}.
 */
final class LiveRows {

  static final String NAME = "leaves";

  /** How likely it is that something is not as it should be, each time it is asked for. */
  record Weather(double change, double fail, double parentFails, double refuse, boolean hopeless) {}

  private final Random random;
  private final Weather weather;
  private final boolean twoKinds;
  private final int text;
  private final Map<String, NavigableMap<Long, Integer>> collections = new TreeMap<>();
  private final Set<String> deleted = new HashSet<>();
  private final Set<String> hopeless = new HashSet<>();
  private final Set<String> fromTheStart;
  private long nextId = 1_000;

  private final int pageSize;
  private Predicate<String> committed = page -> false;

  final int levels;
  final StreamDefinition stream;

  /** Pages that the API was asked for in this attempt. */
  final Set<String> asked = new HashSet<>();

  /** Pages of parents that the API was asked for in this attempt: {@code /10@30}, behind row 30. */
  private final Set<String> askedParents = new HashSet<>();

  /** Partitions whose position was refused in this attempt. */
  private final Set<String> refused = new HashSet<>();

  /** How many partitions were gone when they were read in this attempt. */
  int gone;

  /** Whether anything failed in this attempt. */
  boolean failed;

  LiveRows(Random random, Weather weather) {
    this.random = random;
    this.weather = weather;
    this.levels = 1 + random.nextInt(3);
    this.pageSize = 1 + random.nextInt(4);
    this.twoKinds = random.nextInt(4) == 0;
    this.text = random.nextBoolean() ? 10 : 3_000;
    this.stream = define();
    fill("", 0);
    this.fromTheStart = leaves();
    fromTheStart.removeIf(page -> !hasRecord(page));
    for (String leaf : fromTheStart) {
      if (weather.hopeless() && random.nextInt(12) == 0) {
        hopeless.add(rowOf(leaf));
      }
    }
  }

  private StreamDefinition define() {
    StreamDefinition above = Streams.paged("level0", this::readParents);
    for (int level = 1; level < levels; level++) {
      above = Streams.paged("level" + level, this::readParents).partitions(in(above));
    }
    Partitions.Each each = in(above);
    return Streams.paged(NAME, (PageReader) this::readLeaves)
        .partitions(twoKinds ? each.times(Partitions.of("kind", "a", "b")) : each);
  }

  private static Partitions.Each in(Stream parent) {
    return Partitions.each(parent, "id").as(parent.name() + "_id");
  }

  private void fill(String path, int level) {
    int rows = random.nextInt(level == 0 ? 9 : 4);
    for (long id = 1; id <= rows; id++) {
      insert(path, level, id * 10);
    }
  }

  private void insert(String path, int level, long id) {
    collections.computeIfAbsent(path, p -> new TreeMap<>()).put(id, 1 + random.nextInt(4));
    if (level + 1 < levels) {
      fill(path + "/" + id, level + 1);
    }
  }

  /** A row appears or vanishes somewhere, now and then. */
  void change() {
    if (collections.isEmpty() || random.nextDouble() >= weather.change()) {
      return;
    }
    List<String> paths = new ArrayList<>(collections.keySet());
    String path = paths.get(random.nextInt(paths.size()));
    NavigableMap<Long, Integer> rows = Objects.requireNonNull(collections.get(path));
    if (random.nextBoolean() || rows.isEmpty()) {
      long id = random.nextInt(4) == 0 ? nextId++ : 1L + random.nextInt(130);
      if (!rows.containsKey(id) && !deleted.contains(path + "/" + id)) {
        insert(path, (int) path.chars().filter(c -> c == '/').count(), id);
      }
    } else {
      List<Long> ids = new ArrayList<>(rows.keySet());
      long id = ids.get(random.nextInt(ids.size()));
      rows.remove(id);
      deleted.add(path + "/" + id);
    }
  }

  /** A new attempt from this state: nothing was asked for yet. */
  void begin(JsonNode state) {
    committed = covered(state);
    asked.clear();
    askedParents.clear();
    refused.clear();
    gone = 0;
    failed = false;
  }

  private void fail(double chance) {
    if (random.nextDouble() < chance) {
      failed = true;
      throw new TransientError("deliberate");
    }
  }

  private Progress readParents(StreamSlice slice, RecordOutput output, ReadContext context) {
    fail(weather.parentFails());
    NavigableMap<Long, Integer> rows = rows(path(slice.partition()));
    long after = slice.cursor().number("after", 0);
    askedParents.add(path(slice.partition()) + "@" + after);
    int emitted = 0;
    for (long id : new ArrayList<>(rows.tailMap(after, false).keySet())) {
      if (emitted++ == pageSize) {
        break;
      }
      output.emit(object().put("id", id));
      after = id;
    }
    return rows.higherKey(after) == null ? Progress.complete() : Progress.next("after", after);
  }

  private Progress readLeaves(StreamSlice slice, RecordOutput output, ReadContext context) {
    String leaf = leaf(slice.partition());
    String row = path(slice.partition());
    fail(hopeless.contains(row) ? 1 : weather.fail());
    int slash = row.lastIndexOf('/');
    Integer pages = rows(row.substring(0, slash)).get(Long.parseLong(row.substring(slash + 1)));
    if (pages == null) {
      gone++;
      return Progress.gone("not there");
    }
    if (!slice.cursor().isStart() && random.nextDouble() < weather.refuse() && refused.add(leaf)) {
      return Progress.restart("refused");
    }
    long page = slice.cursor().number("page", 0);
    if (committed.test(leaf + "#" + page) && !refused.contains(leaf)) {
      throw new AssertionError("I3: " + leaf + "#" + page + " was committed, and is read again");
    }
    asked.add(leaf + "#" + page);
    if (hasRecord(leaf + "#" + page)) {
      output.emit(object().put("id", leaf + "#" + page).put("text", "x".repeat(text)));
    }
    return page + 1 < pages ? Progress.next("page", page + 1) : Progress.complete();
  }

  private static boolean hasRecord(String page) {
    return page.hashCode() % 7 != 0;
  }

  private NavigableMap<Long, Integer> rows(String path) {
    return collections.getOrDefault(path, new TreeMap<>());
  }

  /** The ids that lead to a partition: {@code /10/20}. */
  private static String path(Partition partition) {
    if (partition.isEmpty()) {
      return "";
    }
    String name =
        partition.names().stream().filter(n -> n.endsWith("_id")).findFirst().orElseThrow();
    return partition.parent().map(LiveRows::path).orElse("") + "/" + partition.number(name, -1);
  }

  /** The same of a partition's key. */
  private static String path(JsonNode key) {
    for (String name : key.propertyNames()) {
      if (name.endsWith("_id")) {
        return path(key.path("parent_slice")) + "/" + key.path(name).asString();
      }
    }
    return "";
  }

  private static String leaf(Partition partition) {
    return path(partition) + (partition.has("kind") ? ":" + partition.text("kind") : "");
  }

  private static String leaf(JsonNode key) {
    return path(key) + (key.has("kind") ? ":" + key.path("kind").asString() : "");
  }

  private static String rowOf(String page) {
    int end = page.indexOf(':') < 0 ? page.indexOf('#') : page.indexOf(':');
    return page.substring(0, end);
  }

  private static String leafOf(String page) {
    return page.substring(0, page.indexOf('#'));
  }

  private Set<String> leaves() {
    Set<String> leaves = new TreeSet<>();
    collect("", 0, leaves);
    return leaves;
  }

  private void collect(String path, int level, Set<String> leaves) {
    rows(path)
        .forEach((id, pages) -> {
          String row = path + "/" + id;
          if (level + 1 < levels) {
            collect(row, level + 1, leaves);
            return;
          }
          for (String kind : twoKinds ? List.of(":a", ":b") : List.of("")) {
            for (int page = 0; page < pages; page++) {
              leaves.add(row + kind + "#" + page);
            }
          }
        });
  }

  /** The pages with a record that were there at the start. */
  Set<String> fromTheStart() {
    return fromTheStart;
  }

  /** Whether a page from the start is still there. */
  boolean isLasting(String page) {
    for (String row = rowOf(page); !row.isEmpty(); row = row.substring(0, row.lastIndexOf('/'))) {
      if (deleted.contains(row)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a page from the start is still there and can be read at all. */
  boolean isOwed(String page) {
    return isLasting(page) && !hopeless.contains(rowOf(page));
  }

  boolean hasHopeless() {
    return !hopeless.isEmpty();
  }

  /** How many partitions a page of their parent makes at most. */
  int partsOfAPage() {
    return pageSize * (twoKinds ? 2 : 1);
  }

  /** Whether the page is of a partition that goes on where it was. */
  boolean isOpen(String page) {
    return !refused.contains(leafOf(page));
  }

  /** Which pages a state says were read. */
  Predicate<String> covered(JsonNode written) {
    JsonNode state = ExpandedState.of(written);
    Map<String, Long> positions = new HashMap<>();
    for (JsonNode entry : state.path("states")) {
      positions.put(leaf(entry.path("partition")), position(entry.path("cursor"), "page"));
    }
    boolean complete = StateJson.isComplete(state);
    JsonNode handedOut = state.path("handed_out").path("level" + (levels - 1));
    return page -> {
      Long position = positions.get(leafOf(page));
      return complete
          || (position == null
              ? handedOut(handedOut, rowOf(page), levels - 1)
              : Long.parseLong(page.substring(page.indexOf('#') + 1)) < position);
    };
  }

  /** The pages of parents that were asked for and stand beyond a state's watermarks. */
  List<String> parentPagesBeyond(JsonNode written) {
    JsonNode state = ExpandedState.of(written);
    if (StateJson.isComplete(state)) {
      return List.of();
    }
    return askedParents.stream()
        .filter(page -> {
          int at = page.indexOf('@');
          long after = Long.parseLong(page.substring(at + 1));
          return watermark(state, page.substring(0, at)) <= after;
        })
        .toList();
  }

  /** Up to where the rows below this path were handed out. */
  private long watermark(JsonNode state, String path) {
    int level = (int) path.chars().filter(c -> c == '/').count();
    JsonNode at = state;
    for (int down = levels - 1; down >= level; down--) {
      at = at.path("handed_out").path("level" + down);
      if (StateJson.isComplete(at)) {
        return Long.MAX_VALUE;
      }
    }
    if (level == 0) {
      return position(at, "after");
    }
    for (JsonNode entry : at.path("states")) {
      if (path(entry.path("partition")).equals(path)) {
        return position(entry.path("cursor"), "after");
      }
    }
    JsonNode above = at.path("handed_out").path("level" + (level - 1));
    return handedOut(above, path, level - 1) ? Long.MAX_VALUE : 0;
  }

  /** Whether the watermark of this level has passed a row. */
  private static boolean handedOut(@Nullable JsonNode watermark, String row, int level) {
    if (watermark == null || watermark.isMissingNode()) {
      return false;
    }
    int slash = row.lastIndexOf('/');
    long id = Long.parseLong(row.substring(slash + 1));
    if (StateJson.isComplete(watermark) || level == 0) {
      return position(watermark, "after") >= id;
    }
    String above = row.substring(0, slash);
    for (JsonNode entry : watermark.path("states")) {
      if (path(entry.path("partition")).equals(above)) {
        return position(entry.path("cursor"), "after") >= id;
      }
    }
    return handedOut(watermark.path("handed_out").path("level" + (level - 1)), above, level - 1);
  }

  private static long position(JsonNode cursor, String name) {
    return StateJson.isComplete(cursor) ? Long.MAX_VALUE : cursor.path(name).asLong(0);
  }

  @Override
  public String toString() {
    return "%d levels, %d a page%s, %s"
        .formatted(levels, pageSize, twoKinds ? ", two kinds" : "", weather);
  }
}
