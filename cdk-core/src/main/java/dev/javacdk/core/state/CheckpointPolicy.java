package dev.javacdk.core.state;

import java.time.Duration;

/**
 * Decides whether a state that changed is written now. The last one of a stream is written whatever
 * the policy says.
 *
 * <p>Pure; confined to the thread that writes output.
 */
@FunctionalInterface
public interface CheckpointPolicy {

  /** Whether a state is due. */
  boolean isDue(Moment moment);

  /**
   * What is known when a stream's state changed.
   *
   * @param sinceLast since the stream's last state, or since it was started
   * @param recordBytes the bytes of the stream's records so far
   * @param stateBytes the bytes of the stream's states so far
   * @param lastStateBytes the bytes of the last of them; 0 where there was none
   * @param isFirst whether no state of the stream was written yet, and this one may be at once
   */
  record Moment(
      Duration sinceLast, long recordBytes, long stateBytes, long lastStateBytes, boolean isFirst) {

    /** The same, where the first state is in no hurry. */
    Moment inNoHurry() {
      return new Moment(sinceLast, recordBytes, stateBytes, lastStateBytes, false);
    }
  }

  /** Every state that changed. */
  static CheckpointPolicy always() {
    return moment -> true;
  }

  /** The first one: an attempt that is killed soon has made progress all the same. */
  static CheckpointPolicy first() {
    return Moment::isFirst;
  }

  /**
   * Once this time has passed: no more often than this alone or with {@code and}, no more seldom
   * with {@code or}.
   */
  static CheckpointPolicy after(Duration time) {
    return moment -> moment.sinceLast().compareTo(time) >= 0;
  }

  /**
   * Only while states, with one more like the last, stay under this share of the record bytes.
   *
   * @param share 0.05 is 5 %
   */
  static CheckpointPolicy whileUnder(double share) {
    return moment ->
        moment.lastStateBytes() == 0
            || moment.stateBytes() + moment.lastStateBytes() <= share * moment.recordBytes();
  }

  /**
   * What streams in partitions do: at once, then now and then, and cheap, but every five minutes
   * all the same.
   */
  static CheckpointPolicy partitioned(Duration time) {
    return first().or(after(time).and(whileUnder(0.05))).or(after(Duration.ofMinutes(5)));
  }

  /** When both say so. */
  default CheckpointPolicy and(CheckpointPolicy other) {
    return moment -> isDue(moment) && other.isDue(moment);
  }

  /** When one of them says so. */
  default CheckpointPolicy or(CheckpointPolicy other) {
    return moment -> isDue(moment) || other.isDue(moment);
  }
}
