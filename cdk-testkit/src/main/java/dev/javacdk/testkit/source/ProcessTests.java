package dev.javacdk.testkit.source;

import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.javacdk.testkit.process.ConnectorProcess;
import dev.javacdk.testkit.process.ProtocolMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.function.Executable;

/**
 * What only a process can show: that nothing is lost where it is killed (SIGKILL), asked to stop
 * (SIGTERM), where the reader of its output goes away, its disk is full, or its reader is slow.
 * Each attempt is a process of its own, and so is the one that goes on.
 *
 * <p>In a test class: {@code @TestFactory Stream<DynamicNode> processes() { return
 * ProcessTests.of(trial, () -> ConnectorProcess.jar(jar), 1); }}. Of a source that is not in a jar
 * yet, {@code ConnectorProcess.mainClass(AcmeSource.class.getName())}.
 */
public final class ProcessTests {

  private static final Duration MOST = Duration.ofMinutes(5);
  private static final int TERMINATED = 143;
  private static final int KILLED = 137;

  /** A slow reader rests so long now and then. */
  private static final Duration REST = Duration.ofMillis(5);

  private static final int REST_EVERY = 25;

  private final SourceTrial trial;
  private final Supplier<ConnectorProcess.Builder> process;
  private final int workers;
  private final long[] seeds;

  private ProcessTests(
      SourceTrial trial, Supplier<ConnectorProcess.Builder> process, int workers, long[] seeds) {
    this.trial = trial;
    this.process = process;
    this.workers = workers;
    this.seeds = seeds;
  }

  /**
   * The tests: five, read by as many workers as can be.
   *
   * @param process gives what starts the connector, without arguments; the suite adds them
   * @param seeds each is a moment at which it is cut off, in each way
   */
  public static Stream<DynamicNode> of(
      SourceTrial trial, Supplier<ConnectorProcess.Builder> process, long... seeds) {
    List<Integer> workers = trial.workers();
    ProcessTests tests =
        new ProcessTests(trial, process, workers.get(workers.size() - 1), seeds.clone());
    return Stream.of(
        test("nothing is lost where the process is killed", tests::killed),
        test("nothing is lost where the process is asked to stop", tests::terminated),
        test("nothing is lost where the reader of the output goes away", tests::hungUp),
        test("nothing is lost where the disk is full", tests::fullDisk),
        test("nothing is lost to a slow reader", tests::slowReader));
  }

  private static DynamicNode test(String name, Executable what) {
    return dynamicTest(name, what);
  }

  private void killed() {
    cut("killed", KILLED, ConnectorProcess::kill);
  }

  private void terminated() {
    cut("asked to stop", TERMINATED, ConnectorProcess::terminate);
  }

  private void hungUp() {
    cut("without a reader", 1, ConnectorProcess::hangUp);
  }

  /** What is done to a process at its moment. */
  private interface End {
    void of(ConnectorProcess process);
  }

  private void cut(String how, int exit, End end) {
    Attempt whole = whole();
    int messages = whole.messages().size();
    int late = 0;
    for (long seed : seeds) {
      long behind = 1L + new Random(seed * 31 + how.hashCode()).nextInt(1 + messages / 4);
      String where = "%s behind message %d, seed %d".formatted(how, behind, seed);
      try (InputFiles files = new InputFiles()) {
        ConnectorProcess.Builder builder = read(files, null).when(new Nth(behind), end::of);
        Attempt cutOff = run(builder);
        // It may have written all before it was cut off: a pipe holds some messages.
        late += cutOff.exitCode() == 0 ? 1 : 0;
        if (cutOff.exitCode() != 0 && cutOff.exitCode() != exit) {
          throw new AssertionError(
              "%s: it was to end with %d, not %d: %s"
                  .formatted(where, exit, cutOff.exitCode(), cutOff.stderr()));
        }
        goOn(where, whole, cutOff, files);
      }
    }
    if (late == seeds.length) {
      throw new AssertionError(
          "%s: by none of the seeds %s was it cut off before it had written all: a larger sync is wanted"
              .formatted(how, Arrays.toString(seeds)));
    }
    say(how, whole);
  }

  /** True once, of the n-th message. */
  private static final class Nth implements Predicate<ProtocolMessage> {
    private final long number;
    private long seen;

    Nth(long number) {
      this.number = number;
    }

    @Override
    public boolean test(ProtocolMessage message) {
      return ++seen == number;
    }
  }

  private void fullDisk() {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash to limit files by");
    Attempt whole = whole();
    long kibibytes = whole.output().getBytes(StandardCharsets.UTF_8).length / 1_024;
    for (long seed : seeds) {
      long most = 1L + new Random(seed).nextInt((int) Math.max(1, kibibytes / 2));
      String where = "a disk that is full behind %d KiB, seed %d".formatted(most, seed);
      try (InputFiles files = new InputFiles()) {
        Path output = files.path("output");
        Attempt failed = run(read(files, null).intoFile(output, most));
        if (failed.exitCode() != 1) {
          throw new AssertionError(
              "%s: it was to end with 1, not %d: %s"
                  .formatted(where, failed.exitCode(), failed.stderr()));
        }
        goOn(where, whole, Attempt.of(1, text(output), failed.stderr()), files);
      }
    }
    say("on a full disk", whole);
  }

  private void slowReader() {
    Attempt whole = whole();
    try (InputFiles files = new InputFiles()) {
      Attempt read = run(read(files, null).onMessage(new Slow()).jvmOptions("-Xmx64m"));
      new Resumed(whole, Resumed.cursors(trial), false).require("read slowly", new Marked(), read);
    }
    say("read slowly", whole);
  }

  /** Rests now and then. */
  private static final class Slow implements Consumer<ProtocolMessage> {
    private long seen;

    @Override
    public void accept(ProtocolMessage message) {
      if (++seen % REST_EVERY == 0) {
        try {
          Thread.sleep(REST.toMillis());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  private Attempt whole() {
    Attempt whole = trial.reading(workers).fromStart();
    Whole.requireGood(trial, whole, workers);
    return whole;
  }

  private void goOn(String where, Attempt whole, Attempt cutOff, InputFiles files) {
    Marked left = new Marked();
    cutOff.messages().forEach(left::take);
    Attempt next = run(read(files, left.states().toJson().toString()));
    new Resumed(whole, Resumed.cursors(trial), false).require(where, left, next);
  }

  private void say(String how, Attempt whole) {
    Report.say(
        "%,d records, %s, %d time(s), read by %d worker(s): nothing lost"
            .formatted(whole.of("RECORD").size(), how, seeds.length, workers));
  }

  private ConnectorProcess.Builder read(InputFiles files, @Nullable String state) {
    return process.get().args(trial.reading(workers).arguments(files, state));
  }

  private static Attempt run(ConnectorProcess.Builder builder) {
    try (ConnectorProcess started = builder.start()) {
      int exit = started.await(MOST);
      String lines =
          started.messages().stream()
              .map(message -> message.line() + "\n")
              .collect(Collectors.joining());
      return Attempt.of(exit, lines, started.stderr());
    }
  }

  private static String text(Path file) {
    try {
      String all = Files.readString(file);
      // What stands behind the last line feed is no message.
      return all.substring(0, all.lastIndexOf('\n') + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
