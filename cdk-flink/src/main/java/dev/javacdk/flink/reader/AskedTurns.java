package dev.javacdk.flink.reader;

import dev.javacdk.api.read.ReadStopped;
import dev.javacdk.api.read.SharedBudget;
import dev.javacdk.core.sync.Turns;
import dev.javacdk.flink.split.TurnGiven;
import dev.javacdk.flink.split.TurnWanted;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * Turns of the job's budgets, for which the enumerator is asked: the fetch thread waits for the
 * answer, which comes by the task's. Safe for use by many threads.
 */
public final class AskedTurns implements Turns {

  private final Consumer<TurnWanted> enumerator;
  private final Map<Long, CompletableFuture<Duration>> asked = new ConcurrentHashMap<>();

  /**
   * Turns of a reader.
   *
   * @param enumerator is told what is wanted
   */
  public AskedTurns(Consumer<TurnWanted> enumerator) {
    this.enumerator = enumerator;
  }

  @Override
  public Optional<Duration> take(SharedBudget budget) {
    // An answer to the reader that was here before a restart is nobody's.
    long number = ThreadLocalRandom.current().nextLong();
    CompletableFuture<Duration> turn = new CompletableFuture<>();
    asked.put(number, turn);
    try {
      enumerator.accept(new TurnWanted(number, budget));
      return Optional.of(turn.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ReadStopped("interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      asked.remove(number);
    }
  }

  /** The enumerator has answered. */
  void given(TurnGiven answer) {
    CompletableFuture<Duration> turn = asked.get(answer.number());
    if (turn != null) {
      turn.complete(answer.in());
    }
  }
}
