package dev.javacdk.testkit.source;

import dev.javacdk.testkit.api.LocalApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What histories happen in: a source, an API on this machine, and rows there that change. Confined
 * to one thread, but for what is done at each request.
 */
final class World {

  private final SourceTrial trial;
  private final LocalApi api;
  private final List<Changes> changes;
  private final KeysOfStreams keys;
  private final Map<Integer, History.Size> sizes = new TreeMap<>();

  /** What happens at each request. */
  private volatile Runnable meanwhile = () -> {};

  World(SourceTrial trial, LocalApi api, List<Changes> changes) {
    this.trial = trial;
    this.api = api;
    this.changes = List.copyOf(changes);
    this.keys = new KeysOfStreams(trial.runner().discover());
    api.onRequest(request -> meanwhile.run());
  }

  SourceTrial trial() {
    return trial;
  }

  LocalApi api() {
    return api;
  }

  List<Changes> changes() {
    return changes;
  }

  KeysOfStreams keys() {
    return keys;
  }

  void meanwhile(Runnable what) {
    meanwhile = what;
  }

  /** No fault is met, and the rows are as from the start. */
  void restore() {
    meanwhile = () -> {};
    api.clearFaults();
    changes.forEach(each -> each.rows().restore());
  }

  /** The rows that are there now, of each that changes. */
  List<List<Long>> present() {
    List<List<Long>> all = new ArrayList<>();
    changes.forEach(each -> all.add(new ArrayList<>(each.rows().present())));
    return all;
  }

  /** The size of a sync in which nothing happens. */
  History.Size size(int workers) {
    return sizes.computeIfAbsent(workers, this::measured);
  }

  private History.Size measured(int workers) {
    restore();
    api.resetCounters();
    Attempt whole = trial.reading(workers).fromStart();
    Whole.requireGood(trial, whole, workers);
    int requests = (int) Math.min(Integer.MAX_VALUE, api.counters().total());
    return new History.Size((int) whole.output().lines().count(), Math.max(1, requests));
  }

  /** A history of one seed. */
  History history(int workers, long seed, boolean isRough) {
    return new History(this, workers, seed, size(workers), isRough);
  }
}
