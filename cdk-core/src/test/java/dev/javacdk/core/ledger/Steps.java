package dev.javacdk.core.ledger;

import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.walk.Standing;
import dev.javacdk.core.walk.Step;
import java.util.List;

/** What the walk over a full refresh's partition would tell its ledger. */
final class Steps {

  private Steps() {}

  /** Everything before this position was read and written. */
  static void advance(Ledger ledger, Partition partition, CursorPosition position) {
    ledger.observe(
        partition, Step.to(Progress.next(position), true, Standing.at(StreamState.at(position))));
  }

  /** The partition was read to its end. */
  static void finish(Ledger ledger, Partition partition) {
    ledger.observe(
        partition, Step.to(Progress.complete(), false, Standing.at(StreamState.complete())));
  }

  /** The partition's position was refused. */
  static void reset(Ledger ledger, Partition partition) {
    ledger.observe(
        partition, Step.to(Progress.restart("refused"), true, Standing.at(StreamState.initial())));
  }

  /** What the partition stands for is not there. */
  static void gone(Ledger ledger, Partition partition) {
    ledger.observe(
        partition, Step.to(Progress.gone("gone"), false, Standing.at(StreamState.complete())));
  }

  /** A parent page was fetched. */
  static void offer(
      Ledger ledger, ParentRequest request, List<Partition> partitions, Progress progress) {
    ledger.offer(request, ParentPage.of(partitions, progress));
  }
}
