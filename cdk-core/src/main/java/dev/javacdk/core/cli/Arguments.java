package dev.javacdk.core.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * What the command line asks for.
 *
 * @param command which command
 * @param config the file of the config; empty for {@code spec}
 * @param catalog the file of the configured catalog; for {@code read}
 * @param state the file of the state, where one was given
 * @param limit how many records of each stream to read, where that was said; for {@code read}
 * @param progress whether to tell how far it is; for {@code read}
 * @param marks whether marks stand between the messages; for {@code read}
 * @param json whether to write messages also where people look
 * @param debug whether to log more
 */
record Arguments(
    Command command,
    Optional<Path> config,
    Optional<Path> catalog,
    Optional<Path> state,
    OptionalLong limit,
    boolean progress,
    boolean marks,
    boolean json,
    boolean debug) {

  private static final String CONFIG = "--config";
  private static final String CATALOG = "--catalog";
  private static final String STATE = "--state";
  private static final String LIMIT = "--limit";
  private static final String PROGRESS = "--progress";
  private static final String MARKS = "--marks";
  private static final String JSON = "--json";

  enum Command {
    SPEC("spec", "Print what the config is made of.", "spec"),
    CHECK("check", "Try whether the config works.", "check --config config.json"),
    DISCOVER("discover", "Print the streams that there are.", "discover --config config.json"),
    READ(
        "read",
        "Read the streams of a catalog, going on from a state.",
        "read --config config.json --catalog catalog.json --state state.json > out.jsonl");

    private final String word;
    private final String help;
    private final String example;

    Command(String word, String help, String example) {
      this.word = word;
      this.help = help;
      this.example = example;
    }

    /** Whether it answers people in words. */
    boolean hasWords() {
      return this == SPEC || this == CHECK || this == DISCOVER;
    }
  }

  /** The command line as picocli knows it. */
  static CommandLine commandLine(String name) {
    CommandSpec root = CommandSpec.create().name(name);
    root.usageMessage()
        .description("An Airbyte source connector.")
        .footer("", "What a command takes: COMMAND --help. To begin with: spec");
    root.addOption(help());
    for (Command command : Command.values()) {
      root.addSubcommand(command.word, new CommandLine(spec(command)));
    }
    for (ExtraCommand command : ServiceLoader.load(ExtraCommand.class)) {
      CommandSpec spec = command.spec().addOption(help()).addOption(debugFlag());
      root.addSubcommand(command.name(), new CommandLine(spec));
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
    spec.usageMessage().description(command.help).footer("", "Example: " + command.example);
    spec.addOption(help());
    spec.addOption(debugFlag());
    if (command.hasWords()) {
      spec.addOption(
          Options.flag(
              JSON, "Write messages of the protocol also where standard output is a terminal."));
    }
    if (command != Command.SPEC) {
      spec.addOption(Options.file(CONFIG, "JSON file of the config.", true));
    }
    if (command == Command.READ) {
      spec.addOption(
          Options.file(
              CATALOG,
              "JSON file of the configured catalog; the command catalog makes one.",
              true));
      spec.addOption(
          Options.file(STATE, "JSON file of the state, or what an attempt has written.", false));
      spec.addOption(Options.number(LIMIT, "Read at most so many records of each stream."));
      spec.addOption(Options.flag(PROGRESS, "Tell on standard error how far each stream is."));
      spec.addOption(
          Options.flag(
              MARKS,
              "For programs: between the messages, say of which part records are, and which of them states cover."));
    }
    return spec;
  }

  private static OptionSpec help() {
    return OptionSpec.builder("--help", "-h").usageHelp(true).description("Show this.").build();
  }

  private static OptionSpec debugFlag() {
    return Options.flag("--debug", "Log more, and where in the code an error came from.");
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
                path(sub, CONFIG),
                path(sub, CATALOG),
                path(sub, STATE),
                limit(sub),
                sub.hasMatchedOption(PROGRESS),
                sub.hasMatchedOption(MARKS),
                sub.hasMatchedOption(JSON),
                sub.hasMatchedOption("--debug")));
      }
    }
    throw new IllegalStateException("no command '" + sub.commandSpec().name() + "'");
  }

  private static OptionalLong limit(ParseResult sub) {
    if (!sub.hasMatchedOption(LIMIT)) {
      return OptionalLong.empty();
    }
    long limit = sub.matchedOptionValue(LIMIT, 0L);
    if (limit < 1) {
      throw new CommandLine.ParameterException(
          sub.commandSpec().commandLine(), LIMIT + " must be at least 1, not " + limit);
    }
    return OptionalLong.of(limit);
  }

  private static Optional<Path> path(ParseResult sub, String option) {
    Path path =
        sub.commandSpec().findOption(option) == null
            ? null
            : sub.matchedOptionValue(option, (Path) null);
    return Optional.ofNullable(path);
  }
}
