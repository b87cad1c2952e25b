package dev.javacdk.concurrent.coordinator;

import dev.javacdk.concurrent.worker.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Notices workers that give no sign of life. Time in which a worker waits for the output or for a
 * rate limit does not count. Confined to the coordinator thread; pure.
 */
final class StallWatch {

  private final Duration after;
  private Map<Job, Seen> seen = new HashMap<>();

  StallWatch(Duration after) {
    this.after = after;
  }

  private record Seen(long signs, Instant since, Duration patience) {}

  /** A job that gives no sign of life, and since when. */
  record Stalled(Job job, Duration age) {

    @Override
    public String toString() {
      return "%s has given no sign for %d seconds".formatted(job, age.toSeconds());
    }
  }

  /** Looks at the jobs under way; says each stall again only when it has lasted twice as long. */
  List<Stalled> look(Instant now, Collection<Job> jobs) {
    List<Stalled> stalled = new ArrayList<>();
    Map<Job, Seen> next = new HashMap<>();
    for (Job job : jobs) {
      long signs = job.activity().signs();
      Seen last = seen.get(job);
      if (last == null || last.signs() != signs || !job.activity().isReading()) {
        next.put(job, new Seen(signs, now, after));
        continue;
      }
      Duration age = Duration.between(last.since(), now);
      if (age.compareTo(last.patience()) >= 0) {
        stalled.add(new Stalled(job, age));
        last = new Seen(signs, last.since(), last.patience().multipliedBy(2));
      }
      next.put(job, last);
    }
    seen = next;
    return stalled;
  }
}
