package dev.javacdk.core.read;

import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.checkpoint.StreamKind;
import dev.javacdk.core.config.KitSettings;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.state.CheckpointPolicy;
import dev.javacdk.core.state.EncodedState;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.state.StateManager;
import dev.javacdk.core.sync.StreamPlan;
import dev.javacdk.core.sync.Sync;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What may be said of one stream's progress, and when it is written: when the policy says so, and
 * at the end whatever it says. Confined to the thread that writes output.
 */
public final class StreamCheckpoints {

  private final StreamId id;
  private final StreamKind kind;
  private final StateManager states;
  private final CheckpointPolicy policy;
  private @Nullable Supplier<EncodedState> last;
  private boolean waiting;

  /** Of this stream of the sync. */
  public StreamCheckpoints(StreamPlan plan, Sync sync) {
    this.id = plan.id();
    this.kind = StreamKind.of(plan.stream());
    this.states = sync.states();
    this.policy = policy(sync.settings(), kind);
    states.refresh(id, plan.refresh());
    if (plan.stream().cursor().isPresent()) {
      states.large(id, StateManager.Size.INCREMENTAL);
    }
  }

  private static CheckpointPolicy policy(KitSettings settings, StreamKind kind) {
    Optional<Duration> asked = settings.checkpointEvery();
    if (asked.isPresent()) {
      return CheckpointPolicy.first().or(CheckpointPolicy.after(asked.get()));
    }
    return kind.isInParts()
        ? CheckpointPolicy.partitioned(Duration.ofSeconds(1))
        : CheckpointPolicy.always();
  }

  /**
   * The stream's state has changed, and every record that it covers was written.
   *
   * @param state gives it as it is now; asked only where it is due
   */
  public void changed(Supplier<EncodedState> state) {
    last = state;
    if (kind.isResumable()) {
      waiting = !states.changed(id, policy, state);
    }
  }

  /** Whether a state that changed now would be written now. */
  boolean isDue() {
    return kind.isResumable() && states.isDue(id, policy);
  }

  /** Writes what changed and was not due then, where it is due by now. */
  public void again() {
    Supplier<EncodedState> state = last;
    if (waiting && state != null) {
      changed(state);
    }
  }

  /**
   * A page was read so far: its records ascend, so what they say of the cursor is true. Written
   * where it is due, as any other state.
   */
  public void inside(Progress progress) {
    if (progress instanceof Progress.UpTo upTo && kind == StreamKind.INCREMENTAL) {
      EncodedState state = EncodedState.of(StreamState.at(upTo.position()));
      changed(() -> state);
    }
  }

  /** Writes the last state, whatever the policy says. A failed full refresh says nothing. */
  public void writeLast() {
    Supplier<EncodedState> state = last;
    if (state == null) {
      return;
    }
    if (kind.isResumable()) {
      states.write(id, state.get());
    } else if (state.get().isComplete()) {
      states.write(id, EncodedState.of(StateJson.noCursor()));
    }
  }

  /** The stream was read to its end: its last state, and one that counts its last records. */
  public void finish() {
    writeLast();
    states.finish(id);
  }
}
