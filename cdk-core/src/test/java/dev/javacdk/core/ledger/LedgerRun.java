package dev.javacdk.core.ledger;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.state.StateJson;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * A sync over a {@link World} under a random schedule: workers take, read, hand over and fail in
 * any order; the attempt is killed at any moment and goes on from its last state. What must hold is
 * asserted at every step.
 */
final class LedgerRun {

  /** How a run misbehaves. */
  record Weather(
      int workers,
      double crash,
      double change,
      double emit,
      double fail,
      double parentFails,
      double reject,
      Set<String> neverWorks) {

    static Weather calm(int workers) {
      return new Weather(workers, 0, 0, 1, 0, 0, 0, Set.of());
    }

    Weather crashing(double crash) {
      return new Weather(workers, crash, change, emit, fail, parentFails, reject, neverWorks);
    }

    Weather changing(double change) {
      return new Weather(workers, crash, change, emit, fail, parentFails, reject, neverWorks);
    }

    Weather emitting(double emit) {
      return new Weather(workers, crash, change, emit, fail, parentFails, reject, neverWorks);
    }

    Weather failing(double fail, double parentFails) {
      return new Weather(workers, crash, change, emit, fail, parentFails, reject, neverWorks);
    }

    Weather rejecting(double reject) {
      return new Weather(workers, crash, change, emit, fail, parentFails, reject, neverWorks);
    }

    Weather never(Set<String> partitions) {
      return new Weather(workers, crash, change, emit, fail, parentFails, reject, partitions);
    }
  }

  private static final int MOST_ATTEMPTS = 2_000;

  private final World world;
  private final Random random;
  private final Weather weather;

  /** Leaf pages covered by a state of their own attempt. */
  final Set<String> delivered = new HashSet<>();

  /** Leaf pages that the last state says are read. */
  private Set<String> committed = new HashSet<>();

  private final Set<String> exempt = new HashSet<>();
  int rereads;
  int attempts;
  int parentRereads;
  String lastState = "{}";
  private Set<String> committedParents = new HashSet<>();

  LedgerRun(World world, Random random, Weather weather) {
    this.world = world;
    this.random = random;
    this.weather = weather;
  }

  /** Attempts until the stream is complete, or only what never works is left. */
  void toTheEnd() {
    while (attempts < MOST_ATTEMPTS) {
      if (attempt()) {
        return;
      }
    }
    throw new AssertionError("no end after " + attempts + " attempts; state " + lastState);
  }

  /** One attempt; returns whether there is nothing left to do. */
  private boolean attempt() {
    attempts++;
    ObjectNode state = (ObjectNode) ExactJson.MAPPER.readTree(lastState);
    if (StateJson.isComplete(state)) {
      return true;
    }
    PartitionLedger ledger =
        Ledgers.partitions(world.stream, state, world.stream.cursor(), InstantSource.system());
    int cameIn = ledger.size();
    Map<Partition, CursorPosition> reading = new HashMap<>();
    Set<String> written = new HashSet<>();
    Set<String> read = new HashSet<>(committed);
    Set<String> fetched = new HashSet<>(committedParents);
    Set<Partition> restarted = new HashSet<>();
    boolean failed = false;
    while (true) {
      if (random.nextDouble() < weather.crash()) {
        return false;
      }
      if (random.nextDouble() < weather.change()) {
        world.change();
      }
      boolean busy = reading.size() >= weather.workers();
      if (!busy && (reading.isEmpty() || random.nextBoolean())) {
        Optional<LedgerEntry> taken = ledger.take();
        if (taken.isPresent()) {
          reading.put(taken.get().partition(), taken.get().state().cursor());
          continue;
        }
        Optional<ParentRequest> request = ledger.request();
        if (request.isPresent()) {
          failed |= fetch(ledger, request.get(), fetched);
          continue;
        }
      }
      if (reading.isEmpty()) {
        break;
      }
      Partition partition = pick(reading);
      failed |= readPage(ledger, partition, reading, written, read, restarted);
      assertBounded(ledger, cameIn);
      if (random.nextDouble() < weather.emit()) {
        emit(ledger, written, read, fetched);
      }
    }
    assertThat(ledger.exhausted()).as("nothing to do means exhausted").isTrue();
    ledger.endAttempt();
    assertThat(ledger.complete())
        .as("complete is said only on success")
        .isEqualTo(!failed && onlyDone(ledger));
    emit(ledger, written, read, fetched);
    return ledger.complete() || (!weather.neverWorks().isEmpty() && onlyHopelessLeft(ledger));
  }

