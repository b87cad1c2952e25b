package dev.javacdk.manifest.cli;

import dev.javacdk.api.Connector;
import dev.javacdk.api.error.SourceError;
import dev.javacdk.manifest.build.ManifestSource;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Runs a manifest as a connector: {@code read --manifest manifest.yaml --config ...}. In a jar that
 * {@code package} has made, the manifest is that of the jar.
 */
public final class ManifestMain {

  private static final int MISTAKEN = 2;
  private static final String MANIFEST = "--manifest";

  private ManifestMain() {}

  /** Runs the command that the arguments name, and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(System.out, System.err, List.of(args)));
  }

  /** Runs the command that the arguments name; returns its exit code. */
  static int run(PrintStream out, PrintStream err, List<String> args) {
    String command = args.isEmpty() ? "" : args.get(0);
    CommandLine own = own();
    if (!own.getSubcommands().containsKey(command) && !isHelp(command)) {
      return connector(args, err);
    }
    try {
      ParseResult parsed = own.parseArgs(args.toArray(String[]::new));
      CommandLine asked =
          parsed.hasSubcommand()
              ? parsed.subcommand().commandSpec().commandLine()
              : parsed.commandSpec().commandLine();
      if (!parsed.hasSubcommand() || parsed.subcommand().isUsageHelpRequested()) {
        asked.usage(out);
        return 0;
      }
      ParseResult said = parsed.subcommand();
      return command.equals(ValidateCommand.NAME)
          ? ValidateCommand.run(said, out)
          : PackageCommand.run(said, out);
    } catch (ParameterException e) {
      err.println(e.getMessage());
      e.getCommandLine().usage(err);
      return MISTAKEN;
    } catch (SourceError e) {
      err.println(e.getMessage());
      return 1;
    }
  }

  private static boolean isHelp(String command) {
    return command.isEmpty() || command.equals("--help") || command.equals("-h");
  }

  private static CommandLine own() {
    CommandSpec root = CommandSpec.create().name("java -jar source-manifest.jar");
    root.usageMessage()
        .description("Runs a low-code manifest as an Airbyte source connector.")
        .footer(
            "",
            "The commands of a connector take a manifest as well: spec, check, discover, catalog,",
            "read, explain. What a command takes: COMMAND --manifest FILE --help.",
            "Example: read --manifest manifest.yaml --config config.json --catalog catalog.json");
    root.addOption(Options.help());
    root.addSubcommand(ValidateCommand.NAME, new CommandLine(ValidateCommand.spec()));
    root.addSubcommand(PackageCommand.NAME, new CommandLine(PackageCommand.spec()));
    return new CommandLine(root);
  }

  /** Everything but the manifest is the connector's to read. */
  private static int connector(List<String> args, PrintStream err) {
    List<String> rest = new ArrayList<>();
    Optional<String> file = Optional.empty();
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      if (arg.startsWith(MANIFEST + "=")) {
        file = Optional.of(arg.substring(MANIFEST.length() + 1));
      } else if (arg.equals(MANIFEST) && i + 1 < args.size()) {
        i++;
        file = Optional.of(args.get(i));
      } else {
        rest.add(arg);
      }
    }
    Optional<ChosenManifest> chosen = file.map(ChosenManifest::at).or(ChosenManifest::ofTheJar);
    if (chosen.isEmpty()) {
      err.println(
          "which manifest? say --manifest FILE; this jar has none of its own (--help says more)");
      return MISTAKEN;
    }
    try {
      ManifestSource source = chosen.get().source();
      return Connector.of(source).workers(source.workers()).execute(rest.toArray(String[]::new));
    } catch (SourceError e) {
      return Connector.of(new FailedSource(e)).execute(rest.toArray(String[]::new));
    }
  }
}
