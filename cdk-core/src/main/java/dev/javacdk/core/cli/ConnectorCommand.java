package dev.javacdk.core.cli;

import dev.javacdk.api.Connector;
import dev.javacdk.api.error.SourceError;
import dev.javacdk.api.read.ReadStopped;
import dev.javacdk.core.log.LogRoute;
import dev.javacdk.core.message.Fatal;
import dev.javacdk.core.message.MessageSink;
import dev.javacdk.core.message.Messages;
import dev.javacdk.core.message.OutputClosed;
import dev.javacdk.core.message.Redactor;
import dev.javacdk.core.message.StackTraces;
import dev.javacdk.core.sync.Failures;
import dev.javacdk.core.sync.StopSignal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.event.Level;
import picocli.CommandLine;

/** One command of a connector, from its arguments to its exit code. Confined to the main thread. */
public final class ConnectorCommand {

  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private final Connector<?> connector;
  private final OutputStream stdout;
  private final Messages messages;
  private final PrintStream stderr;
  private final StopSignal stop;

  /**
   * A command that writes its messages to {@code stdout}.
   *
   * @param stop says when reading is to stop
   */
  public ConnectorCommand(
      Connector<?> connector, OutputStream stdout, PrintStream stderr, StopSignal stop) {
    this.connector = connector;
    this.stdout = stdout;
    this.messages = new Messages(new MessageSink(stdout), new Redactor(), InstantSource.system());
    this.stderr = stderr;
    this.stop = stop;
  }

  /** Runs what the arguments ask for; returns the exit code. */
  public int run(List<String> args) {
    CommandLine commandLine = Arguments.commandLine(connector.source().getClass().getSimpleName());
    Optional<Arguments> arguments;
    try {
      CommandLine.ParseResult parsed = commandLine.parseArgs(args.toArray(String[]::new));
      Optional<ExtraCommand> extra = Arguments.extra(parsed);
      if (extra.isPresent()) {
        return extra
            .get()
            .run(new ExtraCommand.Call(connector, parsed.subcommand(), stdout, stderr, stop));
      }
      arguments = Arguments.of(parsed);
      if (arguments.isEmpty()) {
        usageOf(parsed).usage(stderr);
        return asksForHelp(parsed) ? OK : USAGE;
      }
    } catch (CommandLine.ParameterException e) {
      stderr.println(e.getMessage());
      e.getCommandLine().usage(stderr);
      return USAGE;
    }
    return run(arguments.get());
  }

  private static CommandLine usageOf(CommandLine.ParseResult parsed) {
    return (parsed.hasSubcommand() ? parsed.subcommand() : parsed).commandSpec().commandLine();
  }

  private static boolean asksForHelp(CommandLine.ParseResult parsed) {
    return parsed.isUsageHelpRequested()
        || (parsed.hasSubcommand() && parsed.subcommand().isUsageHelpRequested());
  }

  private int run(Arguments arguments) {
    LogRoute.to(messages, arguments.debug() ? Level.DEBUG : Level.INFO);
    try {
      return new Commands<>(connector, messages, stop).run(arguments) ? OK : FAILED;
    } catch (ReadStopped e) {
      return FAILED;
    } catch (OutputClosed e) {
      stderr.println("stdout was closed by its reader: stopping");
      return FAILED;
    } catch (SourceError e) {
      return Fatal.in(e) == null ? report(e) : fatal(e);
    } catch (Throwable e) {
      return fatal(e);
    } finally {
      flush();
      LogRoute.toStderr();
    }
  }

  private int report(SourceError error) {
    try {
      messages.error(error, Optional.empty());
    } catch (OutputClosed e) {
      stderr.println("stdout was closed by its reader: stopping");
    }
    return FAILED;
  }

  private int fatal(Throwable failure) {
    try {
      messages.log("FATAL", String.valueOf(failure), StackTraces.of(failure));
    } catch (OutputClosed e) {
      stderr.println("stdout was closed by its reader: stopping");
      return FAILED;
    }
    return report(Failures.of(failure, "the connector"));
  }

  private void flush() {
    try {
      messages.sink().flush();
    } catch (OutputClosed e) {
      // It was reported where it was met first.
    }
  }
}
