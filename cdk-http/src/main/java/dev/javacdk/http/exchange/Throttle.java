package dev.javacdk.http.exchange;

import dev.javacdk.http.settings.Retries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When an API that limits the rate of calls is asked next, by all who ask it. A limit that one of
 * them meets holds them all; behind it they go one by one, at the pace at which the API has taken
 * requests. That is tried a little faster the longer no limit is met, until there is no pace any
 * more. An API that limits nothing is never waited for.
 *
 * <p>Pure: time comes in. Not safe for use by several threads at once; {@link SharedThrottle} is.
 */
final class Throttle {

  /** What an API asks for below this is no wait: the growing one counts. */
  private static final Duration LEAST_ASKED = Duration.ofMillis(500);

  /** Answers to requests that were under way together ask for about the same. */
  private static final Duration SLACK = Duration.ofMillis(500);

  /** So much longer than asked for is waited at most, so that not all come at one instant. */
  private static final double JITTER_OF_ASKED = 0.05;

  private static final double JITTER = 0.25;

  /** Behind a wait of so many seconds an API counts over a longer time than a second. */
  private static final double LONG_WAIT = 2;

  /** The share of what an API has taken that it is asked for then. */
  private static final double SHARE = 0.95;

  /** A limit met at a pace that was good for so many seconds says that it is a little too fast. */
  private static final double STEADY_SECONDS = 1.2;

  private static final double SLOWER = 0.9;

  /** How long a pace is kept before it is tried faster, and by how much each second then. */
  private static final double QUIET_SECONDS = 8;

  private static final double FASTER = 0.01;

  /** The same while no limit was met at a pace yet. */
  private static final double SEARCH_QUIET_SECONDS = 1;

  private static final double SEARCH_DOUBLES = 2;

  /** So many of so many answers are limits where the pace is at fault; fewer may be anything's. */
  private static final int CROWDED = 3;

  private static final int LOOKED_AT = 20;

  /** Behind so many seconds a pace doubles every ten, until there is none. */
  private static final double FREE_SECONDS = 30;

  /** Those who have waited for a release come so far apart, where there is no pace. */
  private static final Duration APART = Duration.ofMillis(25);

  /** A pace of more requests a second than this is none; a slower one than the other never is. */
  private static final double NO_PACE = 1_000;

  private static final double SLOWEST = 1;

  private static final double SECOND = 1e9;
  private static final int REMEMBERED = 1_000;

  /**
   * What is known of a limit: when it was met, how long all went well before, how long it holds.
   */
  private record Limit(Instant at, double seconds, double hold, double paceBefore) {}

  private final Retries retries;
  private final DoubleSupplier random;
  private final ArrayDeque<Instant> taken = new ArrayDeque<>();

  /** Of the last answers, which were limits. */
  private final ArrayDeque<Boolean> answers = new ArrayDeque<>();

  private Instant release = Instant.MIN;
  private Instant nextTurn = Instant.MIN;
  private @Nullable Instant firstLimit;
  private @Nullable Limit last;
  private long holds;
  private int inARow;

  /** When the stretch of requests began that the next limit ends, and what was taken in it. */
  private @Nullable Instant stretch;

  private long takenInStretch;
  private long takenBefore;

  /** Requests a second behind the release; 0: no pace. */
  private double pace;

  /** Whether a limit was met at a pace: then it is known where the API draws its line. */
  private boolean found;

  /** A throttle of requests that are retried so. */
  Throttle(Retries retries) {
    this(retries, () -> ThreadLocalRandom.current().nextDouble());
  }

  /**
   * A throttle whose jitter comes from here.
   *
   * @param random gives numbers from 0 to 1
   */
  Throttle(Retries retries, DoubleSupplier random) {
    this.retries = retries;
    this.random = random;
  }

  /**
   * A turn that was taken: good unless a limit was met meanwhile.
   *
   * @param at when the request may be sent
   * @param holds how many limits had been met when it was taken
   */
  record Turn(Instant at, long holds) {}

  /** Whether requests are sent as they come: no limit was met of late. */
  boolean isFree(Instant now) {
    return pace == 0 && !now.isBefore(release);
  }

  /** Takes the next turn. */
  Turn take(Instant now) {
    if (stretch == null) {
      stretch = now;
    }
    if (isFree(now)) {
      return new Turn(now, holds);
    }
    Instant at = later(later(now, release), nextTurn);
    double current = paceAt(at);
    nextTurn = at.plus(current == 0 ? APART : Duration.ofNanos((long) (SECOND / current)));
    return new Turn(at, holds);
  }

  /** Whether a turn that has come is still good: no limit was met since it was taken. */
  boolean isGood(Turn turn) {
    return turn.holds() == holds;
  }

