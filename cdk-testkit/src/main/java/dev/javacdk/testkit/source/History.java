package dev.javacdk.testkit.source;

import dev.javacdk.testkit.api.Fault;
import dev.javacdk.testkit.api.FaultRule;
import dev.javacdk.testkit.process.StateLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * What happens by one seed: a sync of several attempts, while rows come, go and change, some of
 * which are cut off or meet faults; and the sync behind it, in which nothing happens.
 *
 * <p>Confined to one thread, but for the changes, which the threads of the API make.
 */
final class History {

  private static final double CHANGES_PER_REQUEST = 0.7;

  /** A row that comes may bring many requests with it, and each of them a row: that must end. */
  private static final int MOST_CHANGES = 100;

  private static final int MOST_FAULTS = 4;
  private static final int SLOWEST_NANOS = 400_000;

  /** How many lines a sync writes, and how many requests it sends. */
  record Size(int lines, int requests) {}

  private final World world;
  private final int workers;
  private final long seed;
  private final Size size;
  private final boolean isRough;
  private final Random random;
  private final StateLines states = StateLines.none();
  private final Reached reached;
  private final List<String> log = new ArrayList<>();
  private int changes;
  private int changesOfAttempt;
  private int attempts;
  private int cuts;
  private int faults;

  /**
   * @param size of a sync in which nothing happens
   * @param isRough whether there are faults, cuts of each kind and slow readers, too
   */
  History(World world, int workers, long seed, Size size, boolean isRough) {
    this.world = world;
    this.workers = workers;
    this.seed = seed;
    this.size = size;
    this.isRough = isRough;
    this.random = new Random(seed);
    this.reached = new Reached(world.keys());
  }

  /** How much has happened. */
  Tally tally() {
    return new Tally(1, attempts, cuts, faults, changes);
  }

  /**
   * How much has happened in histories.
   *
   * @param syncs that were read to their end, beside those behind them
   * @param attempts of them
   * @param cuts of these
   * @param faults that requests have met
   * @param changes of rows meanwhile
   */
  record Tally(long syncs, long attempts, long cuts, long faults, long changes) {
    static final Tally NOTHING = new Tally(0, 0, 0, 0, 0);

    Tally plus(Tally more) {
      return new Tally(
          syncs + more.syncs,
          attempts + more.attempts,
          cuts + more.cuts,
          faults + more.faults,
          changes + more.changes);
    }
  }

  /**
   * Lets it happen; all is as from the start behind it.
   *
   * @throws AssertionError that says what was lost, and all that has happened
   */
  void happen() {
    world.restore();
    try {
      List<List<Long>> from = world.present();
      sync();
      List<List<Long>> to = world.present();
      for (int i = 0; i < world.changes().size(); i++) {
        from.get(i).retainAll(to.get(i));
        reached.require("the first sync", world.changes().get(i), from.get(i));
      }
      change();
      nextSync();
      for (Changes each : world.changes()) {
        reached.require("the sync behind it", each, each.rows().present());
      }
      Attempt fresh = world.trial().reading(workers).fromStart();
      reached.requireAll("the sync behind it", fresh);
    } catch (AssertionError e) {
      throw new AssertionError("%s%nthis has happened: %s".formatted(e.getMessage(), this), e);
    } finally {
      world.restore();
    }
  }

  private synchronized void change() {
    for (Changes each : world.changes()) {
      note(each.makeEach(random));
    }
  }

  /** Called by the threads of the API, by several at once. */
  private synchronized void maybeChange() {
    if (changesOfAttempt < MOST_CHANGES && random.nextDouble() < perRequest()) {
      changesOfAttempt++;
      List<Changes> all = world.changes();
      note(List.of(all.get(random.nextInt(all.size())).make(random)));
    }
  }

  /** So many that they are spread over the whole attempt. */
  private double perRequest() {
    return Math.min(CHANGES_PER_REQUEST, (double) MOST_CHANGES / size.requests());
  }

  private void note(List<String> what) {
    log.addAll(what);
    changes += what.size();
  }

  private void sync() {
    int disturbed = isRough ? 1 + random.nextInt(5) : 3;
    for (int attempt = 0; attempt < disturbed; attempt++) {
      if (disturbed().exitCode() == 0) {
        return;
      }
      change();
    }
    Attempt last = read(world.trial().reading(workers));
    if (last.exitCode() != 0) {
      throw new AssertionError("an attempt fails: " + last.errors());
    }
  }

  private Attempt disturbed() {
    Reading reading = world.trial().reading(workers).cut(cut());
    if (!isRough) {
      return read(reading);
    }
    fault();
    Attempt read = read(random.nextInt(4) == 0 ? slowly(reading) : reading);
    faults += (int) world.api().counters().faulted();
    world.api().clearFaults();
    return read;
  }

  private void fault() {
    world.api().resetCounters();
    List<Map.Entry<String, Fault>> known = List.copyOf(KnownFaults.all().entrySet());
    int number = random.nextInt(MOST_FAULTS + 1);
    for (int i = 0; i < number; i++) {
      Map.Entry<String, Fault> one = known.get(random.nextInt(known.size()));
      long request = 1L + random.nextInt(size.requests());
      log.add(one.getKey() + " at request " + request);
      world.api().fault(FaultRule.nth(request, one.getValue()));
    }
  }

  private Cut cut() {
    Cut cut = Cut.stoppedBehind(1 + random.nextInt(size.lines()));
    if (isRough && random.nextInt(3) > 0) {
      cut =
          random.nextBoolean()
              ? Cut.closedBehind(1 + random.nextInt(400 * size.lines()))
              : Cut.none();
    }
    log.add(cut.toString());
    cuts += cut instanceof Cut.None ? 0 : 1;
    return cut;
  }

  private Reading slowly(Reading reading) {
    log.add("read slowly");
    int nanos = 1 + random.nextInt(SLOWEST_NANOS);
    return reading.onLine(line -> LockSupport.parkNanos(nanos));
  }

  private Attempt read(Reading reading) {
    attempts++;
    changesOfAttempt = 0;
    world.meanwhile(this::maybeChange);
    try {
      Attempt read = reading.from(states);
      reached.take(read);
      read.messages().forEach(states::accept);
      return read;
    } finally {
      world.meanwhile(() -> {});
    }
  }

  /** Nothing happens while it reads; streams without a cursor are read anew. */
  private void nextSync() {
    Reading reading = world.trial().reading(workers);
    reading.catalog().readAnew().forEach(states::forget);
    Attempt next = reading.from(states);
    if (next.exitCode() != 0) {
      throw new AssertionError("the next sync fails: " + next.errors());
    }
    reached.take(next);
  }

  @Override
  public String toString() {
    return "read by %d worker(s), seed %d, %s".formatted(workers, seed, log);
  }
}
