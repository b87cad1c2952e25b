package dev.javacdk.core.cli;

import dev.javacdk.api.Connector;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SourceError;
import dev.javacdk.api.read.ReadStopped;
import dev.javacdk.core.log.LogRoute;
import dev.javacdk.core.message.Fatal;
import dev.javacdk.core.message.MessageLines;
import dev.javacdk.core.message.MessageSink;
import dev.javacdk.core.message.Messages;
import dev.javacdk.core.message.OutputClosed;
import dev.javacdk.core.message.Redactor;
import dev.javacdk.core.message.StackTraces;
import dev.javacdk.core.problem.Nearest;
import dev.javacdk.core.sync.Failures;
import dev.javacdk.core.sync.StopSignal;
import dev.javacdk.core.terminal.Screen;
import dev.javacdk.core.terminal.Terminal;
import dev.javacdk.core.terminal.Words;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.event.Level;
import picocli.CommandLine;

/** One command of a connector, from its arguments to its exit code. Confined to the main thread. */
public final class ConnectorCommand {

  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final Set<String> OF_CDK_LOCAL = Set.of("sync", "preview", "query");

  private final Connector<?> connector;
  private final OutputStream stdout;
  private final Terminal terminal;
  private final Screen screen;
  private final StopSignal stop;

  /**
   * A command that writes its messages to {@code stdout}.
   *
   * @param stop says when reading is to stop
   */
  public ConnectorCommand(
      Connector<?> connector, OutputStream stdout, PrintStream stderr, StopSignal stop) {
    this(connector, stdout, Terminal.none(), new Screen(stderr, Terminal.none()), stop);
  }

  /**
   * A command of which people may see what it writes.
   *
   * @param terminal whether they look at {@code stdout}: then it is words, where they are the
   *     answer
   * @param screen standard error, for people
   * @param stop says when reading is to stop
   */
  public ConnectorCommand(
      Connector<?> connector,
      OutputStream stdout,
      Terminal terminal,
      Screen screen,
      StopSignal stop) {
    this.connector = connector;
    this.stdout = stdout;
    this.terminal = terminal;
    this.screen = screen;
    this.stop = stop;
  }

  /** Runs what the arguments ask for; returns the exit code. */
  public int run(List<String> args) {
    CommandLine commandLine = Arguments.commandLine(connector.source().getClass().getSimpleName());
    Optional<Arguments> arguments;
    try {
      requireKnown(commandLine, args);
      CommandLine.ParseResult parsed = commandLine.parseArgs(args.toArray(String[]::new));
      Optional<ExtraCommand> extra = Arguments.extra(parsed);
      if (extra.isPresent()) {
        return run(
            extra.get(),
            new ExtraCommand.Call(connector, parsed.subcommand(), stdout, terminal, screen, stop));
      }
      arguments = Arguments.of(parsed);
      if (arguments.isEmpty()) {
        return help(usageOf(parsed).getUsageMessage(), asksForHelp(parsed));
      }
    } catch (CommandLine.ParameterException e) {
      screen.say(String.valueOf(e.getMessage()));
      screen.say(e.getCommandLine().getUsageMessage().stripTrailing());
      return USAGE;
    }
    return run(arguments.get());
  }

  /** Asked for, it is the answer; else it is said. */
  private int help(String usage, boolean asked) {
    if (!asked) {
      screen.say(usage.stripTrailing());
      return USAGE;
    }
    try {
      stdout.write(usage.getBytes(StandardCharsets.UTF_8));
      stdout.flush();
      return OK;
    } catch (IOException e) {
      return FAILED;
    }
  }

  /**
   * Refuses a command that does not exist, also where help is asked for.
   *
   * @throws CommandLine.ParameterException that names the nearest there is
   */
  private static void requireKnown(CommandLine commandLine, List<String> args) {
    String first = args.isEmpty() ? "" : args.get(0);
    Set<String> known = commandLine.getSubcommands().keySet();
    if (first.isEmpty() || first.startsWith("-") || known.contains(first)) {
      return;
    }
    String why =
        OF_CDK_LOCAL.contains(first)
            ? ": it comes with dev.javacdk:cdk-local, which this connector does not have at run time"
            : Nearest.question(first, known);
    throw new CommandLine.ParameterException(
        commandLine, "There is no command '" + first + "'" + why);
  }

  private static CommandLine usageOf(CommandLine.ParseResult parsed) {
    return (parsed.hasSubcommand() ? parsed.subcommand() : parsed).commandSpec().commandLine();
  }

  private static boolean asksForHelp(CommandLine.ParseResult parsed) {
    return parsed.isUsageHelpRequested()
        || (parsed.hasSubcommand() && parsed.subcommand().isUsageHelpRequested());
  }

  private static int run(ExtraCommand extra, ExtraCommand.Call call) {
    try {
      return extra.run(call);
    } catch (ConfigError e) {
      call.screen().say("ERROR " + e.getMessage());
      return FAILED;
    }
  }

  private int run(Arguments arguments) {
    Messages messages =
        new Messages(
            new MessageSink(out(arguments)), new Redactor(), stop.clock(), arguments.debug());
    LogRoute.to(messages, arguments.debug() ? Level.DEBUG : Level.INFO);
    try {
      return new Commands<>(connector, messages, screen, stop).run(arguments) ? OK : FAILED;
    } catch (ReadStopped e) {
      return FAILED;
    } catch (OutputClosed e) {
      return closed(e);
    } catch (SourceError e) {
      return Fatal.in(e) == null ? report(e, messages) : fatal(e, messages);
    } catch (Throwable e) {
      return fatal(e, messages);
    } finally {
      flush(messages);
      LogRoute.toStderr();
    }
  }

  /** Where messages go: to people in words, where they look and ask for what has words. */
  private OutputStream out(Arguments arguments) {
    return terminal.stdout() && arguments.command().hasWords() && !arguments.json()
        ? new MessageLines(new Words(stdout, screen, terminal.width(), arguments.debug()))
        : stdout;
  }

  private int closed(OutputClosed closed) {
    screen.say(closed.words());
    return FAILED;
  }

  private int report(SourceError error, Messages messages) {
    try {
      messages.error(error, Optional.empty());
    } catch (OutputClosed e) {
      return closed(e);
    }
    return FAILED;
  }

  private int fatal(Throwable failure, Messages messages) {
    try {
      messages.log("FATAL", String.valueOf(failure), StackTraces.of(failure));
    } catch (OutputClosed e) {
      return closed(e);
    }
    return report(Failures.of(failure, "the connector"), messages);
  }

  private static void flush(Messages messages) {
    try {
      messages.sink().flush();
    } catch (OutputClosed e) {
      // It was reported where it was met first.
    }
  }
}
