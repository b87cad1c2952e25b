package dev.javacdk.flink.job;

import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a job reads. Immutable; each method that says something more returns a changed copy.
 *
 * @param listener takes the states; null where nobody does
 * @param limit so many records will do
 * @param interval from the start of one pass to that of the next; null where there is but one
 * @param lateness how much a record may be behind the others in event time; null where elements
 *     have no event time
 */
public record JobSettings(
    @Nullable StateListener listener,
    long limit,
    @Nullable Duration interval,
    @Nullable Duration lateness)
    implements Serializable {

  private static final long serialVersionUID = 1;
  private static final long NO_LIMIT = Long.MAX_VALUE;

  /** One pass, of all records, which nobody is told of. */
  public static final JobSettings DEFAULT = new JobSettings(null, NO_LIMIT, null, null);

  /** Refuses what reads nothing, or waits for nothing. */
  public JobSettings {
    if (limit < 1) {
      throw new IllegalArgumentException("a limit of " + limit + " records reads nothing");
    }
    if (interval != null && (interval.isNegative() || interval.isZero())) {
      throw new IllegalArgumentException("passes begin every so often, not every " + interval);
    }
    if (lateness != null && lateness.isNegative()) {
      throw new IllegalArgumentException("a lateness is at least 0, not " + lateness);
    }
    if (interval != null && limit != NO_LIMIT) {
      throw new IllegalArgumentException(
          "a job that reads every " + interval + " has no end, and no limit of " + limit);
    }
  }

  /** The same, which tells this listener. */
  public JobSettings told(StateListener to) {
    return new JobSettings(to, limit, interval, lateness);
  }

  /** The same, of so many records. */
  public JobSettings limit(long records) {
    return new JobSettings(listener, records, interval, lateness);
  }

  /** The same, in passes that begin so often. */
  public JobSettings every(Duration time) {
    return new JobSettings(listener, limit, time, lateness);
  }

  /** The same, whose elements have an event time. */
  public JobSettings eventTime(Duration late) {
    return new JobSettings(listener, limit, interval, late);
  }

  /** How often a pass begins; empty where there is but one. */
  public Optional<Duration> passes() {
    return Optional.ofNullable(interval);
  }

  /** Whether elements have an event time. */
  public boolean hasEventTime() {
    return lateness != null;
  }
}
