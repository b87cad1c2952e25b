package dev.javacdk.core.cli;

import dev.javacdk.api.Connector;
import dev.javacdk.core.sync.StopSignal;
import java.io.OutputStream;
import java.io.PrintStream;
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
   * @param options what was asked for
   * @param stdout the process's standard output; {@code System.out} is not it
   * @param stderr for people
   * @param stop says when to stop
   */
  record Call(
      Connector<?> connector,
      ParseResult options,
      OutputStream stdout,
      PrintStream stderr,
      StopSignal stop) {}

  /** The word on the command line, in small letters. */
  String name();

  /** Its options and its help. */
  CommandSpec spec();

  /** Runs it; returns the exit code. What goes wrong is said on {@code stderr}. */
  int run(Call call);
}
