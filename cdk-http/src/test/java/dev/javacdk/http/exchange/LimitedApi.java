package dev.javacdk.http.exchange;

import dev.javacdk.http.settings.Retries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Workers that read from an API which takes so many requests a second, on a clock of its own:
 * events in their order, the real throttle between them, no thread and no waiting.
 */
final class LimitedApi {

  enum Kind {
    FIXED_WINDOWS,
    SLIDING_WINDOW,
    TOKEN_BUCKET,
    /** Limits now and then, whatever the pace is: one answer in fifty. */
    NOW_AND_THEN
  }

  private record Event(Instant at, long order, Runnable what) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = at.compareTo(other.at);
      return byTime == 0 ? Long.compare(order, other.order) : byTime;
    }
  }

  static final Instant START = Instant.parse("2026-01-01T00:00:00.130Z");

  private final Kind kind;
  private final int rate;
  private final @Nullable Duration asks;
  private final Random random;
  private final Throttle throttle;
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final ArrayDeque<Instant> taken = new ArrayDeque<>();

  private Instant now = START;
  private long order;
  private int left;
  private double tokens;
  private Instant filled = START;
  int limited;
  int accepted;

  LimitedApi(Kind kind, int rate, @Nullable Duration asks, long seed) {
    this.kind = kind;
    this.rate = rate;
    this.asks = asks;
    this.random = new Random(seed);
    this.tokens = rate;
    Retries retries = Retries.DEFAULT;
    this.throttle = new Throttle(retries, random::nextDouble);
  }

  /** Reads so many pages with so many workers; returns how long that takes. */
  Duration read(int pages, int workers) {
    left = pages;
    for (int worker = 0; worker < workers; worker++) {
      next();
    }
    while (!events.isEmpty()) {
      Event event = events.remove();
      now = event.at();
      event.what().run();
    }
    return Duration.between(START, now);
  }

  private void next() {
    if (left > 0) {
      left--;
      await(throttle.take(now));
    }
  }

  private void await(Throttle.Turn turn) {
    at(
        turn.at(),
        () -> {
          if (throttle.isGood(turn)) {
            send();
          } else {
            await(throttle.take(now));
          }
        });
  }

  private void send() {
    Instant sent = now;
    Duration latency = Duration.ofMillis(20 + random.nextInt(280));
    at(
        now.plus(latency.dividedBy(2)),
        () -> {
          boolean takes = takes();
          at(now.plus(latency.dividedBy(2)), () -> answered(sent, takes));
        });
  }

  private void answered(Instant sent, boolean takes) {
    if (takes) {
      accepted++;
      throttle.answered(sent, now);
      next();
    } else {
      limited++;
      Instant unused = throttle.limited(sent, now, asks).orElseThrow();
      await(throttle.take(now));
    }
  }

  private boolean takes() {
    return switch (kind) {
      case FIXED_WINDOWS -> {
        taken.removeIf(at -> at.getEpochSecond() < now.getEpochSecond());
        yield counted();
      }
      case SLIDING_WINDOW -> {
        taken.removeIf(at -> !at.plusSeconds(1).isAfter(now));
        yield counted();
      }
      case NOW_AND_THEN -> random.nextInt(50) > 0;
      case TOKEN_BUCKET -> {
        double since = Duration.between(filled, now).toNanos() / 1e9;
        tokens = Math.min(rate, tokens + since * rate);
        filled = now;
        if (tokens < 1) {
          yield false;
        }
        tokens--;
        yield true;
      }
    };
  }

  private boolean counted() {
    if (taken.size() >= rate) {
      return false;
    }
    taken.add(now);
    return true;
  }

  private void at(Instant when, Runnable what) {
    events.add(new Event(when, order++, what));
  }
}
