package dev.javacdk.concurrent.worker;

import static java.util.Objects.requireNonNull;

import dev.javacdk.api.read.ReadStopped;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A crew without threads: while the coordinator waits, a step of somebody's job is done, or
 * something that was said is handed over; who, is chosen by a seed. What one job says stays in its
 * order, everything else may come in any.
 */
public final class SteppedCrew implements Crew {

  private final int most;
  private final Random random;
  private final Runnable meanwhile;
  private final Map<Job, Hand> hands = new LinkedHashMap<>();
  private int busy;
  private boolean closed;

  /**
   * So many at once.
   *
   * @param meanwhile is called whenever the coordinator waits; what it throws ends the sync
   */
  public SteppedCrew(int most, Random random, Runnable meanwhile) {
    this.most = most;
    this.random = random;
    this.meanwhile = meanwhile;
  }

  /** Somebody who does a job. */
  private static final class Hand {
    private final Job job;
    private final Deque<Delivery> said = new ArrayDeque<>();
    private Job.@Nullable Steps steps;

    Hand(Job job) {
      this.job = job;
    }

    void step() {
      Throwable failure = null;
      boolean more = false;
      try {
        if (steps == null) {
          steps = job.begin();
        }
        more = steps.next();
      } catch (AssertionError e) {
        throw e;
      } catch (Throwable e) {
        failure = e;
      }
      if (!more) {
        if (steps != null) {
          steps.close();
        }
        said.add(new Delivery.Ended(job, failure));
      }
    }
  }

  @Override
  public boolean hasFree() {
    return busy < most;
  }

  @Override
  public void give(Job job) {
    if (!hasFree()) {
      throw new AssertionError("nobody is free for " + job);
    }
    busy++;
    hands.put(job, new Hand(job));
  }

  @Override
  public void freed() {
    busy--;
  }

  @Override
  public void put(Delivery delivery) {
    if (closed) {
      throw new ReadStopped("nothing is taken any more");
    }
    requireNonNull(hands.get(delivery.job())).said.add(delivery);
  }

  @Override
  public @Nullable Delivery poll(Duration time) {
    if (!closed) {
      meanwhile.run();
    }
    boolean waits = !closed && !time.isZero();
    while (true) {
      List<Hand> able = new ArrayList<>(hands.values());
      able.removeIf(hand -> hand.said.isEmpty() && !hand.job.gate().isOpen());
      if (!waits) {
        able.removeIf(hand -> hand.said.isEmpty());
      }
      if (waits && able.isEmpty()) {
        throw new AssertionError("the coordinator waits, and nobody is at work");
      }
      if (able.isEmpty() || (waits && random.nextInt(20) == 0)) {
        return null;
      }
      Hand hand = able.get(random.nextInt(able.size()));
      Delivery next = hand.said.poll();
      if (next == null) {
        hand.step();
      } else {
        if (next instanceof Delivery.Ended) {
          hands.remove(hand.job);
        }
        return next;
      }
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public List<String> end(Duration patience) {
    return List.of();
  }
}
