package dev.javacdk.core.ledger;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.base.Ascii;
import dev.javacdk.api.CursorPosition;
import dev.javacdk.api.Partition;
import dev.javacdk.api.Progress;
import dev.javacdk.api.StreamState;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.core.state.StateJson;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is open and where, what is finished, what was handed out, of one partitioned stream.
 *
 * <p>A partition is handed out by {@link #take()}, which lists it and moves the watermark in the
 * same step (rule L1). Where the watermark has passed, a partition that is not listed is done;
 * ahead of it, none has started. So a slow or failing partition stays listed at its position and
 * holds back nothing. Confined to one owner; no thread, no clock, no I/O.
 */
public final class PartitionLedger {

  /**
   * What an entry may weigh in a state, in characters; more is an error that names the partition.
   */
  static final int MAX_ENTRY = 8 * 1024;

  private final LedgerRules rules;
  private final Upstream upstream;
  private final Map<String, LedgerEntry> entries = new LinkedHashMap<>();
  private final List<String> unreadable = new ArrayList<>();
  private final Deque<LedgerEntry> ready = new ArrayDeque<>();
  private final Deque<LedgerEntry> retries = new ArrayDeque<>();
  private final Deque<Partition> onPage = new ArrayDeque<>();
  private final FailureBudget failures;

  /** Finished, met, and listed until the watermark next moves (rule L2). */
  private final List<LedgerEntry> leaving = new ArrayList<>();

  private final GonePartitions gone = new GonePartitions();
  private long page;
  private @Nullable Progress pageProgress;

  PartitionLedger(LedgerRules rules, Upstream upstream) {
    this.rules = rules;
    this.upstream = upstream;
    this.failures = new FailureBudget(rules);
  }

  // What came in with a state

  void cameIn(Partition partition, StreamState state, int failed) {
    LedgerEntry entry = LedgerEntry.cameIn(partition, state, failed);
    entries.put(partition.canonical(), entry);
    if (failed > 0 && entry.life() == PartitionLife.PLANNED) {
      failures.cameIn();
    }
    if (isTakenFromState(entry)) {
      (failed > 0 ? retries : ready).add(entry);
    }
  }

  private boolean isTakenFromState(LedgerEntry entry) {
    return entry.life() == PartitionLife.PLANNED
        && rules.takesFromState()
        && (!rules.needsData() || !entry.data().isEmpty());
  }

  /** An entry that this version cannot read: kept, and everything is met again (rule L10). */
  void cameInUnreadable(String json) {
    unreadable.add(json);
  }

  /** To be called once after everything came in. */
  void begin() {
    boolean waits =
        entries.values().stream()
            .anyMatch(e -> e.life() == PartitionLife.PLANNED && !isTakenFromState(e));
    if (!unreadable.isEmpty() || (waits && upstream.complete())) {
      upstream.reset();
    }
    leaveIfEnded();
  }

  void startAgain() {
    upstream.reset();
  }

  // Handing out

  /**
   * The next partition to read, listed as being read from now on: first those that came in open,
   * then those of the parent page in hand, at the end those that failed in an earlier attempt.
   * Empty where there is none now: either {@link #request()} names the page to fetch, or nothing is
   * left.
   */
  public Optional<LedgerEntry> take() {
    LedgerEntry entry = ready.poll();
    if (entry == null && failures.handOut()) {
      entry = takeFromPage();
    }
    if (entry == null && !failures.usedUp() && (upstream.ended() || !failures.handOut())) {
      entry = retries.poll();
    }
    if (entry != null) {
      entry.become(PartitionLife.READING);
    }
    return Optional.ofNullable(entry);
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
    LedgerEntry known = entries.get(partition.canonical());
    if (known == null) {
      LedgerEntry entry = LedgerEntry.handedOut(partition, rules.start(), page);
      requireSmall(entry);
      entries.put(partition.canonical(), entry);
      return entry;
    }
    if (known.wasMet()) {
      return null;
    }
    boolean waited = known.life() == PartitionLife.PLANNED && !isTakenFromState(known);
    known.met(page, partition);
    if (known.life() == PartitionLife.FINISHED) {
      leaving.add(known);
    } else if (waited && known.failures() == 0) {
      return known;
    } else if (waited) {
      retries.add(known);
    }
    return null;
  }

  /** The parent page to fetch before more can be handed out; empty where there is none. */
  public Optional<ParentRequest> request() {
    return onPage.isEmpty() && pageProgress == null && failures.handOut()
        ? upstream.request()
        : Optional.empty();
  }

  /**
   * A parent page was fetched: its partitions in the parent's order, and how the parent goes on.
   */
  public void offer(ParentRequest request, List<Partition> partitions, Progress progress) {
    if (request.level() > 0) {
      upstream.offerAbove(request, partitions, progress);
      leaveIfEnded();
      return;
    }
    checkState(onPage.isEmpty() && pageProgress == null, "a page is in hand already");
    page++;
    pageProgress = progress;
    onPage.addAll(partitions);
    if (onPage.isEmpty()) {
      pagePassed();
    }
  }

  /** A parent page cannot be fetched: nothing more comes from there in this attempt. */
  public void parentFailed(ParentRequest request) {
    upstream.failed(request);
  }

  private void pagePassed() {
    Progress progress = pageProgress;
    checkState(progress != null, "no page is in hand");
    pageProgress = null;
    upstream.passed(progress);
    leaveIfEnded();
    if (rules.keepsFinished()) {
      leaving.clear();
    } else if (upstream.resumable()) {
      leaving.forEach(entry -> entries.remove(entry.partition().canonical(), entry));
      leaving.clear();
    }
  }

  /** When the whole parent chain has ended, nothing can be met again: what is finished leaves. */
  private void leaveIfEnded() {
    if (!rules.keepsFinished() && upstream.complete() && upstream.saysItsEnd()) {
      entries.values().removeIf(entry -> entry.life() == PartitionLife.FINISHED);
      leaving.clear();
    }
  }

  /** How many partitions of the parent page in hand were not handed out yet. */
  public int onPage() {
    return onPage.size();
  }

  /**
   * The parent page that {@link #request()} is going to name once the page in hand was handed out,
   * so that it can be fetched ahead; empty where that is not known yet.
   */
  public Optional<ParentRequest> ahead() {
    return pageProgress instanceof Progress.Next next && failures.handOut()
        ? upstream.request().map(request -> request.at(next.position()))
        : Optional.empty();
  }

  // Progress of partitions

  /** A page of the partition was read and written, and said this. */
  public void observe(Partition partition, Progress progress) {
    if (progress instanceof Progress.Next next) {
      if (!rules.keepsFinished()) {
        advance(partition, next.position());
      }
    } else if (progress instanceof Progress.Restart) {
      if (!rules.keepsFinished()) {
        reset(partition);
      }
    } else if (progress instanceof Progress.UpTo upTo) {
      finish(partition, upTo.position());
    } else if (progress instanceof Progress.Gone) {
      gone(partition);
    } else {
      finish(partition);
    }
  }

  /** Everything before this position was read and written. */
  public void advance(Partition partition, CursorPosition position) {
    reading(partition).at(StreamState.at(position));
    gone.foundOne().forEach(this::settle);
  }

  /** The partition was read to its end. */
  public void finish(Partition partition) {
    LedgerEntry entry = reading(partition);
    if (!rules.keepsFinished()) {
      entry.at(StreamState.complete());
    }
    gone.foundOne().forEach(this::settle);
    settle(entry);
  }

  /** The partition was read for now; the next sync goes on at this position. */
  public void finish(Partition partition, CursorPosition position) {
    if (rules.keepsFinished()) {
      reading(partition).at(StreamState.at(position));
    }
    finish(partition);
  }

  /**
   * What the partition stands for is not there any more: finished, unless all are gone (rule L7).
   *
   * @throws SystemError where very many were gone, and not one was there
   */
  public void gone(Partition partition) {
    gone.add(reading(partition)).forEach(this::settle);
  }

  private void settle(LedgerEntry entry) {
    entry.become(PartitionLife.FINISHED);
    if (entry.failures() > 0) {
      failures.recovered();
    }
    if (rules.keepsFinished()) {
      return;
    }
    entry.at(StreamState.complete());
    if (upstream.complete() && upstream.saysItsEnd()) {
      entries.remove(entry.partition().canonical());
    } else if (entry.wasMet()) {
      leaving.add(entry);
    }
  }

  /** Reading the partition failed: it stays listed where it is, for a later attempt. */
  public void fail(Partition partition) {
    LedgerEntry entry = reading(partition);
    entry.become(PartitionLife.FAILED);
    if (entry.failures() == 0) {
      failures.failed(!entry.cameIn());
    }
    entry.countFailure();
  }

  /** The partition's position was refused: it is read again from its start (rule L8). */
  public void reset(Partition partition) {
    LedgerEntry entry = reading(partition);
    entry.at(StreamState.initial());
  }

  private LedgerEntry reading(Partition partition) {
    LedgerEntry entry = entries.get(partition.canonical());
    if (entry == null || entry.life() != PartitionLife.READING) {
      throw new IllegalStateException(
          "partition %s is not being read%s"
              .formatted(partition, entry == null ? "" : " but " + entry.life()));
    }
    return entry;
  }

  // What may be said

  /** Nothing is left to take in this attempt, and no parent page to fetch. */
  public boolean exhausted() {
    if (!ready.isEmpty()) {
      return false;
    }
    boolean nothingNew = !failures.handOut() || (onPage.isEmpty() && upstream.ended());
    return failures.usedUp() || (nothingNew && retries.isEmpty());
  }

  /**
   * To be called when the ledger is {@link #exhausted} and nothing is being read any more: the few
   * partitions that were gone count as read.
   *
   * @throws SystemError where every partition was gone, ten or more of them (rule L7)
   */
  public void settleGone() {
    gone.atEnd().forEach(this::settle);
  }

  /** Every partition, at all levels, was handed out and read with success (rule L5). */
  public boolean complete() {
    return upstream.complete()
        && entries.values().stream().allMatch(entry -> entry.life() == PartitionLife.FINISHED);
  }

  /** Whether the hand-out was stopped because too many partitions failed. */
  public boolean stoppedByFailures() {
    return !failures.handOut();
  }

  /** How many partitions are listed. */
  public int size() {
    return entries.size() + unreadable.size();
  }

  /** The listed partitions, in the order in which they were listed. A live view. */
  public Iterable<LedgerEntry> entries() {
    return entries.values();
  }

  boolean resumable() {
    return upstream.resumable();
  }

  /** The stream's state: {@link StreamState.Complete} only when all of it was read. */
  public StreamState state() {
    if (complete() && !rules.keepsFinished()) {
      return StreamState.complete();
    }
    StringBuilder out = new StringBuilder(64 + 96 * entries.size());
    write(out);
    return new StreamState.Position(CursorPosition.ofJson(out.toString()));
  }

  void write(StringBuilder out) {
    if (complete() && !rules.keepsFinished()) {
      StateJson.write(StreamState.complete(), out);
      return;
    }
    LedgerJson.write(this, rules, upstream, out);
  }

  Iterable<String> unreadable() {
    return unreadable;
  }

  private static void requireSmall(LedgerEntry entry) {
    int size = entry.partition().canonical().length() + entry.data().length();
    if (size > MAX_ENTRY) {
      throw new SystemError(
          "partition %s would take %d characters of the state, more than %d: keep only the fields that requests need"
              .formatted(
                  Ascii.truncate(entry.partition().canonical(), 200, "..."), size, MAX_ENTRY));
    }
  }
}