  /**
   * An answer that is no limit has come.
   *
   * @param sent when its request was sent
   */
  void answered(Instant sent, Instant now) {
    inARow = 0;
    firstLimit = null;
    remember(false);
    taken.addLast(now);
    if (taken.size() > REMEMBERED) {
      taken.removeFirst();
    }
    if (last != null && sent.isBefore(release)) {
      // It was under way when the limit was met: the API has taken one more than was known then.
      takenBefore++;
      pace = pace == 0 ? 0 : estimated(last);
    } else {
      takenInStretch++;
    }
  }

  /**
   * A limit was met.
   *
   * @param sent when the request was sent
   * @param asked how long the API asks to wait; null where it does not say
   * @return until when nobody asks; empty where limits were all that came for longer than they are
   *     waited for
   */
  Optional<Instant> limited(Instant sent, Instant now, @Nullable Duration asked) {
    boolean isNew = !sent.isBefore(release);
    remember(true);
    if (firstLimit == null) {
      firstLimit = now;
    } else if (isNew && Duration.between(firstLimit, now).compareTo(retries.longestLimit()) >= 0) {
      return Optional.empty();
    }
    boolean counts = asked != null && asked.compareTo(LEAST_ASKED) >= 0;
    if (!isNew) {
      // It was under way when another one was limited: what it asks for counts, it is no new limit.
      Instant until = counts ? now.plus(asked) : release;
      if (until.isAfter(release.plus(SLACK))) {
        hold(until);
      }
      if (pace == 0 && last != null && isCrowded()) {
        pace = estimated(last);
      }
      return Optional.of(release);
    }
    inARow++;
    Duration wait = counts && asked != null ? jittered(asked) : growing();
    double seconds = Math.max(0, seconds(stretch == null ? now : stretch, now));
    double before = paceAt(now);
    last = new Limit(now, seconds, wait.toNanos() / SECOND, before);
    takenBefore = takenInStretch;
    takenInStretch = 0;
    if (isCrowded()) {
      found = before > 0;
      pace = estimated(last);
    } else {
      pace = before;
    }
    hold(later(release, now.plus(wait)));
    return Optional.of(release);
  }

  private void remember(boolean limit) {
    answers.addLast(limit);
    if (answers.size() > LOOKED_AT) {
      answers.removeFirst();
    }
  }

  /** Whether limits come so often that the pace is at fault. */
  private boolean isCrowded() {
    return answers.stream().filter(limit -> limit).count() >= CROWDED;
  }

  private void hold(Instant until) {
    holds++;
    release = until;
    nextTurn = until;
    stretch = until;
  }

  /** What was taken of late says what the API takes. */
  private double estimated(Limit limit) {
    double before = limit.paceBefore();
    if (before > 0 && limit.seconds() >= STEADY_SECONDS) {
      return before * SLOWER;
    }
    double rate =
        limit.hold() >= LONG_WAIT
            ? takenBefore / (limit.seconds() + limit.hold())
            : takenSince(limit.at().minusSeconds(1));
    double known = Math.max(rate * SHARE, SLOWEST);
    return before == 0 ? known : Math.min(before * SLOWER, Math.max(known, before / 2));
  }

  private long takenSince(Instant from) {
    return taken.stream().filter(at -> at.isAfter(from)).count();
  }

  /** The pace at this moment: faster, the longer no limit was met. */
  private double paceAt(Instant at) {
    if (pace == 0) {
      return 0;
    }
    double quiet = seconds(release, at) - (found ? QUIET_SECONDS : SEARCH_QUIET_SECONDS);
    if (quiet <= 0) {
      return pace;
    }
    double faster =
        found
            ? pace * (1 + FASTER * quiet) * Math.pow(2, Math.max(0, quiet - FREE_SECONDS) / 10)
            : pace * Math.pow(2, quiet / SEARCH_DOUBLES);
    if (faster > NO_PACE) {
      pace = 0;
      last = null;
      return 0;
    }
    return faster;
  }

  private Duration growing() {
    long longest = retries.longest().toNanos();
    long nanos = Math.min(retries.first().toNanos(), longest);
    for (int i = 1; i < inARow && nanos < longest; i++) {
      nanos *= 2;
    }
    double jitter = 1 - JITTER + 2 * JITTER * random.getAsDouble();
    return Duration.ofNanos((long) (Math.min(nanos, longest) * jitter));
  }

  private Duration jittered(Duration asked) {
    double more = Math.min(asked.toMillis() * JITTER_OF_ASKED, 250) * random.getAsDouble();
    return asked.plusNanos((long) (more * 1e6));
  }

  private static double seconds(Instant from, Instant to) {
    return from.equals(Instant.MIN) ? 0 : Duration.between(from, to).toNanos() / SECOND;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
