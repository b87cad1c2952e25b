package dev.javacdk.core.ledger;

import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.core.state.JsonText;
import dev.javacdk.core.walk.CursorStates;
import dev.javacdk.core.walk.CursorWalk;
import dev.javacdk.core.walk.PartitionWalk;
import dev.javacdk.core.walk.Standing;
import dev.javacdk.core.walk.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;

/**
 * An incremental stream: each partition keeps its cursor from sync to sync. Where the author asks
 * for it, partitions that were read are folded into one cursor for all, once their cursors take too
 * much of the state (rule L14). Confined to the ledger's owner.
 */
final class CursorKeeping extends Keeping {

  private final Cursor cursor;
  private final Pass pass;
  private final OptionalLong foldPast;
  private final Standing start;

  /** Read, met, and marked as read until the watermark next moves. */
  private final List<LedgerEntry> read = new ArrayList<>();

  /** Read and passed: what may be folded, in the order in which it was read. */
  private final Deque<LedgerEntry> foldable = new ArrayDeque<>();

  private boolean folded;
  private boolean givenUp;

  CursorKeeping(LedgerRules rules, Listing listing, Upstream upstream, Cursor cursor, Pass pass) {
    super(rules, listing, upstream);
    this.cursor = cursor;
    this.pass = pass;
    this.foldPast = rules.definition().foldPast();
    this.start = Standing.at(pass.begin(cursor, rules.stream()));
    this.folded = pass.folded();
  }

  @Override
  Standing start() {
    return start;
  }

  @Override
  PartitionWalk walk(LedgerEntry entry) {
    CursorWalk walk =
        CursorWalk.of(rules.definition(), entry.partition(), entry.standing(), rules.clock());
    // What failed may be of an earlier pass, and this one does not look into it again.
    return entry.failures() > 0 ? walk.catchingUp() : walk;
  }

  @Override
  boolean isOpen(LedgerEntry entry) {
    return entry.isUnfinished();
  }

  @Override
  void taken(LedgerEntry entry) {
    entry.started();
  }

  @Override
  void finished(LedgerEntry entry, Step step) {
    advanced(entry, step);
    entry.readUntil(step.until());
  }

  @Override
  void settled(LedgerEntry entry) {
    if (entry.standing().open() != null) {
      // It was gone: it keeps the cursor that it had.
      entry.at(Standing.at(entry.state()));
    }
    // One from the state may be met yet; until then its page has not passed.
    if (entry.wasMet() || upstream.complete()) {
      read.add(entry);
    }
    if (upstream.complete()) {
      passed();
    }
  }

  @Override
  void metFinished(LedgerEntry entry) {
    read.add(entry);
  }

  @Override
  void passed() {
    if (!upstream.resumable() && !upstream.complete()) {
      return;
    }
    for (LedgerEntry entry : read) {
      entry.pass();
      if (pass.covers(cursor, entry.readUntil())) {
        foldable.add(entry);
      }
    }
    read.clear();
    fold();
  }

  private void fold() {
    while (isTooHeavy() && !foldable.isEmpty()) {
      listing.remove(foldable.remove());
      folded = true;
    }
  }

  private boolean isTooHeavy() {
    return foldPast.isPresent() && listing.weight() > foldPast.getAsLong();
  }

  @Override
  boolean isComplete(boolean idle) {
    return idle && upstream.complete();
  }

  /** The next attempt walks the parent from its start: a pass that cannot end must end. */
  @Override
  void stuck() {
    givenUp = true;
  }

  /** Who was not met in a whole pass has vanished, and takes no place where it is scarce. */
  @Override
  void over() {
    // What came in open behind the watermark was read, and is not met again.
    listing.all().stream()
        .filter(entry -> entry.life() == PartitionLife.FINISHED && !entry.passed())
        .forEach(read::add);
    passed();
    // Whom an earlier attempt has met is not known.
    if (isTooHeavy() && !pass.goesOn()) {
      listing.removeIf(
          entry -> entry.life() == PartitionLife.PLANNED && !entry.wasMet() && !isOpen(entry));
      folded = true;
    }
  }

  @Override
  void writeMembers(boolean complete, JsonText out) {
    boolean over = complete || givenUp;
    String movedTo = complete && folded ? pass.next() : null;
    LedgerJson.Incremental form =
        new LedgerJson.Incremental(
            cursor,
            movedTo == null ? pass.start() : CursorStates.at(cursor, movedTo),
            movedTo == null ? pass.lookback() : 0,
            over ? null : pass.next(),
            folded && !over,
            complete,
            over);
    LedgerJson.write(form, listing, upstream, out);
  }
}
