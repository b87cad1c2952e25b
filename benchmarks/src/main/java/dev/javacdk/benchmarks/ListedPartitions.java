package dev.javacdk.benchmarks;

import dev.javacdk.api.CursorPosition;
import dev.javacdk.api.Partition;
import dev.javacdk.api.Progress;
import dev.javacdk.core.ledger.LedgerEntry;
import dev.javacdk.core.ledger.Ledgers;
import dev.javacdk.core.ledger.ParentRequest;
import dev.javacdk.core.ledger.PartitionLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/** A ledger in which many partitions are open, each at a position. */
final class ListedPartitions {

  private final PartitionLedger ledger;
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
            JsonNodeFactory.instance.objectNode());
    partitions = partitions("p", count);
    for (int i = 0; i < positions.length; i++) {
      positions[i] = CursorPosition.of("after", "page-" + (1_000 + i));
    }
    take(partitions);
    partitions.forEach(partition -> ledger.advance(partition, positions[0]));
  }

  static List<Partition> partitions(String prefix, int count) {
    Partition parent = Partition.whole();
    List<Partition> partitions = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      partitions.add(Partition.of("id", JsonNodeFactory.instance.stringNode(prefix + i), parent));
    }
    return partitions;
  }

  PartitionLedger ledger() {
    return ledger;
  }

  List<Partition> partitions() {
    return partitions;
  }

  /** Offers a parent page, and takes all of its partitions. */
  void take(List<Partition> page) {
    ParentRequest request = ledger.request().orElseThrow();
    ledger.offer(request, page, Progress.next("after", ++parentPage));
    Optional<LedgerEntry> entry = ledger.take();
    while (entry.isPresent()) {
      entry = ledger.take();
    }
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
