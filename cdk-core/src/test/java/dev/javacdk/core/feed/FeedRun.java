package dev.javacdk.core.feed;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A parent that reads {@link MovingRows} for itself, and those who hang on it, stepped by a seed
 * over as many attempts as it takes: what an engine does with a {@link ParentFeed}, without one.
 */
final class FeedRun {

  private static final int MOST_STEPS = 20_000;

  /**
   * What happens on the way.
   *
   * @param changes how likely a row changes, at each step
   * @param crashes how likely all memory is lost
   * @param failures how likely the parent's own reading of a partition fails, at each page
   * @param voids how likely a page of it cannot stand for another
   * @param back how likely a child goes back, at each page
   * @param mostBytes how much is kept
   * @param early how likely a child asks before the parent's own stream was begun
   */
  record Weather(
      double changes,
      double crashes,
      double failures,
      double voids,
      double back,
      long mostBytes,
      double early) {
    static final Weather CALM = new Weather(0, 0, 0, 0, 0, Long.MAX_VALUE, 0);
  }

  private final Random random;
  private final MovingRows rows;
  private final Weather weather;
  private final List<Walk> walks = new ArrayList<>();
  private final Map<Integer, StreamSlice> parentStands = new LinkedHashMap<>();
  private final int readers;
  int fetches;
  long mostKept;

  FeedRun(Random random, MovingRows rows, Weather weather, int children, int readers) {
    this.random = random;
    this.rows = rows;
    this.weather = weather;
    this.readers = readers;
    for (int i = 0; i < children; i++) {
      walks.add(new Walk());
    }
    for (int lane = 0; lane < rows.lanes; lane++) {
      parentStands.put(lane, MovingRows.start(lane));
    }
  }

  /** What a child has in its state and on its output. */
  private final class Walk {
    final Set<Long> seen = new HashSet<>();
    int lane;
    StreamSlice next = MovingRows.start(0);

    boolean isDone() {
      return lane == rows.lanes;
    }

    /** A row was found to be gone: what came since is looked at again. */
    void goBack() {
      next = MovingRows.start(lane);
    }

    void passed(MovingRows.Page page) {
      seen.addAll(MovingRows.ids(page.kept()));
      if (page.kept().progress() instanceof Progress.Next to) {
        next = next.at(to.position());
      } else if (++lane < rows.lanes) {
        next = MovingRows.start(lane);
      }
    }
  }

  void toTheEnd() {
    int attempts = 0;
    while (walks.stream().anyMatch(walk -> !walk.isDone()) || !parentStands.isEmpty()) {
      assertThat(++attempts).as("attempts").isLessThan(200);
      new Attempt(attempts > 100 ? 0 : weather.crashes()).run();
    }
  }

  void assertNothingLost() {
    for (Walk walk : walks) {
      assertThat(walk.seen).as("rows that were there all the time").containsAll(rows.lasting());
    }
  }

  /** One run of the process. */
  private final class Attempt {
    private final ParentFeed feed = new ParentFeed(weather.mostBytes(), rows.shifts);
    private final List<Hanger> hangers = new ArrayList<>();
    private final List<Own> own = new ArrayList<>();
    private final Deque<Integer> lanes = new ArrayDeque<>(parentStands.keySet());
    private final IdentityHashMap<KeptPage, MovingRows.Page> known = new IdentityHashMap<>();
    private final double crashes;
    private boolean begun = random.nextDouble() >= weather.early();

    Attempt(double crashes) {
      this.crashes = crashes;
      walks.forEach(walk -> hangers.add(new Hanger(walk)));
    }

    void run() {
      int steps = 0;
      while (step()) {
        if (random.nextDouble() < weather.changes()) {
          rows.change();
        }
        if (random.nextDouble() < crashes) {
          return;
        }
        assertThat(++steps).as("an attempt ends").isLessThan(MOST_STEPS);
      }
      assertThat(hangers).as("everybody comes to the end").allMatch(h -> h.walk.isDone());
      assertThat(feed.bytes()).as("nothing is kept for nobody").isZero();
    }

