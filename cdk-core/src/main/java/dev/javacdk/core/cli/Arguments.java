package dev.javacdk.core.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * What the command line asks for.
 *
 * @param command which command
 * @param config the file of the config; empty for {@code spec} and {@code explain}
 * @param catalog the file of the configured catalog; for {@code read}
 * @param state the file of the state, where one was given
 * @param debug whether to log more
 */
record Arguments(
    Command command,
    Optional<Path> config,
    Optional<Path> catalog,
    Optional<Path> state,
    boolean debug) {

  enum Command {
    SPEC("spec", "Print what the config is made of."),
    CHECK("check", "Try whether the config works."),
    DISCOVER("discover", "Print the streams that there are."),
    READ("read", "Read the streams of a catalog, going on from a state."),
    EXPLAIN("explain", "Say in words where each stream of a state stands.");

    private final String word;
    private final String help;

    Command(String word, String help) {
      this.word = word;
      this.help = help;
    }
  }

  /** The command line as picocli knows it. */
  static CommandLine commandLine(String name) {
    CommandSpec root = CommandSpec.create().name(name);
    root.usageMessage().description("An Airbyte source connector.");
    root.addOption(help());
    for (Command command : Command.values()) {
      root.addSubcommand(command.word, new CommandLine(spec(command)));
    }
    for (ExtraCommand command : ServiceLoader.load(ExtraCommand.class)) {
      root.addSubcommand(command.name(), new CommandLine(command.spec().addOption(help())));
    }
    return new CommandLine(root);
  }

  /** The command of another module that was asked for; empty where it is one of the protocol. */
  static Optional<ExtraCommand> extra(ParseResult parsed) {
    String name = parsed.hasSubcommand() ? parsed.subcommand().commandSpec().name() : "";
    for (ExtraCommand command : ServiceLoader.load(ExtraCommand.class)) {
      if (command.name().equals(name) && !parsed.subcommand().isUsageHelpRequested()) {
        return Optional.of(command);
      }
    }
    return Optional.empty();
  }

  private static CommandSpec spec(Command command) {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage().description(command.help);
    spec.addOption(help());
    spec.addOption(OptionSpec.builder("--debug").description("Log more.").build());
    if (command == Command.EXPLAIN) {
      spec.addOption(
          file("--state", "JSON file of the state, or the STATE messages of an attempt.", true));
      return spec;
    }
    if (command != Command.SPEC) {
      spec.addOption(file("--config", "JSON file of the config.", true));
    }
    if (command == Command.READ) {
      spec.addOption(file("--catalog", "JSON file of the configured catalog.", true));
      spec.addOption(
          file("--state", "JSON file of the state, or the STATE messages of an attempt.", false));
    }
    return spec;
  }

  private static OptionSpec help() {
    return OptionSpec.builder("--help", "-h").usageHelp(true).description("Show this.").build();
  }

  private static OptionSpec file(String name, String description, boolean required) {
    return OptionSpec.builder(name)
        .paramLabel("FILE")
        .type(Path.class)
        .description(description)
        .required(required)
        .build();
  }

  /**
   * The arguments of a parsed command line; empty where it names no command or asks for help.
   *
   * @throws CommandLine.ParameterException where it makes no sense
   */
  static Optional<Arguments> of(ParseResult parsed) {
    if (!parsed.hasSubcommand()) {
      return Optional.empty();
    }
    ParseResult sub = parsed.subcommand();
    if (sub.isUsageHelpRequested()) {
      return Optional.empty();
    }
    for (Command command : Command.values()) {
      if (command.word.equals(sub.commandSpec().name())) {
        return Optional.of(
            new Arguments(
                command,
                path(sub, "--config"),
                path(sub, "--catalog"),
                path(sub, "--state"),
                sub.hasMatchedOption("--debug")));
      }
    }
    throw new IllegalStateException("no command '" + sub.commandSpec().name() + "'");
  }

  private static Optional<Path> path(ParseResult sub, String option) {
    Path path =
        sub.commandSpec().findOption(option) == null
            ? null
            : sub.matchedOptionValue(option, (Path) null);
    return Optional.ofNullable(path);
  }
}
