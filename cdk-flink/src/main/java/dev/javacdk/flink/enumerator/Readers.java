package dev.javacdk.flink.enumerator;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who of the readers waits, and what the others read. Confined to the coordinator thread. */
final class Readers {

  private final Set<Integer> waiting = new LinkedHashSet<>();
  private final Map<Integer, List<String>> reading = new HashMap<>();
  private final Set<Integer> dismissed = new LinkedHashSet<>();

  /** Those that have emitted all that is wanted. */
  private final Set<Integer> satisfied = new HashSet<>();

  /** It was started, for the first time or again. */
  void started(int reader) {
    givesBack(reader);
    dismissed.remove(reader);
    reading.remove(reader);
  }

  /** It goes on reading what it had. */
  void goesOn(int reader, List<String> streams) {
    reading.put(reader, streams);
  }

  /** It asks for something to read. */
  void asks(int reader) {
    reading.remove(reader);
    waiting.add(reader);
  }

  /** It was given a part of a stream. */
  void given(int reader, String stream) {
    waiting.remove(reader);
    reading.put(reader, List.of(stream));
  }

  /** It has ended, and what it had comes back. */
  void givesBack(int reader) {
    waiting.remove(reader);
    satisfied.remove(reader);
  }

  /** It has emitted all that is wanted of it. */
  void hasEnough(int reader) {
    satisfied.add(reader);
  }

  /** Whether nothing more is begun, because one of them has emitted what is wanted. */
  boolean haveEnough() {
    return !satisfied.isEmpty();
  }

  /** Those that wait, in the order in which they asked. */
  List<Integer> waiting() {
    return List.copyOf(waiting);
  }

  /** How many read a stream. */
  long of(String stream) {
    return reading.values().stream().filter(names -> names.contains(stream)).count();
  }

  /** Whether none of so many reads, and one of them waits. */
  boolean areIdle(int all) {
    return !waiting.isEmpty() && waiting.size() + dismissed.size() == all;
  }

  /** Whether it may end at any time. */
  boolean isDismissed(int reader) {
    return dismissed.contains(reader);
  }

  /** Those that wait need not wait any more. */
  List<Integer> dismiss() {
    List<Integer> all = waiting();
    dismissed.addAll(all);
    waiting.clear();
    return all;
  }
}
