package dev.javacdk.testkit.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A connector that runs as a process of its own, to be watched, stopped and killed.
 *
 * <p>Each complete line of its stdout becomes a {@link ProtocolMessage} as soon as it is read, also
 * those that were still in the pipe when the process died: a platform reads them too. What stands
 * behind the last line feed is no message, whatever it looks like; it is kept apart.
 *
 * <p>Two daemon threads read stdout and stderr and end with the process. All methods are safe for
 * use by many threads.
 */
public final class ConnectorProcess implements AutoCloseable {

  private static final Duration READ_OUT_WITHIN = Duration.ofSeconds(30);

  private final Process process;
  private final Output output;
  private final List<Thread> readers = new ArrayList<>();

  private ConnectorProcess(Process process, Output output) {
    this.process = process;
    this.output = output;
  }

  /** A process that runs {@code java -jar}, with the Java of the running JVM. */
  public static Builder jar(Path jar) {
    return new Builder(List.of("-jar", jar.toString()));
  }

  /** A process that runs a main class with the class path of the running JVM. */
  public static Builder mainClass(String mainClass) {
    return mainClass(mainClass, System.getProperty("java.class.path", ""));
  }

  /** A process that runs a main class with this class path. */
  public static Builder mainClass(String mainClass, String classPath) {
    return new Builder(List.of("-cp", classPath, mainClass));
  }

  /** The messages read so far; none if the process was started {@link Builder#withoutKeeping}. */
  public List<ProtocolMessage> messages() {
    return output.messages();
  }

  /** How many messages were read so far, kept or not. */
  public long messageCount() {
    return output.count();
  }

  /** What stood behind the last line feed of stdout once the process has ended; mostly empty. */
  public String incompleteLine() {
    return output.incomplete();
  }

  /** The last complete lines of stdout that are no messages; a sound connector writes none. */
  public String strayLines() {
    return output.stray().text();
  }

  /** The end of what it wrote to stderr so far, about 64 KiB. */
  public String stderr() {
    return output.stderr().text();
  }

