package dev.javacdk.core.ledger;

import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.state.JsonText;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.walk.PartitionWalk;
import dev.javacdk.core.walk.PositionWalk;
import dev.javacdk.core.walk.Standing;
import dev.javacdk.core.walk.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * A full refresh: what was read leaves when the watermark next moves (rule L2), because behind it
 * "not listed" means "read". Confined to the ledger's owner.
 */
final class FullRefreshKeeping extends Keeping {

  private static final Standing START = Standing.at(StreamState.initial());
  private static final Standing READ = Standing.at(StreamState.complete());

  /** Finished, met, and listed until the watermark next moves. */
  private final List<LedgerEntry> leaving = new ArrayList<>();

  FullRefreshKeeping(LedgerRules rules, Listing listing, Upstream upstream) {
    super(rules, listing, upstream);
  }

  @Override
  Standing start() {
    return START;
  }

  @Override
  PartitionWalk walk(LedgerEntry entry) {
    return new PositionWalk(rules.stream(), entry.partition(), entry.state());
  }

  @Override
  boolean isOpen(LedgerEntry entry) {
    return true;
  }

  @Override
  void taken(LedgerEntry entry) {}

  @Override
  void finished(LedgerEntry entry, Step step) {}

  @Override
  void settled(LedgerEntry entry) {
    entry.at(READ);
    if (nothingIsMetAgain()) {
      listing.remove(entry);
    } else if (entry.wasMet()) {
      leaving.add(entry);
    }
  }

  @Override
  void metFinished(LedgerEntry entry) {
    leaving.add(entry);
  }

  @Override
  void passed() {
    if (nothingIsMetAgain()) {
      listing.removeIf(entry -> entry.life() == PartitionLife.FINISHED);
      leaving.clear();
    } else if (upstream.resumable()) {
      leaving.forEach(listing::remove);
      leaving.clear();
    }
  }

  /** When the whole parent chain has ended, what is finished leaves. */
  private boolean nothingIsMetAgain() {
    return upstream.complete() && upstream.saysItsEnd();
  }

  @Override
  boolean isComplete(boolean idle) {
    return upstream.complete()
        && listing.all().stream().allMatch(entry -> entry.life() == PartitionLife.FINISHED);
  }

  @Override
  void stuck() {}

  @Override
  void over() {}

  @Override
  void writeMembers(boolean complete, JsonText out) {
    if (complete) {
      out.members(StateJson.text(StreamState.complete()));
    } else {
      LedgerJson.write(FinishedJson.name(rules.definition()), listing, upstream, out);
    }
  }
}
