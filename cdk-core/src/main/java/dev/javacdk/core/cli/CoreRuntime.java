package dev.javacdk.core.cli;

import dev.javacdk.api.Connector;
import dev.javacdk.api.ConnectorRuntime;
import dev.javacdk.api.RunHost;
import dev.javacdk.core.log.JulRoute;
import dev.javacdk.core.log.PrintedLines;
import dev.javacdk.core.sync.StopSignal;
import dev.javacdk.core.terminal.Screen;
import dev.javacdk.core.terminal.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The runtime of a connector's process: takes stdout for the protocol, and ends in order on SIGTERM
 * and SIGINT. Found by {@link java.util.ServiceLoader}.
 */
public final class CoreRuntime implements ConnectorRuntime {

  private static final long SHUTDOWN_SECONDS = 8;

  /** What a process says that SIGTERM has ended; which signal it was, nobody tells a hook. */
  private static final int TERMINATED = 143;

  @Override
  public int execute(Connector<?> connector, List<String> args) {
    PrintStream stdout = System.out;
    StopSignal stop = new StopSignal();
    CountDownLatch finished = new CountDownLatch(1);
    Thread hook = shutdownHook(Thread.currentThread(), stop, finished);
    Runtime.getRuntime().addShutdownHook(hook);
    System.setOut(PrintedLines.stream());
    JulRoute.install(args.contains("--debug"));
    try {
      Terminal terminal = Terminal.ofProcess();
      PrintStream stderr =
          new PrintStream(new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8);
      return new ConnectorCommand(
              connector,
              new FileOutputStream(FileDescriptor.out),
              terminal,
              new Screen(stderr, terminal),
              stop)
          .run(args);
    } finally {
      System.setOut(stdout);
      finished.countDown();
      removeHook(hook);
    }
  }

  @Override
  public int execute(Connector<?> connector, List<String> args, RunHost host) {
    PrintStream people = new PrintStream(host.stderr(), true, StandardCharsets.UTF_8);
    StopSignal stop = new StopSignal(host.clock());
    Stopping stopping = new Stopping(stop, Thread.currentThread());
    host.stopping().accept(stopping::stop);
    try {
      return new ConnectorCommand(connector, host.stdout(), people, stop).run(args);
    } finally {
      stopping.end();
    }
  }

  /** Says stop, and gives the main thread its time to write what was committed. */
  private static Thread shutdownHook(Thread main, StopSignal stop, CountDownLatch finished) {
    return new Thread(
        () -> {
          new Stopping(stop, main).stop();
          try {
            if (!finished.await(SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
              Runtime.getRuntime().halt(TERMINATED);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        },
        "cdk-shutdown");
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is being stopped already: the hook has done its work.
    }
  }
}
