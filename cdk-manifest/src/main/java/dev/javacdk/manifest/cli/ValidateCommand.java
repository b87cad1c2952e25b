package dev.javacdk.manifest.cli;

import dev.javacdk.core.problem.Problem;
import dev.javacdk.manifest.build.ManifestSource;
import dev.javacdk.manifest.load.LoadedManifest;
import dev.javacdk.manifest.load.ManifestFile;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code validate}: says everything of a manifest that cannot be read or built. */
final class ValidateCommand {

  static final String NAME = "validate";

  private ValidateCommand() {}

  static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Says everything of a manifest that cannot be read or run, each with its place.",
            "The exit code is 1 where there is anything.")
        .footer("", "Example: validate --manifest manifest.yaml");
    spec.addOption(Options.help());
    spec.addOption(Options.file("--manifest", "The manifest."));
    return spec;
  }

  static int run(ParseResult said, PrintStream out) {
    Path file = said.matchedOptionValue("--manifest", Path.of(""));
    LoadedManifest loaded = ManifestFile.load(file);
    loaded.notes().forEach(note -> out.println("note: " + note));
    List<Problem> problems = ManifestSource.problems(loaded);
    problems.forEach(problem -> out.println(problem));
    out.println(
        problems.isEmpty()
            ? file + ": all of it runs"
            : file + ": " + problems.size() + (problems.size() == 1 ? " problem" : " problems"));
    return problems.isEmpty() ? 0 : 1;
  }
}
