package dev.javacdk.manifest.cli;

import java.nio.file.Path;
import picocli.CommandLine.Model.OptionSpec;

/** Options of the commands here. */
final class Options {

  private Options() {}

  static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .description("Say what the command takes.")
        .build();
  }

  static OptionSpec file(String name, String description) {
    return OptionSpec.builder(name)
        .paramLabel("FILE")
        .type(Path.class)
        .required(true)
        .description(description)
        .build();
  }
}
