package dev.javacdk.api;

import dev.javacdk.api.internal.CheckReturnValue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * A source made into a program: the last line of a connector's {@code main}.
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *   Connector.run(new MySource(), args);
 * }
 * }</pre>
 *
 * <p>Immutable; safe for use by many threads.
 *
 * @param <C> the source's config
 */
@CheckReturnValue
public final class Connector<C> {

  private final Source<C> source;
  private final @Nullable Integer workers;
  private final boolean stopOnFailure;

  private Connector(Source<C> source, @Nullable Integer workers, boolean stopOnFailure) {
    this.source = Objects.requireNonNull(source, "source");
    this.workers = workers;
    this.stopOnFailure = stopOnFailure;
  }

  /** A connector with the kit's settings. */
  public static <C> Connector<C> of(Source<C> source) {
    return new Connector<>(source, null, false);
  }

  /**
   * Runs the command that the arguments name, and ends the process with its exit code. Does not
   * return.
   */
  public static void run(Source<?> source, String... args) {
    of(source).run(args);
  }

  /**
   * Read partitions by this many workers at once. Needs the artifact {@code cdk-concurrent}.
   *
   * @param workers at least 1
   */
  public Connector<C> workers(int workers) {
    if (workers < 1) {
      throw new IllegalArgumentException("workers must be at least 1, not " + workers);
    }
    return new Connector<>(source, workers, stopOnFailure);
  }

  /** Start no more streams once one has failed. By default a failing stream stops no other. */
  public Connector<C> stopOnFailure() {
    return new Connector<>(source, workers, true);
  }

  /** Runs the command that the arguments name, and ends the process. Does not return. */
  public void run(String... args) {
    System.exit(execute(args));
  }

  /**
   * Runs the command that the arguments name in this process.
   *
   * @return the exit code
   * @throws IllegalStateException where no runtime is on the class path
   */
  public int execute(String... args) {
    Optional<ConnectorRuntime> runtime = ServiceLoader.load(ConnectorRuntime.class).findFirst();
    return runtime
        .orElseThrow(() ->
            new IllegalStateException(
                "no connector runtime on the class path: add the artifact"
                    + " dev.javacdk:cdk-core at run time"))
        .execute(this, List.of(args));
  }

  /** The source that is run. */
  public Source<C> source() {
    return source;
  }

  /** How many workers were asked for; empty where the connector leaves it to the kit. */
  public OptionalInt workers() {
    return workers == null ? OptionalInt.empty() : OptionalInt.of(workers);
  }

  /** Whether no more streams are started once one has failed. */
  public boolean stopsOnFailure() {
    return stopOnFailure;
  }
}
