package dev.javacdk.core.checkpoint;

import dev.javacdk.api.error.SourceError;
import dev.javacdk.api.read.ReadStopped;
import dev.javacdk.api.state.CheckpointReader;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.ledger.Ledger;
import dev.javacdk.core.ledger.LedgerEntry;
import dev.javacdk.core.ledger.ParentPage;
import dev.javacdk.core.ledger.ParentRequest;
import dev.javacdk.core.message.Fatal;
import dev.javacdk.core.state.EncodedState;
import dev.javacdk.core.walk.Coverage;
import dev.javacdk.core.walk.PageSaid;
import dev.javacdk.core.walk.PartitionWalk;
import dev.javacdk.core.walk.Step;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * For streams in partitions, read by one worker: partitions outside, positions inside. Finished
 * partitions are skipped; one that fails is left for a later attempt and the next is read.
 */
public final class PartitionedCheckpointReader
    implements CheckpointReader, FollowsCursor, FailureTolerant {

  private final String stream;
  private final Ledger ledger;
  private final ParentPages parents;
  private final PartitionFailures failures;
  private @Nullable PartitionWalk walk;
  private boolean newWord;
  private boolean ended;
  private boolean saidComplete;

  /** The ledger has refused to go on: no partition is to blame. */
  private boolean hasRefused;

  /** The ledger has failed itself: what it said before is the last that is safe. */
  private boolean isBroken;

  /** Reads the partitions of a ledger, fetching pages of the parents as it needs them. */
  public PartitionedCheckpointReader(String stream, Ledger ledger, ParentPages parents) {
    this.stream = stream;
    this.ledger = ledger;
    this.parents = parents;
    this.failures = new PartitionFailures(stream);
    this.newWord = ledger.complete();
  }

  @Override
  public Optional<StreamSlice> next() {
    return ask(this::nextSlice);
  }

  private <T> T ask(Supplier<T> what) {
    try {
      return what.get();
    } catch (SourceError e) {
      hasRefused = true;
      throw e;
    } catch (RuntimeException | Error e) {
      isBroken = true;
      throw e;
    }
  }

  private Optional<StreamSlice> nextSlice() {
    if (walk == null) {
      walk = nextPartition().map(ledger::walk).orElse(null);
    }
    if (walk != null) {
      return Optional.of(walk.slice());
    }
    if (!ended) {
      ended = true;
      ledger.endAttempt();
      newWord |= !saidComplete;
    }
    if (!failures.isEmpty()) {
      throw failures.summary(ledger.stoppedByFailures());
    }
    return Optional.empty();
  }

  private Optional<LedgerEntry> nextPartition() {
    while (true) {
      Optional<LedgerEntry> entry = ledger.take();
      if (entry.isPresent()) {
        return entry;
      }
      Optional<ParentRequest> request = ledger.request();
      if (request.isEmpty()) {
        return Optional.empty();
      }
      fetch(request.get());
    }
  }

  private void fetch(ParentRequest request) {
    ParentPage page;
    try {
      page = parents.fetch(request);
    } catch (ReadStopped e) {
      throw e;
    } catch (Throwable e) {
      Fatal.throwFrom(e);
      ledger.parentFailed(request);
      failures.add("reading its parent at " + request.slice().describe(), e);
      return;
    }
    ledger.offer(request, page);
  }

  @Override
  public void observe(Progress progress) {
    observe(PageSaid.of(progress));
  }

  @Override
  public Coverage observe(PageSaid said) {
    PartitionWalk pages = underWay();
    Partition partition = pages.slice().partition();
    newWord = true;
    Step step = pages.observe(said);
    if (!step.more()) {
      walk = null;
    }
    ask(() -> {
      ledger.observe(partition, step);
      return step;
    });
    return step.coverage();
  }

  @Override
  public boolean bears(Throwable failure) {
    if (hasRefused || isBroken) {
      return false;
    }
    PartitionWalk pages = underWay();
    walk = null;
    newWord = true;
    ledger.fail(pages.slice().partition());
    failures.add(pages.slice().describe(), failure);
    return true;
  }

  private PartitionWalk underWay() {
    if (walk == null) {
      throw new IllegalStateException("stream '" + stream + "': no partition is being read");
    }
    return walk;
  }

  /** Where the stream stands, whether that is news or not: what a limited attempt ends with. */
  public EncodedState state() {
    return ledger.encoded();
  }

  @Override
  public Optional<StreamState> checkpoint() {
    return news(ledger::state);
  }

  /** The same as it is written. */
  Optional<EncodedState> encoded() {
    return news(ledger::encoded);
  }

  private <T> Optional<T> news(Supplier<T> state) {
    if (!newWord || isBroken) {
      return Optional.empty();
    }
    newWord = false;
    saidComplete = ledger.complete();
    return Optional.of(ask(state));
  }
}
