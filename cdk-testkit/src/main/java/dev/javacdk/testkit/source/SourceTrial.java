package dev.javacdk.testkit.source;

import dev.javacdk.api.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A source and what it is tried with: a config, and an API that answers alike each time it is
 * asked, as one on this machine does. Runs in this process, one command at a time, by the runtime
 * that is on the class path ({@code cdk-core}; with {@code cdk-concurrent} by many workers as
 * well).
 *
 * <p>Immutable: each method gives another one. Confined to one thread at a time.
 */
public final class SourceTrial {

  private static final String ENGINE = "dev.javacdk.concurrent.coordinator.ConcurrentReadEngine";

  private final Source<?> source;
  private final ObjectNode config;

  // Set on copies that nobody else has yet.
  private @Nullable ObjectNode badConfig;
  private List<String> streams = List.of();
  private Map<String, Long> counts = Map.of();
  private List<String> secrets = List.of();
  private long leastRecords = 200;
  private int leastCuts = 10;
  private int mostCuts = 200;
  private boolean real;
  private boolean waiting;

  private SourceTrial(Source<?> source, ObjectNode config) {
    this.source = source;
    this.config = config;
  }

  private SourceTrial(SourceTrial other, Consumer<SourceTrial> change) {
    this(other.source, other.config);
    badConfig = other.badConfig;
    streams = other.streams;
    counts = other.counts;
    secrets = other.secrets;
    leastRecords = other.leastRecords;
    leastCuts = other.leastCuts;
    mostCuts = other.mostCuts;
    real = other.real;
    waiting = other.waiting;
    change.accept(this);
  }

  /**
   * A source with a config that works.
   *
   * @param config a JSON object
   * @throws IllegalArgumentException where it is none
   */
  public static SourceTrial of(Source<?> source, String config) {
    return new SourceTrial(source, SourceRunner.object(config));
  }

  /** A config with which a check must fail: a wrong key, say. */
  public SourceTrial badConfig(String json) {
    ObjectNode bad = SourceRunner.object(json);
    return new SourceTrial(this, copy -> copy.badConfig = bad);
  }

  /** Only these streams; all where nothing is said. */
  public SourceTrial streams(String... names) {
    return new SourceTrial(this, copy -> copy.streams = List.of(names));
  }

  /** So many records a stream has in the API, whatever the source finds. */
  public SourceTrial has(String stream, long records) {
    Map<String, Long> more = new TreeMap<>(counts);
    more.put(stream, records);
    return new SourceTrial(this, copy -> copy.counts = Map.copyOf(more));
  }

  /**
   * A secret that does not stand in the config: a session token that the API gives, say. As those
   * that do, it may stand in no message but a record.
   */
  public SourceTrial secret(String value) {
    List<String> more = new ArrayList<>(secrets);
    more.add(value);
    return new SourceTrial(this, copy -> copy.secrets = List.copyOf(more));
  }

  /** From so many records on a sync is large enough to be cut; 200 where nothing is said. */
  public SourceTrial leastRecords(long number) {
    return new SourceTrial(this, copy -> copy.leastRecords = number);
  }

  /** At so many places a sync must be cut at least; 10 where nothing is said. */
  public SourceTrial leastCuts(int number) {
    return new SourceTrial(this, copy -> copy.leastCuts = number);
  }

  /** At so many places of each kind it is cut at most; 200 where nothing is said. */
  public SourceTrial mostCuts(int number) {
    return new SourceTrial(this, copy -> copy.mostCuts = number);
  }

  /**
   * The API is a real one: what it has may change while it is read, so that a difference between
   * two readings is told on standard output and fails no test; and what is waited for takes its
   * time.
   */
  public SourceTrial realApi() {
    return new SourceTrial(
        this,
        copy -> {
          copy.real = true;
          copy.waiting = true;
        });
  }

  /**
   * What is waited for takes its time, as it must where the API counts its limits on the clock of
   * this machine. Where nothing is said it has come at once.
   */
  public SourceTrial waiting() {
    return new SourceTrial(this, copy -> copy.waiting = true);
  }

  int mostCuts() {
    return mostCuts;
  }

  int leastCuts() {
    return leastCuts;
  }

  Map<String, Long> counts() {
    return counts;
  }

  List<String> secrets() {
    return secrets;
  }

  long leastRecords() {
    return leastRecords;
  }

  boolean isReal() {
    return real;
  }

  ObjectNode config() {
    return config.deepCopy();
  }

  @Nullable ObjectNode badConfig() {
    return badConfig;
  }

  /** By how many workers a source can be read here. */
  List<Integer> workers() {
    try {
      Class.forName(ENGINE);
      return List.of(1, 4);
    } catch (ClassNotFoundException e) {
      return List.of(1);
    }
  }

  /** Runs it with the config that works. */
  public SourceRunner runner() {
    return SourceRunner.of(source).config(config);
  }

  /** Runs {@code check} with the config that does not work; null where none was said. */
  @Nullable Attempt badCheck() {
    ObjectNode bad = badConfig;
    return bad == null ? null : runner().config(bad).check();
  }

  /** Which streams are tried. */
  Catalog catalog() {
    return runner().catalog(streams.toArray(String[]::new));
  }

  /** An attempt from these states, not begun yet. */
  Reading reading(int workers) {
    SourceRunner runner = runner().with("_checkpoint_seconds", 0);
    return new Reading(
        workers > 1 ? runner.with("_concurrency", workers) : runner, catalog(), waiting, null);
  }
}
