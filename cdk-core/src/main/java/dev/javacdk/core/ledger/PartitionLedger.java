package dev.javacdk.core.ledger;

import static com.google.common.base.Preconditions.checkState;

import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.state.EncodedState;
import dev.javacdk.core.state.JsonText;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.walk.PageSaid;
import dev.javacdk.core.walk.PartitionWalk;
import dev.javacdk.core.walk.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is open and where, what is finished, what was handed out, of one partitioned stream.
 *
 * <p>A partition is handed out by {@link #take()}, which lists it and moves the watermark in the
 * same step (rule L1). Where the watermark has passed, a partition that is not listed is done;
 * ahead of it, none has started. So a slow or failing partition stays listed at its position and
 * holds back nothing. Confined to one owner; no thread, no I/O.
 */
public final class PartitionLedger implements Ledger {

  private final Upstream upstream;
  private final Listing listing;
  private final Keeping keeping;
  private final HandOut handOut = new HandOut(FailureBudget.ofAnAttempt());
  private final Deque<Partition> onPage = new ArrayDeque<>();
  private final GonePartitions gone;
  private final RecentPages recent;
  private long page;
  private @Nullable PageSaid pageSaid;
  private boolean gotOn;

  PartitionLedger(LedgerRules rules, Upstream upstream, Listing listing, Keeping keeping) {
    this.upstream = upstream;
    this.listing = listing;
    this.keeping = keeping;
    this.gone = new GonePartitions(rules.stream(), "partitions");
    this.recent = new RecentPages(rules.stream(), upstream);
  }

  // What came in with a state

  void cameIn(LedgerEntry entry) {
    listing.add(entry);
    if (entry.failures() > 0 && entry.life() == PartitionLife.PLANNED) {
      handOut.cameInFailed();
    }
    if (keeping.isTakenFromState(entry)) {
      handOut.add(entry);
    }
  }

  /** An entry that this version cannot read: kept, and everything is met again (rule L10). */
  void cameInUnreadable(String json) {
    listing.addUnreadable(json);
  }

  /** To be called once after everything came in. */
  void begin() {
    boolean waits =
        listing.all().stream()
            .anyMatch(e ->
                e.life() == PartitionLife.PLANNED
                    && keeping.isOpen(e)
                    && !keeping.isTakenFromState(e));
    if (!listing.unreadable().isEmpty() || (waits && upstream.complete())) {
      upstream.reset();
    }
    ended();
  }

  /** The whole parent chain may have ended: then nothing can be met again. */
  private void ended() {
    if (upstream.complete()) {
      keeping.passed();
    }
  }

  void startAgain() {
    upstream.reset();
  }

  // Handing out

  /**
   * The next partition to read, listed as being read from now on: first those that came in open,
   * then those of the parent page in hand, at the end those that failed in an earlier attempt.
   */
  @Override
  public Optional<LedgerEntry> take() {
    Optional<LedgerEntry> next = handOut.take(this::takeFromPage, this::nothingNewComes);
    next.ifPresent(keeping::taken);
    return next;
  }

  @Override
  public Optional<LedgerEntry> takeUp(Partition partition) {
    Optional<LedgerEntry> taken = handOut.takeUp(listing.get(partition));
    taken.ifPresent(keeping::taken);
    return taken;
  }

  /**
   * Whether no new partition comes in this attempt. A parent that is itself partitioned may find
   * that only when it moves on: where all parts of it are listed already.
   */
  private boolean nothingNewComes() {
    upstream.advance();
    return hasNothingNew();
  }

  private boolean hasNothingNew() {
    return onPage.isEmpty() && upstream.ended();
  }

  private @Nullable LedgerEntry takeFromPage() {
    while (!onPage.isEmpty()) {
      Partition partition = onPage.remove();
      LedgerEntry entry = meet(partition);
      if (onPage.isEmpty()) {
        pagePassed();
      }
      if (entry != null) {
        return entry;
      }
    }
    return null;
  }

  /** Lists the partition, unless it is listed (rule L6). */
  private @Nullable LedgerEntry meet(Partition partition) {
    LedgerEntry known = listing.get(partition);
    if (known == null) {
      LedgerEntry entry = LedgerEntry.handedOut(partition, keeping.start(), page);
      Listing.requireSmall(entry);
      listing.add(entry);
      return entry;
    }
    if (known.wasMet()) {
      return null;
    }
    boolean waited = known.life() == PartitionLife.PLANNED && !keeping.isTakenFromState(known);
    known.met(page, partition);
    if (known.life() == PartitionLife.FINISHED) {
      keeping.metFinished(known);
    } else if (waited && known.failures() == 0) {
      return known;
    } else if (waited) {
      handOut.add(known);
    }
    return null;
  }

  @Override
  public PartitionWalk walk(LedgerEntry taken) {
    return keeping.walk(taken);
  }

  @Override
  public Optional<ParentRequest> request() {
    if (!onPage.isEmpty() || pageSaid != null || handOut.isStopped()) {
      return Optional.empty();
    }
    upstream.advance();
    return upstream.request();
  }

  @Override
  public void offer(ParentRequest request, ParentPage fetched) {
    if (request.level() > 0) {
      gotOn = true;
      upstream.offerAbove(request, fetched);
      ended();
      return;
    }
    checkState(onPage.isEmpty() && pageSaid == null, "a page is in hand already");
    page++;
    pageSaid = fetched.said();
    onPage.addAll(recent.news(fetched.partitions()));
    if (onPage.isEmpty()) {
      pagePassed();
    }
  }

  @Override
  public void parentFailed(ParentRequest request) {
    upstream.failed(request);
  }

  private void pagePassed() {
    PageSaid said = pageSaid;
    checkState(said != null, "no page is in hand");
    pageSaid = null;
    gotOn = true;
    upstream.passed(said);
    recent.lookAgain();
    keeping.passed();
  }

  @Override
  public int onPage() {
    return onPage.size();
  }

  @Override
  public Optional<ParentRequest> ahead() {
    return pageSaid != null
            && pageSaid.progress() instanceof Progress.Next next
            && !handOut.isStopped()
        ? upstream.ahead(next.position())
        : Optional.empty();
  }

  // Progress of partitions

  @Override
  public void observe(Partition partition, Step step) {
    LedgerEntry entry = reading(partition);
    gotOn = true;
    if (step.more()) {
      keeping.advanced(entry, step);
      if (!step.startsAgain()) {
        gone.foundOne().forEach(this::settle);
      }
    } else if (step.progress() instanceof Progress.Gone said) {
      lookAgain(entry);
      gone.add(entry, said.reason()).forEach(this::settle);
    } else {
      keeping.finished(entry, step);
      gone.foundOne().forEach(this::settle);
      settle(entry);
    }
  }

  /** Its row was deleted, and may have drawn others past what was read of the parent. */
  private void lookAgain(LedgerEntry entry) {
    if (entry.wasMet()) {
      recent.gone(entry.page());
      if (pageSaid == null) {
        recent.lookAgain();
      }
    }
  }

  private void settle(LedgerEntry entry) {
    handOut.settled(entry);
    keeping.settled(entry);
  }

  @Override
  public void fail(Partition partition) {
    handOut.failed(reading(partition));
  }

  private LedgerEntry reading(Partition partition) {
    LedgerEntry entry = listing.get(partition);
    if (entry == null || entry.life() != PartitionLife.READING) {
      throw new IllegalStateException(
          "partition %s is not being read%s"
              .formatted(partition, entry == null ? "" : " but " + entry.life()));
    }
    return entry;
  }

  // What may be said

  @Override
  public boolean exhausted() {
    return handOut.isOver(this::hasNothingNew);
  }

  @Override
  public void endAttempt() {
    gone.atEnd().forEach(this::settle);
    if (complete()) {
      keeping.over();
    } else if (!gotOn) {
      keeping.stuck();
    }
  }

  @Override
  public boolean complete() {
    return keeping.isComplete(handOut.isIdle());
  }

  @Override
  public boolean stoppedByFailures() {
    return handOut.isStopped();
  }

  @Override
  public int size() {
    return listing.size();
  }

  @Override
  public Iterable<LedgerEntry> entries() {
    return listing.all();
  }

  boolean resumable() {
    return upstream.resumable();
  }

  /** The stream's state; of a full refresh {@link StreamState.Complete} once all of it was read. */
  @Override
  public StreamState state() {
    return StateJson.written(json().toString());
  }

  @Override
  public EncodedState encoded() {
    return json().state();
  }

  private JsonText json() {
    JsonText out = new JsonText();
    write(out);
    return out;
  }

  /** Writes the state. */
  void write(JsonText out) {
    out.beginObject();
    writeMembers(out);
    out.endObject();
  }

  /** Writes the members of the state into an object that was begun. */
  void writeMembers(JsonText out) {
    keeping.writeMembers(complete(), out);
  }
}
