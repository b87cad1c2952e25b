package dev.javacdk.core.read;

import dev.javacdk.api.Cursor;
import dev.javacdk.api.Partition;
import dev.javacdk.api.Partitions;
import dev.javacdk.api.Progress;
import dev.javacdk.api.ReadContext;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamSlice;
import dev.javacdk.api.StreamState;
import dev.javacdk.core.checkpoint.ParentPages;
import dev.javacdk.core.ledger.ParentPage;
import dev.javacdk.core.ledger.ParentRequest;
import dev.javacdk.core.walk.PageSaid;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads pages of a substream's parents, and makes a partition of each of their records. May block;
 * called by one thread at a time.
 */
public final class ParentStreams implements ParentPages {

  private final Stream stream;
  private final ReadContext context;
  private final StopSignal stop;
  private final List<Level> levels = new ArrayList<>();

  /** Reads the parents of this stream. */
  public ParentStreams(Stream stream, ReadContext context, StopSignal stop) {
    this.stream = stream;
    this.context = context;
    this.stop = stop;
  }

  /** One stream of the chain, how its parts come to be, and whether a record of it made one. */
  private record Level(
      Partitions partitions, PartitionPages pages, String describe, AtomicBoolean met) {}

  @Override
  public ParentPage fetch(ParentRequest request) throws Exception {
    Level level = level(request.level());
    if (level.partitions() instanceof Partitions.Listed listed) {
      return ParentPage.of(listed.partitions(), Progress.complete());
    }
    Partitions.Each each = (Partitions.Each) level.partitions();
    StreamSlice slice =
        each.onlyChanged()
            ? request.slice()
            : request.slice().since(each.parent().cursor().flatMap(Cursor::start).orElse(null));
    ParentOutput output = new ParentOutput(each, slice.partition(), stop, level.describe());
    Progress progress = read(level, slice, output);
    List<Partition> partitions = output.partitions(!level.met().get());
    level.met().compareAndSet(false, output.hadAny());
    return new ParentPage(partitions, new PageSaid(progress, output.greatest()));
  }

  private Progress read(Level level, StreamSlice slice, ParentOutput output) throws Exception {
    try {
      return level.pages().read(slice, output, context);
    } catch (Exception e) {
      Failures.requireAlive(e);
      // What is thrown because reading was interrupted is no failure of the parent.
      stop.check();
      throw e;
    }
  }

  private Level level(int depth) {
    while (levels.size() <= depth) {
      Stream child = levels.isEmpty() ? stream : parentOf(levels.get(levels.size() - 1));
      Partitions partitions = child.partitions();
      Stream reads = partitions instanceof Partitions.Each each ? each.parent() : child;
      String describe = "parent '%s' of stream '%s'".formatted(reads.name(), child.name());
      levels.add(
          new Level(
              partitions,
              new PartitionPages(reads, StreamState.initial()),
              describe,
              new AtomicBoolean()));
    }
    return levels.get(depth);
  }

  private static Stream parentOf(Level level) {
    return ((Partitions.Each) level.partitions()).parent();
  }
}
