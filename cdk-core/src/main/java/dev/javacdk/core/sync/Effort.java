package dev.javacdk.core.sync;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/**
 * What talking to an API has cost: requests, those of them that were sent again, and the time that
 * all who read have waited. Safe for use by many threads.
 */
public final class Effort {

  private final LongAdder requests = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final LongAdder waitedMillis = new LongAdder();

  /** A request was sent for the n-th time. */
  void sent(int attempt) {
    requests.increment();
    if (attempt > 1) {
      retries.increment();
    }
  }

  /** So long was waited. */
  void waited(Duration time) {
    waitedMillis.add(time.toMillis());
  }

  /** Says it in words, unless nobody has sent a request. */
  public void write(StringBuilder line) {
    if (requests.sum() > 0) {
      line.append(", ").append(requests.sum()).append(" requests");
      line.append(", ").append(retries.sum()).append(" of them retries");
    }
    if (waitedMillis.sum() > 0) {
      line.append(", ").append(waitedMillis.sum() / 1_000.0).append(" s waited");
    }
  }
}
