package dev.javacdk.concurrent.coordinator;

import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.concurrent.worker.Activity;
import dev.javacdk.concurrent.worker.StallWatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import org.slf4j.Logger;

/**
 * What is done now and then, whether anything arrives or not: states that have become due, stalls,
 * and how far the sync is. Confined to the coordinator thread.
 */
final class Pulse {

  private static final Logger LOG = SafeLogs.of(Pulse.class);
  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final Duration REPORT = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final StallWatch stalls;
  private Instant lastBeat;
  private Instant lastReport;

  Pulse(InstantSource clock, StallWatch stalls) {
    this.clock = clock;
    this.stalls = stalls;
    this.lastBeat = clock.instant();
    this.lastReport = lastBeat;
  }

  boolean isDue() {
    return Duration.between(lastBeat, clock.instant()).compareTo(BEAT) >= 0;
  }

  void beat(Collection<StreamRun> streams, Collection<Activity> underWay) {
    Instant now = clock.instant();
    lastBeat = now;
    streams.forEach(StreamRun::writeWhatIsDue);
    stalls.look(now, underWay).forEach(stalled -> LOG.warn("{}", stalled));
    if (Duration.between(lastReport, now).compareTo(REPORT) >= 0) {
      lastReport = now;
      streams.forEach(run -> LOG.info("{}", run.tally().line(now)));
    }
  }
}
