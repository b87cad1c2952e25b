package dev.javacdk.concurrent.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Notices workers that give no sign of life. Time in which a worker waits for the output or for a
 * rate limit does not count. Pure; confined to the coordinator thread.
 */
public final class StallWatch {

  private final Duration after;
  private Map<Activity, Seen> seen = new HashMap<>();

  /** Patient for so long. */
  public StallWatch(Duration after) {
    this.after = after;
  }

  private record Seen(long signs, Instant since, Duration patience) {}

  /** Who gives no sign of life, and since when. */
  public record Stalled(Activity activity, Duration age) {

    @Override
    public String toString() {
      return "%s has given no sign for %d seconds".formatted(activity, age.toSeconds());
    }
  }

  /** Looks at those under way; says each stall again only when it has lasted twice as long. */
  public List<Stalled> look(Instant now, Collection<Activity> underWay) {
    List<Stalled> stalled = new ArrayList<>();
    Map<Activity, Seen> next = new HashMap<>();
    for (Activity activity : underWay) {
      long signs = activity.signs();
      Seen last = seen.get(activity);
      if (last == null || last.signs() != signs || !activity.isReading()) {
        next.put(activity, new Seen(signs, now, after));
        continue;
      }
      Duration age = Duration.between(last.since(), now);
      if (age.compareTo(last.patience()) >= 0) {
        stalled.add(new Stalled(activity, age));
        last = new Seen(signs, last.since(), last.patience().multipliedBy(2));
      }
      next.put(activity, last);
    }
    seen = next;
    return stalled;
  }
}
