package dev.javacdk.benchmarks;

import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.ledger.Ledger;
import dev.javacdk.core.ledger.LedgerEntry;
import dev.javacdk.core.ledger.Ledgers;
import dev.javacdk.core.ledger.ParentPage;
import dev.javacdk.core.ledger.ParentRequest;
import dev.javacdk.core.walk.Standing;
import dev.javacdk.core.walk.Step;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/** A ledger in which many partitions are open, each at a position. */
final class ListedPartitions {

  private final Ledger ledger;
  private final List<Partition> partitions;
  private final CursorPosition[] positions = new CursorPosition[64];
  private long parentPage;
  private int next;
  private int turn;

  /** So many of them. */
  ListedPartitions(int count) {
    ledger =
        Ledgers.of(
            ConcurrentReadLoop.children(1, (slice, output, context) -> Progress.complete()),
            JsonNodeFactory.instance.objectNode(),
            InstantSource.system());
    partitions = partitions("p", count);
    for (int i = 0; i < positions.length; i++) {
      positions[i] = CursorPosition.of("after", "page-" + (1_000 + i));
    }
    take(partitions);
    partitions.forEach(partition -> advance(partition, positions[0]));
  }

  static List<Partition> partitions(String prefix, int count) {
    Partition parent = Partition.whole();
    List<Partition> partitions = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      partitions.add(Partition.of("id", JsonNodeFactory.instance.stringNode(prefix + i), parent));
    }
    return partitions;
  }

  Ledger ledger() {
    return ledger;
  }

  List<Partition> partitions() {
    return partitions;
  }

  /** Offers a parent page, and takes all of its partitions. */
  void take(List<Partition> page) {
    ParentRequest request = ledger.request().orElseThrow();
    ledger.offer(request, ParentPage.of(page, Progress.next("after", ++parentPage)));
    Optional<LedgerEntry> entry = ledger.take();
    while (entry.isPresent()) {
      entry = ledger.take();
    }
  }

  /** A page of the partition was read; there is another. */
  void advance(Partition partition, CursorPosition position) {
    Progress progress = Progress.next(position);
    ledger.observe(partition, Step.to(progress, true, Standing.at(StreamState.at(position))));
  }

  /** The partition was read to its end. */
  void finish(Partition partition) {
    Standing read = Standing.at(StreamState.complete());
    ledger.observe(partition, Step.to(Progress.complete(), false, read));
  }

  /** Some open partition, another one each time. */
  Partition some() {
    next = (next + 7_919) % partitions.size();
    return partitions.get(next);
  }

  /** A position that differs from the one before. */
  CursorPosition position() {
    turn = (turn + 1) % positions.length;
    return positions[turn];
  }
}
