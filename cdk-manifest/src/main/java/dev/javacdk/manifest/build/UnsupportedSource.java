package dev.javacdk.manifest.build;

import dev.javacdk.core.problem.Problem;
import dev.javacdk.manifest.model.Check;
import dev.javacdk.manifest.model.DynamicStreams;
import dev.javacdk.manifest.model.Manifest;
import dev.javacdk.manifest.model.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what a manifest needs beside its streams that cannot be built. Pure. */
final class UnsupportedSource {

  private static final String NOT_YET = "cannot be done yet";

  private UnsupportedSource() {}

  /** What no command works without: the config would be another one. */
  static List<Problem> ofConfig(Manifest manifest) {
    Spec spec = manifest.spec();
    if (spec == null || isPlain(spec.rules())) {
      return List.of();
    }
    return List.of(spec.node().problem("config_normalization_rules", NOT_YET));
  }

  private static boolean isPlain(Spec.ConfigRules rules) {
    return rules.migrations().isEmpty()
        && rules.transformations().isEmpty()
        && rules.validations().isEmpty();
  }

  /** What the check needs. */
  static List<Problem> ofCheck(Check check) {
    List<Problem> problems = new ArrayList<>();
    if (!(check instanceof Check.Streams streams)) {
      problems.add(check.node().problem(NOT_YET));
      return problems;
    }
    if (!streams.dynamic().isEmpty()) {
      problems.add(check.node().problem("dynamic_streams_check_configs", NOT_YET));
    }
    if (streams.overrides() != null) {
      problems.add(check.node().problem("config_overrides", NOT_YET));
    }
    return problems;
  }

  /** Streams that are known only while the connector runs. */
  static List<Problem> ofDynamic(Manifest manifest) {
    List<Problem> problems = new ArrayList<>();
    for (DynamicStreams streams : manifest.dynamicStreams()) {
      problems.addAll(streams.problems());
      problems.add(
          streams.node().problem("are streams that the API or the config names, which " + NOT_YET));
    }
    return problems;
  }

  /** What is passed over, since reading is right without it. */
  static Optional<String> note(Manifest manifest) {
    return manifest.budget() == null
        ? Optional.empty()
        : Optional.of(
            "'api_budget' is passed over: requests go as fast as the API takes them, and its limits are waited for");
  }
}
