package dev.javacdk.api;

import dev.javacdk.api.read.RunClock;
import java.io.OutputStream;
import java.util.function.Consumer;

/**
 * What a run has round it where it does not have a process to itself: where its output goes, what
 * time it is, and how it is stopped. Immutable: each method gives another one.
 */
public final class RunHost {

  private final OutputStream stdout;
  private final OutputStream stderr;
  private final RunClock clock;
  private final Consumer<Runnable> stopping;

  private RunHost(
      OutputStream stdout, OutputStream stderr, RunClock clock, Consumer<Runnable> stopping) {
    this.stdout = stdout;
    this.stderr = stderr;
    this.clock = clock;
    this.stopping = stopping;
  }

  /**
   * A run on the clock of this machine that nobody stops.
   *
   * @param stdout takes the messages; where it throws, its reader counts as gone
   * @param stderr takes what is for people
   */
  public static RunHost of(OutputStream stdout, OutputStream stderr) {
    return new RunHost(stdout, stderr, RunClock.system(), stop -> {});
  }

  /** On this clock. */
  public RunHost clock(RunClock of) {
    return new RunHost(stdout, stderr, of, stopping);
  }

  /**
   * Can be stopped, in order, as SIGTERM stops a process.
   *
   * @param taker is given, before the command begins and on its thread, what stops it; that may be
   *     called on any thread, and again, and returns at once
   */
  public RunHost stopping(Consumer<Runnable> taker) {
    return new RunHost(stdout, stderr, clock, taker);
  }

  /** Takes the messages. */
  public OutputStream stdout() {
    return stdout;
  }

  /** Takes what is for people. */
  public OutputStream stderr() {
    return stderr;
  }

  /** The time of the run. */
  public RunClock clock() {
    return clock;
  }

  /** Is given what stops the run. */
  public Consumer<Runnable> stopping() {
    return stopping;
  }
}
