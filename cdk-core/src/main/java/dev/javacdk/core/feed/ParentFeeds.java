package dev.javacdk.core.feed;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.read.StateMixin;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.checkpoint.OwnSlices;
import dev.javacdk.core.checkpoint.StreamKind;
import dev.javacdk.core.ledger.ParentRequest;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.sync.StreamPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The feeds of a sync: which of its streams are parents of others of them, at any level. A parent
 * is known by the object that it is: what a source makes anew may ask for something else. Confined
 * to the thread that owns order and output.
 */
public final class ParentFeeds {

  /** How much of one parent is kept. */
  public static final long MOST_BYTES = 8 << 20;

  private final Map<StreamId, Parent> parents = new HashMap<>();
  private final Map<StreamId, List<Asker>> askers = new HashMap<>();

  private record Parent(ParentFeed feed, ParentFields fields) {}

  /** Somebody who hangs on a parent that is read in this sync. */
  private record Asker(int level, Partitions.Each each, ParentFeed.Child child) {}

  private ParentFeeds() {}

  /**
   * Those of the streams of a sync.
   *
   * @param mostBytes how much of one parent is kept
   */
  public static ParentFeeds of(List<StreamPlan> plans, long mostBytes) {
    IdentityHashMap<Stream, StreamId> read = new IdentityHashMap<>();
    plans.stream()
        .map(StreamPlan::stream)
        .filter(ParentFeeds::isShareable)
        .forEach(stream -> read.put(stream, StreamId.of(stream)));
    Map<StreamId, List<Partitions.Each>> uses = new HashMap<>();
    for (StreamPlan plan : plans) {
      for (Partitions.Each each : Upwards.of(plan.stream())) {
        StreamId parent = read.get(each.parent());
        if (parent != null) {
          uses.computeIfAbsent(parent, p -> new ArrayList<>()).add(each);
        }
      }
    }
    ParentFeeds feeds = new ParentFeeds();
    read.forEach((stream, id) -> {
      List<Partitions.Each> users = uses.get(id);
      if (users != null) {
        feeds.parents.put(
            id,
            new Parent(
                new ParentFeed(mostBytes, !stream.positionsAreStable()), ParentFields.of(users)));
      }
    });
    plans.forEach(plan -> feeds.add(plan, read));
    return feeds;
  }

  /**
   * Whether a page of it stands for what another reader of it would read: not where a reader has a
   * state, or positions that are good for nobody else; windows are no slices that anybody asks for.
   */
  private static boolean isShareable(Stream stream) {
    try {
      return stream.supportsCheckpointing()
          && !(stream instanceof StateMixin)
          && !(stream instanceof OwnSlices)
          && StreamKind.of(stream) != StreamKind.WINDOWED;
    } catch (RuntimeException e) {
      // It fails in its turn.
      return false;
    }
  }

  /** The same streams in the same order, but for parents, which come before who hangs on them. */
  public static List<StreamPlan> parentsFirst(List<StreamPlan> plans) {
    IdentityHashMap<Stream, StreamPlan> read = new IdentityHashMap<>();
    plans.stream()
        .filter(plan -> isShareable(plan.stream()))
        .forEach(plan -> read.put(plan.stream(), plan));
    Map<StreamId, StreamPlan> ordered = new LinkedHashMap<>();
    for (StreamPlan plan : plans) {
      List<Partitions.Each> levels = new ArrayList<>(Upwards.of(plan.stream()));
      Collections.reverse(levels);
      levels.stream()
          .map(each -> read.get(each.parent()))
          .filter(Objects::nonNull)
          .forEach(parent -> ordered.putIfAbsent(parent.id(), parent));
      ordered.putIfAbsent(plan.id(), plan);
    }
    return List.copyOf(ordered.values());
  }

  /** Those streams whose pages another one takes over where both are read in one sync. */
  public static List<Stream> sharedBy(Stream child, List<Stream> streams) {
    Set<Stream> read = Collections.newSetFromMap(new IdentityHashMap<>());
    read.addAll(streams);
    return Upwards.of(child).stream()
        .map(Partitions.Each::parent)
        .filter(parent -> read.contains(parent) && isShareable(parent))
        .toList();
  }

  private void add(StreamPlan plan, IdentityHashMap<Stream, StreamId> read) {
    List<Partitions.Each> levels = Upwards.of(plan.stream());
    for (int level = 0; level < levels.size(); level++) {
      StreamId id = read.get(levels.get(level).parent());
      if (id != null && parents.containsKey(id)) {
        ParentFeed.Child child = parents.get(id).feed().child();
        askers
            .computeIfAbsent(plan.id(), p -> new ArrayList<>())
            .add(new Asker(level, levels.get(level), child));
      }
    }
  }

  /** What others take of this stream; empty where nobody hangs on it. */
  public Optional<ParentFeed> of(StreamId parent) {
    return Optional.ofNullable(parents.get(parent)).map(Parent::feed);
  }

  /** What is kept of each of its records; empty where nobody hangs on it. */
  public Optional<ParentFields> fieldsOf(StreamId parent) {
    return Optional.ofNullable(parents.get(parent)).map(Parent::fields);
  }

  /** What becomes of a request for a page of a stream's parents. */
  public ParentFeed.Answer ask(StreamId stream, ParentRequest request) {
    return asker(stream, request)
        .map(asker -> asker.child().ask(Upwards.asked(asker.each(), request)))
        .orElseGet(ParentFeed.Answer.Alone::new);
  }

  /** A page was fetched that had to be. */
  public void fetched(StreamId stream, ParentRequest request, Progress progress) {
    asker(stream, request)
        .ifPresent(asker -> asker.child().fetched(Upwards.asked(asker.each(), request), progress));
  }

  private Optional<Asker> asker(StreamId stream, ParentRequest request) {
    return askers.getOrDefault(stream, List.of()).stream()
        .filter(asker -> asker.level() == request.level())
        .findFirst();
  }

  /** Whose child this is: of this stream, at one of its levels. */
  public boolean isOf(StreamId stream, ParentFeed.Child child) {
    return askers.getOrDefault(stream, List.of()).stream()
        .anyMatch(asker -> asker.child() == child);
  }

  /** The stream is over: it takes nothing more. */
  public void over(StreamId stream) {
    askers.getOrDefault(stream, List.of()).forEach(asker -> asker.child().over());
    askers.remove(stream);
  }
}
