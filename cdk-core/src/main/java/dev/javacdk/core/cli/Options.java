package dev.javacdk.core.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/** The kinds of options that commands have. */
public final class Options {

  private Options() {}

  /** A file. */
  public static OptionSpec file(String name, String description, boolean required) {
    return OptionSpec.builder(name)
        .paramLabel("FILE")
        .type(Path.class)
        .description(description)
        .required(required)
        .build();
  }

  /** Names with commas between them; of an option that is called in any of these ways. */
  public static OptionSpec names(String description, String name, String... others) {
    return OptionSpec.builder(name, others)
        .paramLabel("NAMES")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .splitRegex(",")
        .description(description)
        .build();
  }

  /** A number. */
  public static OptionSpec number(String name, String description) {
    return OptionSpec.builder(name)
        .paramLabel("N")
        .type(Long.class)
        .description(description)
        .build();
  }

  /** One that is there or not. */
  public static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).description(description).build();
  }
}