  /** The operating system's number of the process. */
  public long pid() {
    return process.pid();
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Its exit code once it has ended: on Linux 137 after {@link #kill}. */
  public OptionalInt exitCode() {
    return isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
  }

  /** Kills it (SIGKILL) and what it has started; it gets no chance to say anything more. */
  public void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    // Through its handle: Process.destroyForcibly() would drop what it wrote and nobody has read
    // yet.
    process.toHandle().destroyForcibly();
  }

  /**
   * Goes away as a reader of its output, so that the pipe breaks when it writes on. Called where
   * its output is read: by what {@link Builder#when} says.
   */
  public void hangUp() {
    try {
      process.getInputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the output of process " + pid(), e);
    }
  }

  /** Asks it to stop (SIGTERM). */
  public void terminate() {
    // Through its handle: Process.destroy() would close stdout before its last words were read.
    process.toHandle().destroy();
  }

  /**
   * Waits for its end, and until all that it wrote has been read, and returns its exit code.
   *
   * @throws IllegalStateException if it still runs after that time (it is killed then), or the wait
   *     was interrupted, or a listener has thrown
   */
  public int await(Duration timeout) {
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
        throw new IllegalStateException(
            "the connector still ran after " + timeout + "; its stderr:\n" + stderr());
      }
      for (Thread reader : readers) {
        reader.join(READ_OUT_WITHIN.toMillis());
        if (reader.isAlive()) {
          throw new IllegalStateException("a process that the connector started holds its output");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
      throw new IllegalStateException("interrupted while the connector ran", e);
    }
    output
        .failure()
        .ifPresent(failure -> {
          throw new IllegalStateException("a listener of the connector failed", failure);
        });
    return process.exitValue();
  }

  /** Kills it if it still runs. */
  @Override
  public void close() {
    kill();
  }

  private void read(Builder builder) {
    Runnable readOut =
        () ->
            output.incomplete(
                LineSplitter.split(process.getInputStream(), line -> take(line, builder)));
    Runnable readErr =
        () -> {
          String rest = LineSplitter.split(process.getErrorStream(), output.stderr()::add);
          if (!rest.isEmpty()) {
            output.stderr().add(rest);
          }
        };
    readers.add(ProcessThreads.start("stdout", pid(), readOut));
    readers.add(ProcessThreads.start("stderr", pid(), readErr));
  }

  private void take(String line, Builder builder) {
    output
        .line(line)
        .ifPresent(message -> builder.reactions.forEach(reaction -> react(reaction, message)));
  }

  private void react(Reaction reaction, ProtocolMessage message) {
    try {
      reaction.to(message, this);
    } catch (RuntimeException e) {
      output.failed(e);
    }
  }

  private void killIfAliveAfter(Duration time) {
    ProcessThreads.start(
        "killer",
        pid(),
        () -> {
          try {
            if (!process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
              kill();
            }
          } catch (InterruptedException e) {
            kill();
          }
        });
  }

  /** What is done about each message, on the thread that reads stdout. */
  private interface Reaction {
    void to(ProtocolMessage message, ConnectorProcess process);
  }

  /**
   * Describes a process. Confined to one thread; may start several processes, one after the other.
   */
  public static final class Builder {

    private final List<String> program;
    private final List<String> jvmOptions = new ArrayList<>();
    private final List<String> args = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();
    private final List<Reaction> reactions = new ArrayList<>();
    private @Nullable File directory;
    private @Nullable Duration killAt;
    private List<String> shell = List.of();
    private boolean keeping = true;

    private Builder(List<String> program) {
      this.program = program;
    }

    private Builder(Builder other) {
      this(other.program);
      jvmOptions.addAll(other.jvmOptions);
      args.addAll(other.args);
      environment.putAll(other.environment);
      reactions.addAll(other.reactions);
      directory = other.directory;
      killAt = other.killAt;
      shell = other.shell;
      keeping = other.keeping;
    }

    /** Adds options of the JVM, such as {@code -Xmx48m}. */
    public Builder jvmOptions(String... options) {
      jvmOptions.addAll(List.of(options));
      return this;
    }

    /** Adds arguments of the connector, such as {@code read --config ...}. */
    public Builder args(String... values) {
      args.addAll(List.of(values));
      return this;
    }

    /** Sets an environment variable besides those of the running JVM. */
    public Builder environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    /** The working directory; that of the running JVM if not said. */
    public Builder directory(Path value) {
      directory = value.toFile();
      return this;
    }

    /**
     * Tells a listener of every message, in order, on the thread that reads stdout: while it
     * blocks, the process soon blocks on its output. What it throws comes out of {@link #await}.
     */
    public Builder onMessage(Consumer<ProtocolMessage> listener) {
      reactions.add((message, process) -> listener.accept(message));
      return this;
    }

    /** Keeps no messages, so that memory stays flat however much the process writes. */
    public Builder withoutKeeping() {
      keeping = false;
      return this;
    }

    /** Kills the process as soon as its n-th message was read; a few more may be in the pipe. */
    public Builder killAfter(long n) {
      reactions.add((message, process) -> {
        if (process.messageCount() >= n) {
          process.kill();
        }
      });
      return this;
    }

    /** Kills the process as soon as a message of which this is true was read. */
    public Builder killWhen(Predicate<ProtocolMessage> condition) {
      return when(condition, ConnectorProcess::kill);
    }

    /** Asks the process to stop as soon as a message of which this is true was read. */
    public Builder terminateWhen(Predicate<ProtocolMessage> condition) {
      return when(condition, ConnectorProcess::terminate);
    }

    /** Does something at every message of which this is true, on the thread that reads stdout. */
    public Builder when(
        Predicate<ProtocolMessage> condition, Consumer<ConnectorProcess> consequence) {
      reactions.add((message, process) -> {
        if (condition.test(message)) {
          consequence.accept(process);
        }
      });
      return this;
    }

    /** Kills the process at a moment between its start and {@code most} later, chosen by a seed. */
    public Builder killAtRandom(long seed, Duration most) {
      killAt = Duration.ofMillis((long) (new Random(seed).nextDouble() * most.toMillis()));
      return this;
    }

    /**
     * Writes its output to a file, which is full behind so many bytes; nobody reads it meanwhile.
     * Needs {@code bash}.
     *
     * @param kibibytes the most that any file may have that the process writes
     */
    public Builder intoFile(Path file, long kibibytes) {
      String redirected = "ulimit -f " + kibibytes + "; exec \"$@\" > \"$0\"";
      shell = List.of("bash", "-c", redirected, file.toString());
      jvmOptions.add("-XX:-UsePerfData");
      return this;
    }

    /**
     * Starts a process.
     *
     * @throws UncheckedIOException if the operating system refuses
     */
    public ConnectorProcess start() {
      var settled = new Builder(this);
      List<String> command = new ArrayList<>(settled.shell);
      command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
      command.addAll(settled.jvmOptions);
      command.addAll(settled.program);
      command.addAll(settled.args);
      var starter = new ProcessBuilder(command);
      starter.environment().putAll(settled.environment);
      starter.directory(settled.directory);
      try {
        var connector = new ConnectorProcess(starter.start(), new Output(settled.keeping));
        connector.read(settled);
        if (settled.killAt != null) {
          connector.killIfAliveAfter(settled.killAt);
        }
        return connector;
      } catch (IOException e) {
        throw new UncheckedIOException("cannot start " + command, e);
      }
    }
  }
}
