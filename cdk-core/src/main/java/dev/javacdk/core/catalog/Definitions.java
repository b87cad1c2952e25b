package dev.javacdk.core.catalog;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.read.StateMixin;
import dev.javacdk.api.state.Partition;
import dev.javacdk.core.message.StreamId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds what is unsound about stream definitions, all of it at once and without I/O. Safe for use
 * by many threads.
 */
public final class Definitions {

  private Definitions() {}

  /**
   * The same streams, if they are sound.
   *
   * @throws SystemError that names every mistake
   */
  public static List<Stream> checked(List<Stream> streams) {
    List<String> mistakes = new ArrayList<>();
    Set<StreamId> ids = new HashSet<>();
    for (Stream stream : streams) {
      if (!ids.add(StreamId.of(stream))) {
        mistakes.add("two streams are called '" + StreamId.of(stream) + "'");
      }
      check(stream, mistakes);
    }
    if (!mistakes.isEmpty()) {
      throw new SystemError("the source is not sound: " + String.join("; ", mistakes));
    }
    return streams;
  }

  /**
   * What is unsound about one stream, or about those of the source that are its parents at any
   * level; empty where all is well.
   *
   * @param all the source's streams
   */
  public static List<String> mistakes(Stream stream, List<Stream> all) {
    Set<StreamId> ids = all.stream().map(StreamId::of).collect(Collectors.toSet());
    List<String> mistakes = new ArrayList<>();
    if (all.stream().filter(s -> StreamId.of(s).equals(StreamId.of(stream))).count() > 1) {
      mistakes.add("two streams are called '" + StreamId.of(stream) + "'");
    }
    check(stream, mistakes);
    Stream child = stream;
    while (child.partitions() instanceof Partitions.Each each) {
      child = each.parent();
      if (ids.contains(StreamId.of(child))) {
        check(child, mistakes);
      }
    }
    return mistakes;
  }

  private static void check(Stream stream, List<String> mistakes) {
    String name = "stream '" + stream.name() + "'";
    List<String> problems = stream.problems();
    if (!problems.isEmpty()) {
      problems.forEach(problem -> mistakes.add(name + ": " + problem));
      return;
    }
    if (stream.name().isBlank()) {
      mistakes.add("a stream has no name");
    }
    if (stream.schema().saysProperties()) {
      for (List<String> path : stream.primaryKey()) {
        if (path.isEmpty() || !stream.schema().has(path.get(0))) {
          mistakes.add(name + ": its schema has no key field '" + String.join(".", path) + "'");
        }
      }
      stream
          .cursor()
          .filter(cursor -> !stream.schema().has(cursor.field()))
          .ifPresent(cursor ->
              mistakes.add(name + ": its schema has no cursor field '" + cursor.field() + "'"));
    }
    IncrementalDefinitions.check(name, stream, mistakes);
    if (stream instanceof StateMixin
        && (stream.partitions() instanceof Partitions.Each
            || (stream.cursor().isEmpty()
                && !(stream.partitions() instanceof Partitions.Single)))) {
      mistakes.add(
          name + ": a stream that is a StateMixin has one state; give one reader a partition");
    }
    if (stream.partitions() instanceof Partitions.Each each) {
      checkParent(name, each, mistakes);
      checkList(name, each.times(), mistakes);
      for (String taken : List.of(each.name(), Partition.PARENT_SLICE)) {
        if (each.times().stream().anyMatch(part -> part.has(taken))) {
          mistakes.add(
              "%s: its list has a value called '%s', and so has the part of its parent: rename one"
                  .formatted(name, taken));
        }
      }
    } else if (stream.partitions() instanceof Partitions.Listed listed) {
      checkList(name, listed.partitions(), mistakes);
    }
  }

  private static void checkList(String name, List<Partition> parts, List<String> mistakes) {
    if (Set.copyOf(parts).size() < parts.size()) {
      mistakes.add(name + ": one of its partitions is listed twice");
    }
  }

  private static void checkParent(String name, Partitions.Each each, List<String> mistakes) {
    Stream parent = each.parent();
    String field = each.field();
    if (!field.startsWith("/") && parent.schema().saysProperties() && !parent.schema().has(field)) {
      mistakes.add(
          "%s: the schema of its parent '%s' has no field '%s'"
              .formatted(name, parent.name(), field));
    }
  }
}
