package dev.javacdk.testkit.source;

import dev.javacdk.testkit.listing.Rows;
import dev.javacdk.testkit.process.StreamId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** What has reached the platform, of which rows of an API. Confined to one thread. */
final class Reached {

  private final KeysOfStreams keys;
  private final Map<StreamId, Set<String>> records = new TreeMap<>();
  private final Map<StreamId, Set<String>> keysRead = new TreeMap<>();

  Reached(KeysOfStreams keys) {
    this.keys = keys;
  }

  /** What an attempt has written. */
  void take(Attempt attempt) {
    attempt
        .of("RECORD")
        .forEach(record -> {
          StreamId stream = record.stream().orElseThrow();
          records.computeIfAbsent(stream, id -> new HashSet<>()).add(record.data().toString());
          List<List<String>> paths = keys.of(stream);
          if (paths.size() == 1) {
            keysRead
                .computeIfAbsent(stream, id -> new HashSet<>())
                .add(KeysOfStreams.at(record.data(), paths.get(0)).asString(""));
          }
        });
  }

  /**
   * Rows, and those of their children, have been read.
   *
   * @throws AssertionError that says which have not
   */
  void require(String where, Changes changes, List<Long> indexes) {
    LongStream all = indexes.stream().mapToLong(Long::longValue);
    requireKeys(
        where, changes.stream(), keysOf(changes.stream(), changes.id(), changes.rows(), all));
    for (Map.Entry<String, LongFunction<Rows>> child : changes.children().entrySet()) {
      Set<String> wanted = new TreeSet<>();
      for (long index : indexes) {
        Rows of = child.getValue().apply(index);
        LongStream present = of.present().stream().mapToLong(Long::longValue);
        wanted.addAll(keysOf(child.getKey(), null, of, present));
      }
      requireKeys(where, child.getKey(), wanted);
    }
  }

  private void requireKeys(String where, String stream, Set<String> wanted) {
    Set<String> lost = new TreeSet<>(wanted);
    lost.removeAll(keysRead.getOrDefault(StreamId.of(stream), Set.of()));
    if (!lost.isEmpty()) {
      throw new AssertionError(
          "%s: stream '%s' lacks rows that are there, by their key: %s"
              .formatted(where, stream, Resumed.some(new ArrayList<>(lost))));
    }
  }

  private Set<String> keysOf(
      String stream, @Nullable JsonPointer id, Rows rows, LongStream indexes) {
    List<List<String>> paths = keys.of(StreamId.of(stream));
    if (paths.size() != 1) {
      throw new IllegalArgumentException(
          "stream '%s' has no key of one field, by which its rows could be told apart"
              .formatted(stream));
    }
    Set<String> all = new HashSet<>();
    indexes.forEach(index -> {
      JsonNode row = rows.record(index);
      JsonNode key = id == null ? KeysOfStreams.at(row, paths.get(0)) : row.at(id);
      if (key.isMissingNode()) {
        throw new IllegalArgumentException(
            "a row of stream '%s' has no key at %s: say idAt(...): %s"
                .formatted(stream, id == null ? paths.get(0) : id, row));
      }
      all.add(key.asString(""));
    });
    return all;
  }

  /**
   * What a fresh sync reads has been read before, as it is now.
   *
   * @throws AssertionError that says what has not
   */
  void requireAll(String where, Attempt fresh) {
    fresh
        .records()
        .forEach((stream, wanted) -> {
          Set<String> there = records.getOrDefault(stream, Set.of());
          List<String> lost = wanted.stream().filter(record -> !there.contains(record)).toList();
          if (!lost.isEmpty()) {
            throw new AssertionError(
                "%s: stream '%s' lacks what a fresh sync reads: %s"
                    .formatted(where, stream, Resumed.some(lost)));
          }
        });
  }
}
