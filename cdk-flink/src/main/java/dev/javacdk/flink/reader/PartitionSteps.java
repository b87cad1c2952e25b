package dev.javacdk.flink.reader;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.state.Partition;
import dev.javacdk.core.checkpoint.StreamKind;
import dev.javacdk.core.page.PageReading;
import dev.javacdk.core.walk.Coverage;
import dev.javacdk.core.walk.CursorWalk;
import dev.javacdk.core.walk.PartitionWalk;
import dev.javacdk.core.walk.PositionWalk;
import dev.javacdk.core.walk.Standing;
import dev.javacdk.core.walk.Step;
import dev.javacdk.flink.split.PartitionSplit;
import dev.javacdk.flink.split.Reached;
import java.time.InstantSource;
import java.util.Optional;

/** Reads a partition, or a window. Confined to the fetch thread. */
final class PartitionSteps implements Steps {

  private final Stream stream;
  private final PageReading pages;
  private final PartitionWalk walk;
  private final boolean goesOnInside;
  private Standing standing;

  PartitionSteps(Stream stream, PageReading pages, PartitionSplit split, InstantSource clock) {
    this.stream = stream;
    this.pages = pages;
    this.standing = split.reached().standing(stream);
    this.walk = walk(stream, split.toPartition(), standing, split.failures(), clock);
    this.goesOnInside = StreamKind.of(stream).isResumable();
    pages.beginPartition();
  }

  private static PartitionWalk walk(
      Stream stream, Partition partition, Standing from, int failures, InstantSource clock) {
    Optional<Cursor> cursor = stream.cursor();
    if (cursor.isEmpty()) {
      return new PositionWalk(stream.name(), partition, from.state());
    }
    if (stream.partitions() instanceof Partitions.Single) {
      return CursorWalk.ofWindow(stream, partition, from, clock);
    }
    CursorWalk walk = CursorWalk.of(stream, partition, from, clock);
    return failures > 0 ? walk.catchingUp() : walk;
  }

  @Override
  public Told next(Reached from) throws Exception {
    Step step = walk.observe(pages.read(walk.slice()));
    Standing now = step.standing();
    if (now != null) {
      standing = now;
    }
    Coverage coverage =
        goesOnInside || !step.more() || step.startsAgain() ? step.coverage() : Coverage.NOT_YET;
    return new Told(coverage, from.after(stream, step, standing, 0));
  }
}
