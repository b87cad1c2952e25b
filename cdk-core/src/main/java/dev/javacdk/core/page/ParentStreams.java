package dev.javacdk.core.page;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.read.ReadContext;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.checkpoint.ParentPages;
import dev.javacdk.core.feed.KeptPage;
import dev.javacdk.core.feed.Upwards;
import dev.javacdk.core.ledger.ParentPage;
import dev.javacdk.core.ledger.ParentRequest;
import dev.javacdk.core.sync.StopSignal;
import dev.javacdk.core.sync.StreamNotices;
import dev.javacdk.core.walk.PageSaid;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads pages of a substream's parents, and makes a partition of each of their records. May block;
 * called by one thread at a time.
 */
public final class ParentStreams implements ParentPages {

  private final Stream stream;
  private final ReadContext context;
  private final StopSignal stop;
  private final StreamNotices notices;
  private final List<Level> levels = new ArrayList<>();

  /**
   * Reads the parents of this stream.
   *
   * @param notices takes what is odd about them
   */
  public ParentStreams(Stream stream, ReadContext context, StopSignal stop, StreamNotices notices) {
    this.stream = stream;
    this.context = context;
    this.stop = stop;
    this.notices = notices;
  }

  /** One stream of the chain, and how its parts come to be. */
  private static final class Level {
    private final Partitions partitions;
    private final Stream reads;
    private final String describe;
    private PartitionPages pages;

    /** Whether a record had the value that makes a part. */
    private boolean met;

    Level(Partitions partitions, Stream reads, String describe) {
      this.partitions = partitions;
      this.reads = reads;
      this.describe = describe;
      this.pages = new PartitionPages(reads, StreamState.initial());
    }

    /** A reader made before does not go on behind a page that it has not read. */
    void forgetReader() {
      pages = new PartitionPages(reads, StreamState.initial());
    }
  }

  @Override
  public ParentPage fetch(ParentRequest request) throws Exception {
    Level level = level(request.level());
    if (level.partitions instanceof Partitions.Listed listed) {
      return ParentPage.of(listed.partitions(), Progress.complete());
    }
    Partitions.Each each = (Partitions.Each) level.partitions;
    StreamSlice slice = Upwards.asked(each, request);
    ParentOutput output = new ParentOutput(each, slice.partition(), stop);
    Progress progress = read(level, slice, output);
    judge(level, each, output);
    return new ParentPage(output.partitions(), new PageSaid(progress, output.values()));
  }

  /** Makes the page that {@link #fetch} would, of what the parent's own stream has read of it. */
  public ParentPage take(ParentRequest request, KeptPage kept) {
    Level level = level(request.level());
    Partitions.Each each = (Partitions.Each) level.partitions;
    level.forgetReader();
    ParentOutput output = new ParentOutput(each, request.slice().partition(), stop);
    kept.records(output::take);
    judge(level, each, output);
    return new ParentPage(output.partitions(), new PageSaid(kept.progress(), output.values()));
  }

  /** A parent here and there may lack its key; where none has it, it is called otherwise. */
  private void judge(Level level, Partitions.Each each, ParentOutput output) {
    level.met |= !output.partitions().isEmpty();
    if (output.without() == 0) {
      return;
    }
    if (!level.met) {
      throw new SystemError(
          "%s: none of the first %d records has a '%s', which makes its partition, as %s"
              .formatted(level.describe, output.without(), each.field(), output.exampleWithout()));
    }
    notices.count(
        output.without(),
        "%d records of its "
            + level.describe.replace("%", "%%")
            + " have no '"
            + each.field().replace("%", "%%")
            + "', which makes a partition: they are passed over, as %s",
        output.exampleWithout());
  }

  private Progress read(Level level, StreamSlice slice, ParentOutput output) throws Exception {
    try {
      return level.pages.read(slice, output, context);
    } catch (Exception e) {
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
      levels.add(new Level(partitions, reads, describe));
    }
    return levels.get(depth);
  }

  private static Stream parentOf(Level level) {
    return ((Partitions.Each) level.partitions).parent();
  }
}
