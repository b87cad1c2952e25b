package dev.javacdk.core.ledger;

import static java.util.Objects.requireNonNull;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A model of an API with nested collections: rows of the top level, below each row rows of the
 * next, and below the last level pages of records. Rows come and go; page tokens are the last id
 * that was given, so that this shifts nothing.
 */
final class World {

  final int levels;
  final int pageSize;
  final boolean parentsResume;
  final StreamDefinition stream;

  /** The rows of each collection, by the path of ids that leads to it. */
  private final Map<String, TreeMap<Long, Integer>> collections = new TreeMap<>();

  private final Random random;
  private final Set<String> deleted = new HashSet<>();
  private final Set<String> fromTheStart = new HashSet<>();
  private long nextId = 1_000;

  World(Random random, int levels, boolean parentsResume) {
    this.random = random;
    this.levels = levels;
    this.pageSize = 1 + random.nextInt(4);
    this.parentsResume = parentsResume;
    this.stream = define();
    fill("", 0);
    fromTheStart.addAll(leaves());
  }

  private StreamDefinition define() {
    StreamDefinition above = parent(definition("level0"));
    for (int level = 1; level < levels; level++) {
      above = parent(in(above, definition("level" + level)));
    }
    return in(above, definition("leaves"));
  }

  private StreamDefinition parent(StreamDefinition stream) {
    return parentsResume ? stream : stream.withoutCheckpoints();
  }

  private static StreamDefinition definition(String name) {
    return Streams.paged(name, (slice, output, context) -> Progress.complete());
  }

  private static StreamDefinition in(Stream parent, StreamDefinition stream) {
    return stream.partitions(Partitions.each(parent, "id").as(parent.name() + "_id"));
  }

  /** What the keys of the leaves differ in. */
  String keyName() {
    return ((Partitions.Each) stream.partitions()).name();
  }

  private void fill(String path, int level) {
    int rows = random.nextInt(level == 0 ? 12 : 6);
    for (long id = 1; id <= rows; id++) {
      insert(path, level, id * 10);
    }
  }

  private void insert(String path, int level, long id) {
    int pages = 1 + random.nextInt(3);
    collections.computeIfAbsent(path, p -> new TreeMap<>()).put(id, pages);
    if (level + 1 < levels) {
      fill(path + "/" + id, level + 1);
    }
  }

  /** A row appears or vanishes somewhere. */
  void change() {
    List<String> paths = new ArrayList<>(collections.keySet());
    if (paths.isEmpty()) {
      return;
    }
    String path = paths.get(random.nextInt(paths.size()));
    TreeMap<Long, Integer> rows = requireNonNull(collections.get(path));
    int level = path.isEmpty() ? 0 : (int) path.chars().filter(c -> c == '/').count();
    if (random.nextBoolean() || rows.isEmpty()) {
      long id = random.nextInt(4) == 0 ? nextId++ : 1L + random.nextInt(130);
      if (!rows.containsKey(id) && !deleted.contains(path + "/" + id)) {
        insert(path, level, id);
      }
    } else {
      List<Long> ids = new ArrayList<>(rows.keySet());
      long id = ids.get(random.nextInt(ids.size()));
      rows.remove(id);
      deleted.add(path + "/" + id);
    }
  }

  /** The page of parents that a request asks for. */
  ParentPage fetch(ParentRequest request) {
    StreamSlice slice = request.slice();
    String path = path(slice.partition());
    TreeMap<Long, Integer> rows = collections.getOrDefault(path, new TreeMap<>());
    long after = slice.cursor().number("after", 0);
    List<Partition> page = new ArrayList<>();
    String parent = "level" + (levels - 1 - request.level());
    for (long id : rows.tailMap(after, false).keySet()) {
      if (page.size() == pageSize) {
        break;
      }
      page.add(
          Partition.of(parent + "_id", JsonNodeFactory.instance.numberNode(id), slice.partition()));
      after = id;
    }
    boolean more = rows.higherKey(after) != null;
    return ParentPage.of(page, more ? Progress.next("after", after) : Progress.complete());
  }

  /** The progress after reading a leaf partition's page. */
  Progress read(Partition partition, CursorPosition cursor) {
    long page = cursor.number("page", 0);
    String path = path(partition);
    int slash = path.lastIndexOf('/');
    Integer pages =
        collections
            .getOrDefault(path.substring(0, slash), new TreeMap<>())
            .get(Long.parseLong(path.substring(slash + 1)));
    if (pages == null) {
      return Progress.gone("not there");
    }
    return page + 1 < pages ? Progress.next("page", page + 1) : Progress.complete();
  }

  /** The path of ids of a partition: {@code /10/20}. */
  static String path(Partition partition) {
    if (partition.isEmpty()) {
      return "";
    }
    String key =
        partition.names().stream().filter(n -> !n.equals("parent_slice")).findFirst().orElseThrow();
    return partition.parent().map(World::path).orElse("") + "/" + partition.number(key, -1);
  }

  /** Every page of every leaf partition that is there now. */
  Set<String> leaves() {
    Set<String> leaves = new HashSet<>();
    collect("", 0, leaves);
    return leaves;
  }

  private void collect(String path, int level, Set<String> leaves) {
    collections
        .getOrDefault(path, new TreeMap<>())
        .forEach((id, pages) -> {
          String row = path + "/" + id;
          if (level + 1 < levels) {
            collect(row, level + 1, leaves);
          } else {
            for (int page = 0; page < pages; page++) {
              leaves.add(row + "#" + page);
            }
          }
        });
  }

  /** The leaf pages that were there all the time. */
  Set<String> lasting() {
    Set<String> lasting = new HashSet<>(leaves());
    lasting.retainAll(fromTheStart);
    lasting.removeIf(leaf ->
        deleted.stream().anyMatch(row -> leaf.startsWith(row + "/") || leaf.startsWith(row + "#")));
    return lasting;
  }
}
