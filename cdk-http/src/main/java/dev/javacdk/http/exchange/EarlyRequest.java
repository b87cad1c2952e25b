package dev.javacdk.http.exchange;

import dev.javacdk.http.auth.Credentials;
import dev.javacdk.http.response.Answer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** A request that is sent by a thread of {@link EarlyAnswers}. */
final class EarlyRequest implements Early {

  /**
   * An answer that was held for its turn.
   *
   * @param credentials what it was asked for with
   */
  record Held(Answer answer, Credentials credentials) {}

  private final EarlyAnswers all;
  private final FutureTask<@Nullable Held> task;

  /** How many bytes are held; guarded by this. */
  private int kept;

  private boolean dropped;

  EarlyRequest(EarlyAnswers all, EarlyAnswers.Asking asking) {
    this.all = all;
    this.task = new FutureTask<>(() -> kept(asking.ask()));
  }

  /** Sends it, on the calling thread. */
  void run() {
    task.run();
  }

  @Override
  public void drop() {
    task.cancel(true);
    forget();
  }

  /**
   * The answer, once it has come; null where there is none to be used.
   *
   * @throws InterruptedException where the calling thread is interrupted meanwhile
   */
  @Nullable Held take() throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof VirtualMachineError fatal) {
        throw fatal;
      }
      return null;
    } catch (CancellationException e) {
      return null;
    } finally {
      forget();
    }
  }

  private synchronized @Nullable Held kept(@Nullable Held held) {
    if (held != null && !dropped) {
      int size = held.answer().heldBytes();
      if (!all.keep(size)) {
        return null;
      }
      kept = size;
    }
    return held;
  }

  private synchronized void forget() {
    dropped = true;
    all.forget(kept);
    kept = 0;
  }
}