  private static boolean onlyDone(PartitionLedger ledger) {
    for (LedgerEntry entry : ledger.entries()) {
      if (entry.life() != PartitionLife.FINISHED) {
        return false;
      }
    }
    return true;
  }

  private boolean onlyHopelessLeft(PartitionLedger ledger) {
    for (LedgerEntry entry : ledger.entries()) {
      if (!weather.neverWorks().contains(World.path(entry.partition()))) {
        return false;
      }
    }
    return delivered.containsAll(
        world.lasting().stream()
            .filter(leaf -> !weather.neverWorks().contains(leaf.substring(0, leaf.indexOf('#'))))
            .toList());
  }

  private boolean fetch(PartitionLedger ledger, ParentRequest request, Set<String> fetched) {
    if (random.nextDouble() < weather.parentFails()) {
      ledger.parentFailed(request);
      return true;
    }
    if (!fetched.add(request.level() + " " + request.slice().describe())) {
      parentRereads++;
    }
    ParentPage page = world.fetch(request);
    ledger.offer(request, page);
    return false;
  }

  private Partition pick(Map<Partition, CursorPosition> reading) {
    List<Partition> all = new ArrayList<>(reading.keySet());
    all.sort(java.util.Comparator.comparing(Partition::canonical));
    return all.get(random.nextInt(all.size()));
  }

  private boolean readPage(
      PartitionLedger ledger,
      Partition partition,
      Map<Partition, CursorPosition> reading,
      Set<String> written,
      Set<String> read,
      Set<Partition> restarted) {
    CursorPosition cursor = requireNonNull(reading.get(partition));
    String path = World.path(partition);
    if (weather.neverWorks().contains(path) || random.nextDouble() < weather.fail()) {
      ledger.fail(partition);
      reading.remove(partition);
      return true;
    }
    if (!cursor.isStart() && random.nextDouble() < weather.reject() && restarted.add(partition)) {
      Steps.reset(ledger, partition);
      reading.put(partition, CursorPosition.start());
      forget(path, read);
      return false;
    }
    Progress progress = world.read(partition, cursor);
    if (progress instanceof Progress.Gone) {
      Steps.gone(ledger, partition);
      reading.remove(partition);
      return false;
    }
    String page = path + "#" + cursor.number("page", 0);
    if (committed.contains(page) && !exempt.contains(path)) {
      rereads++;
    }
    written.add(page);
    read.add(page);
    if (progress instanceof Progress.Next next) {
      Steps.advance(ledger, partition, next.position());
      reading.put(partition, next.position());
    } else {
      Steps.finish(ledger, partition);
      reading.remove(partition);
    }
    return false;
  }

  private void forget(String path, Set<String> read) {
    exempt.add(path);
    read.removeIf(page -> page.startsWith(path + "#"));
  }

  private void emit(
      PartitionLedger ledger, Set<String> written, Set<String> read, Set<String> fetched) {
    lastState = ledger.encoded().text();
    assertThat(lastState).isEqualTo(StateJson.text(ledger.state()));
    if (!ledger.state().isComplete()) {
      assertThat(lastState).contains(FromScratch.fullRefresh(ledger.entries(), world.keyName()));
    }
    delivered.addAll(written);
    committed = new HashSet<>(read);
    committedParents = new HashSet<>(fetched);
  }

  /** I8. */
  private void assertBounded(PartitionLedger ledger, int cameIn) {
    if (!world.parentsResume) {
      return;
    }
    int failed = 0;
    for (LedgerEntry entry : ledger.entries()) {
      if (entry.life() == PartitionLife.FAILED && entry.page() != LedgerEntry.NOT_MET) {
        failed++;
      }
    }
    assertThat(ledger.size())
        .as("listed partitions")
        .isLessThanOrEqualTo(weather.workers() + world.pageSize + failed + cameIn);
  }
}
