package dev.javacdk.core.sync;

import dev.javacdk.api.read.RunClock;
import dev.javacdk.core.config.KitSettings;
import dev.javacdk.core.message.Messages;
import dev.javacdk.core.state.StateManager;
import dev.javacdk.core.tally.Tallies;
import java.util.List;

/**
 * What one attempt reads, and where it goes.
 *
 * @param streams in catalog order
 * @param messages takes every message but states
 * @param states makes the states
 * @param config the connector's config, which author code may change while it reads
 * @param settings what the operator set
 * @param stopOnFailure whether no more streams are started once one has failed
 * @param stop says when no more records are wanted, and what time it is
 * @param tallies what was done so far
 * @param turns keeps the budgets that it shares with other processes
 */
public record Sync(
    List<StreamPlan> streams,
    Messages messages,
    StateManager states,
    LiveConfig config,
    KitSettings settings,
    boolean stopOnFailure,
    StopSignal stop,
    Tallies tallies,
    Turns turns) {

  /** Keeps a copy of the list. */
  public Sync {
    streams = List.copyOf(streams);
  }

  /** An attempt that no other process shares. */
  public Sync(
      List<StreamPlan> streams,
      Messages messages,
      StateManager states,
      LiveConfig config,
      KitSettings settings,
      boolean stopOnFailure,
      StopSignal stop,
      Tallies tallies) {
    this(
        streams,
        messages,
        states,
        config,
        settings,
        stopOnFailure,
        stop,
        tallies,
        Turns.NOT_SHARED);
  }

  /** The time of the attempt. */
  public RunClock clock() {
    return stop.clock();
  }
}
