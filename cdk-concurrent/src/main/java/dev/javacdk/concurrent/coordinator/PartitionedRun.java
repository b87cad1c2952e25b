package dev.javacdk.concurrent.coordinator;

import dev.javacdk.api.error.SourceError;
import dev.javacdk.concurrent.worker.Delivery;
import dev.javacdk.concurrent.worker.Job;
import dev.javacdk.concurrent.worker.ParentJob;
import dev.javacdk.concurrent.worker.PartitionJob;
import dev.javacdk.concurrent.worker.StreamWork;
import dev.javacdk.core.checkpoint.PartitionFailures;
import dev.javacdk.core.feed.KeptPage;
import dev.javacdk.core.feed.ParentFeed;
import dev.javacdk.core.ledger.Ledger;
import dev.javacdk.core.ledger.LedgerEntry;
import dev.javacdk.core.ledger.ParentPage;
import dev.javacdk.core.ledger.ParentRequest;
import dev.javacdk.core.sync.Failures;
import dev.javacdk.core.sync.StreamPlan;
import dev.javacdk.core.sync.Sync;
import io.vavr.control.Either;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stream in partitions: the cursor manager over its ledger. Hands out partitions in the parent's
 * order when a worker is free, commits what was read of them in whatever order it comes, and
 * fetches the parent one page ahead. Confined to the coordinator thread, as the ledger is.
 */
final class PartitionedRun extends StreamRun {

  private final Ledger ledger;
  private final PartitionFailures failures;
  private final int mostWorkers;
  private boolean fetching;
  private @Nullable Fetched fetched;

  /** Whether the page that is wanted next comes from the parent's own stream. */
  private boolean waits;

  /** What the ledger has refused: nothing more is handed out. */
  private @Nullable SourceError broken;

  PartitionedRun(
      StreamPlan plan, Sync sync, StreamWork work, Sharing sharing, Ledger ledger, int workers) {
    super(plan, sync, work, sharing);
    this.ledger = ledger;
    this.failures = new PartitionFailures(plan.id().toString());
    this.mostWorkers = Math.min(workers, plan.stream().mostWorkers().orElse(workers));
  }

  /** A parent page whose turn has not come yet, or why there is none. */
  private record Fetched(ParentRequest request, Either<Exception, ParentPage> page) {}

  @Override
  Optional<Job> findJob() {
    waits = false;
    if (broken != null || running() >= mostWorkers || !work().isWanted()) {
      return Optional.empty();
    }
    try {
      Optional<Job> ahead = fetchAhead();
      return ahead.isPresent() ? ahead : partitionOrParent();
    } catch (SourceError e) {
      broken = e;
      return Optional.empty();
    }
  }

  /** While the last partitions of a parent page are handed out, the next page is fetched. */
  private Optional<Job> fetchAhead() {
    boolean soon = mostWorkers > 1 && ledger.onPage() <= mostWorkers;
    return soon && !fetching && fetched == null
        ? ledger.ahead().flatMap(this::fetch)
        : Optional.empty();
  }

  private Optional<Job> partitionOrParent() {
    Optional<LedgerEntry> entry = ledger.take();
    while (entry.isEmpty() && offerFetched()) {
      entry = ledger.take();
    }
    if (entry.isPresent()) {
      return Optional.of(read(entry.get()));
    }
    return fetching ? Optional.empty() : ledger.request().flatMap(this::fetch);
  }

  private Job read(LedgerEntry entry) {
    tally().partition();
    return new PartitionJob(work(), ledger.walk(entry));
  }

  /** A job that gets the page; none while it is left to the parent's own stream to read it. */
  private Optional<Job> fetch(ParentRequest request) {
    ParentFeed.Answer answer = sharing().ask(id(), request);
    if (answer instanceof ParentFeed.Answer.Await) {
      waits = true;
      return Optional.empty();
    }
    fetching = true;
    KeptPage kept = null;
    if (answer instanceof ParentFeed.Answer.Take taken) {
      kept = taken.page();
      tally().sharedPage();
    }
    return Optional.of(new ParentJob(work(), request, kept));
  }

  @Override
  boolean waits() {
    return waits;
  }

  /** Gives the ledger the page that was fetched, once it asks for it; returns whether it did. */
  private boolean offerFetched() {
    Fetched next = fetched;
    if (next == null) {
      return false;
    }
    Optional<ParentRequest> request = ledger.request();
    if (request.isEmpty()) {
      return false;
    }
    if (!request.get().equals(next.request())) {
      // The parent is looked at again from an earlier page: this one is fetched in its turn.
      fetched = null;
      return false;
    }
    fetched = null;
    next.page()
        .peek(page -> offer(next.request(), page))
        .peekLeft(failure -> parentFailed(next.request(), failure));
    return true;
  }

  private void parentFailed(ParentRequest request, Exception failure) {
    ledger.parentFailed(request);
    failures.add("reading its parent at " + request.slice().describe(), failure);
  }

  private void offer(ParentRequest request, ParentPage page) {
    ledger.offer(request, page);
    if (page.partitions().isEmpty()) {
      // Nobody is going to read anything that would say so.
      checkpoints().changed(ledger::encoded);
    }
  }

  @Override
  void commit(Delivery delivery) {
    if (delivery instanceof Delivery.PageRead page) {
      tally().page();
      observe(page);
    } else if (delivery instanceof Delivery.ParentRead page) {
      if (page.job().fetches()) {
        sharing().fetched(id(), page.job().request(), page.page().said().progress());
      }
      fetched = new Fetched(page.job().request(), Either.right(page.page()));
    } else {
      throw new IllegalStateException("a stream in partitions does not expect " + delivery);
    }
  }

  private void observe(Delivery.PageRead page) {
    try {
      ledger.observe(page.job().partition(), page.step());
      recordsOf(page.job()).read(page.step().coverage());
    } catch (SourceError e) {
      broken = e;
    }
    checkpoints().changed(ledger::encoded);
    sharing().committed(page.job(), page.kept());
  }

  @Override
  void failed(Job job, Throwable failure) {
    Exception cause =
        failure instanceof Exception e ? e : Failures.of(failure, "stream '" + id() + "'");
    tally().failed();
    if (job instanceof ParentJob parent) {
      fetched = new Fetched(parent.request(), Either.left(cause));
    } else if (job instanceof PartitionJob partition) {
      ledger.fail(partition.partition());
      failures.add(partition.part(), cause);
      checkpoints().changed(ledger::encoded);
    }
  }

  @Override
  void jobEnded(Job job) {
    if (job instanceof ParentJob) {
      fetching = false;
    } else {
      tally().partitionLeft();
    }
  }

  @Override
  boolean hasNoJob() {
    return broken != null || !work().isWanted() || ledger.exhausted();
  }

  @Override
  Optional<SourceError> outcome() {
    if (broken == null && work().isWanted()) {
      if (!ledger.exhausted()) {
        throw new IllegalStateException("stream '" + id() + "' has partitions that nobody reads");
      }
      try {
        ledger.endAttempt();
      } catch (SourceError e) {
        broken = e;
      }
    }
    checkpoints().changed(ledger::encoded);
    if (broken != null) {
      return Optional.of(broken);
    }
    return failures.isEmpty()
        ? Optional.empty()
        : Optional.of(failures.summary(ledger.stoppedByFailures()));
  }
}