    /** Somebody does something; returns whether anybody had anything to do. */
    private boolean step() {
      begun |= random.nextInt(6) == 0;
      while (begun && own.size() < readers && !lanes.isEmpty()) {
        own.add(new Own(lanes.removeFirst()));
      }
      own.removeIf(reader -> reader.isOver);
      own.forEach(Own::settle);
      List<Runnable> able = new ArrayList<>();
      own.stream().filter(reader -> !reader.isHeld).forEach(reader -> able.add(reader::step));
      hangers.stream().filter(Hanger::mayStep).forEach(h -> able.add(h::step));
      if (able.isEmpty()) {
        assertThat(own).as("who reads for itself is held only while somebody works").isEmpty();
        assertThat(hangers).as("nobody waits for what does not come").noneMatch(h -> h.awaits);
        return !begun;
      }
      int chosen = random.nextInt(able.size());
      able.get(chosen).run();
      // An answer to wait is no news for who waits.
      if (hangers.stream().noneMatch(h -> h.justAsked)) {
        hangers.forEach(h -> h.awaits = false);
      }
      hangers.forEach(h -> h.justAsked = false);
      mostKept = Math.max(mostKept, feed.bytes());
      return true;
    }

    /** The parent's own stream, in one partition. */
    private final class Own {
      private final int lane;
      private final MovingRows.Reader reader = new MovingRows.Reader();
      private StreamSlice slice;
      private boolean begins = true;
      private MovingRows.@Nullable Page page;
      private boolean isHeld;
      private boolean isOver;

      Own(int lane) {
        this.lane = lane;
        this.slice = requireNonNull(parentStands.get(lane));
        feed.opened(slice.partition());
      }

      void step() {
        if (begins) {
          feed.begins(slice);
          begins = false;
        } else if (page == null) {
          page = rows.read(slice, reader);
        } else if (random.nextDouble() < weather.failures()) {
          over();
          parentStands.remove(lane);
        } else {
          delivered(page);
        }
      }

      private void delivered(MovingRows.Page read) {
        boolean isVoid = random.nextDouble() < weather.voids();
        known.put(read.kept(), read);
        feed.read(slice.partition(), isVoid ? null : read.kept());
        isHeld = feed.isFull();
        page = null;
        begins = true;
        if (read.kept().progress() instanceof Progress.Next to) {
          slice = slice.at(to.position());
          parentStands.put(lane, slice);
        } else {
          over();
          parentStands.remove(lane);
        }
      }

      private void over() {
        feed.left(slice.partition());
        isOver = true;
      }

      void settle() {
        if (isHeld && feed.isFull()) {
          if (feed.isGoingToBeTaken(
              c -> hangers.stream().anyMatch(h -> h.child == c && h.isAtWork()))) {
            return;
          }
          feed.forgetLast(slice.partition());
        }
        isHeld = false;
      }
    }

    /** Somebody who hangs on it. */
    private final class Hanger {
      private final Walk walk;
      private final ParentFeed.Child child = feed.child();
      private MovingRows.Reader reader = new MovingRows.Reader();
      private boolean fetches;
      private MovingRows.@Nullable Page fetched;

      /** It reads the partitions of the page in hand. */
      private boolean works;

      private boolean awaits;
      private boolean justAsked;

      private boolean isOver;
      private long lastTime;
      private int lastLane = -1;

      Hanger(Walk walk) {
        this.walk = walk;
      }

      boolean isAtWork() {
        return works || fetches;
      }

      /** Where it waits, somebody else has to do something first. */
      boolean mayStep() {
        return !isOver && !awaits;
      }

      void step() {
        MovingRows.Page page = fetched;
        if (works) {
          works = false;
        } else if (walk.isDone()) {
          isOver = true;
          child.over();
        } else if (page != null) {
          fetches = false;
          fetched = null;
          feedSaysFetched(page);
          consume(page);
        } else if (fetches) {
          FeedRun.this.fetches++;
          fetched = rows.read(walk.next, reader);
        } else {
          ask();
        }
      }

      private void feedSaysFetched(MovingRows.Page page) {
        child.fetched(walk.next, page.kept().progress());
      }

      private void ask() {
        ParentFeed.Answer answer = child.ask(walk.next);
        if (answer instanceof ParentFeed.Answer.Take taken) {
          reader = new MovingRows.Reader();
          consume(requireNonNull(known.get(taken.page())));
        } else if (answer instanceof ParentFeed.Answer.Await) {
          awaits = true;
          justAsked = true;
        } else {
          fetches = true;
        }
      }

      private void consume(MovingRows.Page page) {
        if (walk.lane == lastLane) {
          assertThat(page.time()).as("when the page was read").isGreaterThan(lastTime);
        }
        lastLane = walk.lane;
        lastTime = page.time();
        works = true;
        if (random.nextDouble() < weather.back()) {
          reader = new MovingRows.Reader();
          walk.goBack();
        } else {
          walk.passed(page);
          if (walk.lane != lastLane) {
            reader = new MovingRows.Reader();
          }
        }
      }
    }
  }
}
