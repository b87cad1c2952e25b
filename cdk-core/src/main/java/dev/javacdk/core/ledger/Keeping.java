package dev.javacdk.core.ledger;

import dev.javacdk.core.state.JsonText;
import dev.javacdk.core.walk.PartitionWalk;
import dev.javacdk.core.walk.Standing;
import dev.javacdk.core.walk.Step;

/**
 * What becomes of the partitions that are listed: those of a full refresh leave once they were
 * read, those of an incremental stream keep their cursors. Confined to the ledger's owner.
 */
abstract sealed class Keeping permits FullRefreshKeeping, CursorKeeping {

  final LedgerRules rules;
  final Listing listing;
  final Upstream upstream;

  Keeping(LedgerRules rules, Listing listing, Upstream upstream) {
    this.rules = rules;
    this.listing = listing;
    this.upstream = upstream;
  }

  /** Where a partition begins that is not listed. */
  abstract Standing start();

  /** The walk over a partition from where it stands. */
  abstract PartitionWalk walk(LedgerEntry entry);

  /** Whether an entry that came in has something left to be read, wherever it comes from. */
  abstract boolean isOpen(LedgerEntry entry);

  /** Whether an entry is read straight from the state, without being met in the parent again. */
  final boolean isTakenFromState(LedgerEntry entry) {
    return entry.life() == PartitionLife.PLANNED
        && isOpen(entry)
        && rules.takesFromState()
        && (!rules.needsData() || !entry.data().isEmpty());
  }

  /** A worker has it. */
  abstract void taken(LedgerEntry entry);

  /** Its reading goes on there. */
  final void advanced(LedgerEntry entry, Step step) {
    Standing standing = step.standing();
    if (standing != null) {
      entry.at(standing);
    }
  }

  /** Its reading has ended there. */
  abstract void finished(LedgerEntry entry, Step step);

  /** It counts as read from now on. */
  abstract void settled(LedgerEntry entry);

  /** It came in as read, and was met again. */
  abstract void metFinished(LedgerEntry entry);

  /** The watermark has moved. */
  abstract void passed();

  /** Whether everything was read that is to be read, given that nothing is under way. */
  abstract boolean isComplete(boolean idle);

  /** Nothing can be done about what is left, and nothing was done in this attempt. */
  abstract void stuck();

  /** Everything was read: the pass is over. */
  abstract void over();

  /** Writes the members of the state. */
  abstract void writeMembers(boolean complete, JsonText out);
}
