package dev.javacdk.core.incremental;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Stream;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.core.checkpoint.CheckpointReaders;
import dev.javacdk.core.ledger.Ledger;
import dev.javacdk.core.ledger.LedgerEntry;
import dev.javacdk.core.ledger.ParentRequest;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.walk.PartitionWalk;
import dev.javacdk.core.walk.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Syncs of a stream over a {@link ChangingApi} under a random schedule: workers take, read, fail
 * and finish in any order, the attempt is killed at any moment and goes on from its last state, and
 * all the while the API changes.
 */
final class IncrementalRun {

  /** How a run misbehaves; each a chance between 0 and 1 at every step. */
  record Weather(int workers, double crash, double change, double emit, double fail) {}

  private static final int MOST_ATTEMPTS = 1_000;

  /** After so much of each, a run gets calm: it must come to an end. */
  private static final int MOST_CRASHES = 30;

  private static final int MOST_CHANGES = 60;
  private static final int MOST_FAILURES = 15;

  private final Stream stream;
  private final ChangingApi api;
  private final Random random;
  private final Weather weather;
  private final Set<ChangingApi.Version> delivered = new HashSet<>();
  private Set<String> committed = new HashSet<>();
  private Set<String> finished = new HashSet<>();
  private long calm;

  /** Partitions that were read again in one pass though a state had them as read. */
  int partitionsAgain;

  int crashes;
  int changes;
  int failures;
  int pagesRead;

  /** Pages that were read again though a state had them. */
  final List<String> again = new ArrayList<>();

  int longestState;
  String state = "{}";

  IncrementalRun(Stream stream, ChangingApi api, Random random, Weather weather) {
    this.stream = stream;
    this.api = api;
    this.random = random;
    this.weather = weather;
  }

  /** One sync, over as many attempts as it takes. */
  void sync() {
    committed = new HashSet<>();
    finished = new HashSet<>();
    for (int attempts = 0; attempts < MOST_ATTEMPTS; attempts++) {
      if (attempt(weather)) {
        return;
      }
    }
    throw new AssertionError("no end after " + MOST_ATTEMPTS + " attempts; state " + state);
  }

  /** The API stands still, a while has passed, and nothing goes wrong: the last sync. */
  void lastSync() {
    api.passTime(Duration.ofSeconds(1));
    committed = new HashSet<>();
    finished = new HashSet<>();
    while (!attempt(new Weather(weather.workers(), 0, 0, 1, 0))) {
      assertThat(calm++).as("attempts").isLessThan(100);
    }
  }

  /** One attempt, and then whoever was there before reads on with the state that it has left. */
  void handBack() {
    boolean unused = attempt(weather);
    JsonNode left = ExactJson.MAPPER.readTree(state);
    delivered.addAll(api.foundBy(new OlderReader(stream.cursor().orElseThrow(), left)));
  }

  /** The newest version of each record that was never delivered. */
  List<ChangingApi.Version> lost() {
    List<ChangingApi.Version> lost = new ArrayList<>(api.everything());
    lost.removeAll(delivered);
    return lost;
  }

  private record Reading(LedgerEntry entry, PartitionWalk walk) {}

  private boolean attempt(Weather weather) {
    ObjectNode incoming = (ObjectNode) ExactJson.MAPPER.readTree(state);
    Optional<Ledger> parts = CheckpointReaders.ledger(stream, incoming, api::now);
    Ledger ledger = parts.orElseThrow();
    List<Reading> reading = new ArrayList<>();
    Set<ChangingApi.Version> written = new HashSet<>();
    Set<String> pages = new HashSet<>(committed);
    Set<String> done = new HashSet<>(finished);
    boolean failed = false;
    while (true) {
      if (crashes < MOST_CRASHES && random.nextDouble() < weather.crash()) {
        crashes++;
        return false;
      }
      while (changes < MOST_CHANGES && random.nextDouble() < weather.change()) {
        changes++;
        api.passTime(Duration.ofMillis(random.nextInt(3)));
        api.change();
      }
      boolean busy = reading.size() >= weather.workers();
      if (!busy && (reading.isEmpty() || random.nextBoolean())) {
        Optional<LedgerEntry> taken = ledger.take();
        if (taken.isPresent()) {
          reading.add(new Reading(taken.get(), ledger.walk(taken.get())));
          if (finished.contains(taken.get().partition().canonical())) {
            partitionsAgain++;
          }
          continue;
        }
        Optional<ParentRequest> request = ledger.request();
        if (request.isPresent()) {
          ledger.offer(request.get(), api.parents(request.get()));
          continue;
        }
      }
      if (reading.isEmpty()) {
        break;
      }
      Reading next = reading.get(random.nextInt(reading.size()));
      if (failures < MOST_FAILURES && random.nextDouble() < weather.fail()) {
        failures++;
        ledger.fail(next.entry().partition());
        reading.remove(next);
        failed = true;
      } else if (!readPage(ledger, next, written, pages, done)) {
        reading.remove(next);
      }
      if (random.nextDouble() < weather.emit()) {
        emit(ledger, written, pages, done);
      }
    }
    assertThat(ledger.exhausted()).as("nothing to do means exhausted").isTrue();
    ledger.endAttempt();
    emit(ledger, written, pages, done);
    return !failed && ledger.complete();
  }

  private boolean readPage(
      Ledger ledger,
      Reading reading,
      Set<ChangingApi.Version> written,
      Set<String> pages,
      Set<String> done) {
    StreamSlice slice = reading.walk().slice();
    ChangingApi.Page page = slice.partition().has("row") ? api.row(slice) : api.all(slice);
    pagesRead++;
    String name = slice.describe();
    if (committed.contains(name)) {
      again.add(name + " state " + state);
    }
    if (!(page.said().progress() instanceof Progress.Gone)) {
      pages.add(name);
    }
    written.addAll(page.versions());
    Step step = reading.walk().observe(page.said());
    ledger.observe(slice.partition(), step);
    if (!step.more() && !step.isGone()) {
      done.add(slice.partition().canonical());
    }
    return step.more();
  }

  private void emit(
      Ledger ledger, Set<ChangingApi.Version> written, Set<String> pages, Set<String> done) {
    state = StateJson.text(ledger.state());
    longestState = Math.max(longestState, state.length());
    delivered.addAll(written);
    // Behind the last state of a pass, a new one begins.
    committed = ledger.complete() ? new HashSet<>() : new HashSet<>(pages);
    finished = ledger.complete() ? new HashSet<>() : new HashSet<>(done);
  }
}
