package dev.javacdk.core.tally;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * What talking to an API has cost: requests, those of them that were sent again, answers that came
 * before their turn, and the time that all who read have waited. Safe for use by many threads.
 */
public final class Effort {

  private final LongAdder requests = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final LongAdder ahead = new LongAdder();
  private final LongAdder waitedMillis = new LongAdder();
  private final AtomicReference<Instant> waitsUntil = new AtomicReference<>(Instant.MIN);

  /** A request was sent for the n-th time. */
  public void sent(int attempt) {
    requests.increment();
    if (attempt > 1) {
      retries.increment();
    }
  }

  /** A page was read from an answer that had been asked for before its turn. */
  public void tookAhead() {
    ahead.increment();
  }

  /** So long was waited. */
  public void waited(Duration time) {
    waitedMillis.add(time.toMillis());
  }

  /** Someone waits for a rate limit until then. */
  public void waitsUntil(Instant until) {
    waitsUntil.accumulateAndGet(until, (a, b) -> a.isAfter(b) ? a : b);
  }

  /** How long a rate limit is still waited for; empty where nobody waits. */
  Optional<Duration> waitLeft(Instant now) {
    Instant until = waitsUntil.get();
    return until.isAfter(now) ? Optional.of(Duration.between(now, until)) : Optional.empty();
  }

  /** How many requests were sent. */
  public long requests() {
    return requests.sum();
  }

  /** How long all who read have waited, in milliseconds. */
  public long waitedMillis() {
    return waitedMillis.sum();
  }

  /** How many requests were sent again. */
  public long retries() {
    return retries.sum();
  }

  /** Says it in words, unless nobody has sent a request. */
  void write(StringBuilder line) {
    if (requests.sum() > 0) {
      line.append(", ").append(requests.sum()).append(" requests");
      line.append(", ").append(retries.sum()).append(" of them retries");
    }
    if (ahead.sum() > 0) {
      line.append(", ").append(ahead.sum()).append(" pages read ahead");
    }
    if (waitedMillis.sum() > 0) {
      line.append(", ").append(waitedMillis.sum() / 1_000.0).append(" s waited");
    }
  }
}
