package dev.javacdk.core.cli;

import dev.javacdk.api.Connector;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.core.sync.StopSignal;
import dev.javacdk.core.terminal.MessageWords;
import dev.javacdk.core.terminal.Screen;
import dev.javacdk.core.terminal.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * A command that a module adds to every connector, beside those of the protocol. Found by {@link
 * java.util.ServiceLoader}. Called on the main thread.
 */
public interface ExtraCommand {

  /**
   * What it is called on.
   *
   * @param connector the connector
   * @param options what was asked for; {@code --help} and {@code --debug} every command has
   * @param stdout the process's standard output; {@code System.out} is not it
   * @param terminal whether people look at it
   * @param screen standard error, for people
   * @param stop says when to stop
   */
  record Call(
      Connector<?> connector,
      ParseResult options,
      OutputStream stdout,
      Terminal terminal,
      Screen screen,
      StopSignal stop) {

    /** Runs a command of the protocol on the same connector; returns its exit code. */
    public int run(OutputStream messages, List<String> args) {
      List<String> all = new ArrayList<>(args);
      if (options.hasMatchedOption("--debug")) {
        all.add("--debug");
      }
      return new ConnectorCommand(connector, messages, Terminal.none(), screen, stop).run(all);
    }

    /** What messages say to people. */
    public MessageWords words() {
      return new MessageWords(options.hasMatchedOption("--debug"));
    }

    /**
     * Writes the answer to standard output.
     *
     * @param what it is, for the error
     * @throws ConfigError where it cannot be written
     */
    public void answer(String what, String text) {
      try {
        stdout.write(text.getBytes(StandardCharsets.UTF_8));
        stdout.flush();
      } catch (IOException e) {
        throw new ConfigError(what + " cannot be written: " + e.getMessage(), e);
      }
    }

    /** The file that an option names. */
    public Path file(String option) {
      Path file = options.matchedOptionValue(option, (Path) null);
      if (file == null) {
        throw new IllegalStateException(option + " is not required, and was not given");
      }
      return file;
    }

    /** The file that an option names; empty where it was not given. */
    public Optional<Path> fileIfAny(String option) {
      return Optional.ofNullable(options.matchedOptionValue(option, (Path) null));
    }

    /** The names that an option lists; none where it was not given. */
    public List<String> names(String option) {
      return options.matchedOptionValue(option, List.of());
    }
  }

  /** The word on the command line, in small letters. */
  String name();

  /** Its options and its help. */
  CommandSpec spec();

  /**
   * Runs it; returns the exit code. What goes wrong is said on {@code screen}.
   *
   * @throws ConfigError where nothing can be done with what it was given; it is said in one line
   */
  int run(Call call);
}
