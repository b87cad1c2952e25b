package dev.javacdk.concurrent.coordinator;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.read.StateMixin;
import dev.javacdk.api.state.Partition;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.sync.StreamPlan;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which streams must not be read at the same time: those of one group, and those that share an
 * object that manages its own state, as themselves, as the one reader of their definition or as
 * their parent, since that belongs to one thread at a time. Confined to the coordinator thread.
 */
final class Exclusions {

  /** What each stream needs for itself: names of groups, and objects told apart by identity. */
  private final Map<StreamId, Set<Object>> needs = new HashMap<>();

  private final IdentityHashMap<Object, Object> identities = new IdentityHashMap<>();
  private final Set<Object> taken = new HashSet<>();

  Exclusions(List<StreamPlan> plans) {
    for (StreamPlan plan : plans) {
      Set<Object> own = new HashSet<>();
      collect(plan.stream(), own);
      needs.put(plan.id(), own);
    }
  }

  private void collect(Stream stream, Set<Object> own) {
    stream.group().ifPresent(own::add);
    if (stream instanceof StateMixin) {
      own.add(identity(stream));
    } else if (stream instanceof StreamDefinition definition
        && stream.partitions() instanceof Partitions.Single
        && definition.reader(Partition.whole()) instanceof StateMixin reader) {
      own.add(identity(reader));
    }
    if (stream.partitions() instanceof Partitions.Each each) {
      collect(each.parent(), own);
    }
  }

  private Object identity(Object object) {
    return identities.computeIfAbsent(object, o -> new Object());
  }

  /** Takes what the stream needs for itself, unless another has it; returns whether it did. */
  boolean take(StreamPlan plan) {
    Set<Object> own = needs(plan);
    for (Object need : own) {
      if (taken.contains(need)) {
        return false;
      }
    }
    taken.addAll(own);
    return true;
  }

  /** The stream is over. */
  void release(StreamPlan plan) {
    taken.removeAll(needs(plan));
  }

  private Set<Object> needs(StreamPlan plan) {
    return needs.getOrDefault(plan.id(), Set.of());
  }
}
