package dev.javacdk.flink.savepoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.core.cli.Options;
import dev.javacdk.flink.enumerator.CheckpointStates;
import dev.javacdk.flink.job.ConnectorFailure;
import dev.javacdk.flink.job.NamedSource;
import dev.javacdk.flink.job.OpenedSource;
import dev.javacdk.flink.job.SourceSpec;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.PluginUtils;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The command that prints what a savepoint of a job says of the kit's streams, as STATE messages:
 * {@code --state} takes them on one machine, {@code from} in another job. They are those that the
 * job tells its listener with that checkpoint. Asks no API, and changes nothing.
 *
 * <p>All or nothing is printed. Confined to the main thread.
 */
public final class SavepointState {

  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private static final String SAVEPOINT = "--savepoint";
  private static final String SOURCE = "--source";
  private static final String CONFIG = "--config";
  private static final String UID = "--uid";

  private final PrintStream stdout;
  private final PrintStream stderr;

  /** A command that prints its answer to {@code stdout}, and what is wrong to {@code stderr}. */
  public SavepointState(PrintStream stdout, PrintStream stderr) {
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /**
   * Prints the state, and ends the process: with 1 where it failed, 2 where it was called amiss.
   */
  public static void main(String[] args) {
    PrintStream answers = System.out;
    // What the author's source prints is no state.
    System.setOut(System.err);
    Configuration flink = GlobalConfiguration.loadConfiguration();
    FileSystem.initialize(flink, PluginUtils.createPluginManagerFromRootFolder(flink));
    int exit = new SavepointState(answers, System.err).run(List.of(args));
    answers.flush();
    System.exit(exit);
  }

  /** Does what the arguments ask for; returns the exit code. */
  public int run(List<String> args) {
    CommandLine line = new CommandLine(spec());
    try {
      CommandLine.ParseResult parsed = line.parseArgs(args.toArray(String[]::new));
      if (parsed.isUsageHelpRequested()) {
        stdout.print(line.getUsageMessage());
        return OK;
      }
      List<String> states = states(parsed);
      states.forEach(state -> stdout.print(state + "\n"));
      if (states.isEmpty()) {
        stderr.println("WARN no stream has a state by then: without one, reading begins anew");
      }
      return OK;
    } catch (CommandLine.ParameterException e) {
      stderr.println(e.getMessage());
      stderr.println(line.getUsageMessage().stripTrailing());
      return USAGE;
    } catch (ConfigError | ConnectorFailure e) {
      stderr.println("ERROR " + e.getMessage());
      return FAILED;
    }
  }

  private static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("SavepointState");
    spec.usageMessage()
        .width(100)
        .description(
            "Print what a savepoint of a Flink job says of the streams of a source, as STATE messages.")
        .footer(
            "",
            "Example: java -cp \"job.jar:$FLINK_HOME/lib/*\" "
                + SavepointState.class.getName()
                + " --savepoint file:///savepoints/savepoint-1a2b3c"
                + " --source com.acme.AcmeSource --config config.json > state.jsonl");
    spec.addOption(
        text(
            SAVEPOINT,
            "PATH",
            "The savepoint, or a retained checkpoint: as 'flink run --fromSavepoint' takes it.",
            true));
    spec.addOption(
        text(
            SOURCE,
            "CLASS",
            "The class of the source, with a public constructor without parameters.",
            true));
    spec.addOption(Options.file(CONFIG, "JSON file of the connector's config.", true));
    spec.addOption(
        text(
            UID,
            "NAME",
            "Which source, where the job has several: its uid, the hash of that, or its name.",
            false));
    spec.addOption(
        OptionSpec.builder("--help", "-h").usageHelp(true).description("Print this.").build());
    return spec;
  }

  private static OptionSpec text(String name, String label, String description, boolean required) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .type(String.class)
        .description(description)
        .required(required)
        .build();
  }

  private static List<String> states(CommandLine.ParseResult given) {
    String config = config(given.matchedOptionValue(CONFIG, Path.of("")));
    SavedSource saved =
        Savepoint.at(given.matchedOptionValue(SAVEPOINT, ""))
            .source(Optional.ofNullable(given.matchedOptionValue(UID, null)));
    NamedSource source = new NamedSource(given.matchedOptionValue(SOURCE, ""));
    OpenedSource opened =
        OpenedSource.open(new SourceSpec(source, config, saved.enumerator().names(), ""));
    return CheckpointStates.of(opened, saved.enumerator(), saved.splits());
  }

  private static String config(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (NoSuchFileException e) {
      throw new ConfigError("there is no config file " + file, e);
    } catch (IOException e) {
      throw new ConfigError("config file " + file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
