package dev.javacdk.benchmarks.report;

import dev.javacdk.benchmarks.ManifestExpressions;
import dev.javacdk.benchmarks.ManifestExpressions.Text;
import dev.javacdk.benchmarks.pair.Contest;
import dev.javacdk.benchmarks.pair.PairRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * The expressions of manifests, in turns with Jinjava and with the Python kit. A rival that is not
 * installed is left out, with one line that says so.
 */
final class Expressions {

  private static final double TIMES_JINJAVA = 10;
  private static final double TIMES_PYTHON = 50;

  private final Path peers;
  private final Consumer<Finding> findings;
  private final PairRun turns;

  Expressions(Path peers, Scale scale, Consumer<Finding> findings) {
    this.peers = peers;
    this.findings = findings;
    this.turns = new PairRun(Duration.ofSeconds(scale.of(0, 1, 4)), scale.rounds(11, 31));
  }

  void run() throws IOException {
    if (Program.isThere(peers, "jinjava/Expressions.class", "jinjava")) {
      beside("Jinjava.render", TIMES_JINJAVA, (text, context) -> jinjava("render", text, context));
      beside("Jinjava, parsed before", 0, (text, context) -> jinjava("parsed", text, context));
    }
    if (Program.isThere(peers, "python/bin/airbyte-cdk", "python")) {
      beside("the Python CDK", TIMES_PYTHON, this::python);
    }
  }

  private void beside(String rival, double target, BiFunction<Text, String, List<String>> command)
      throws IOException {
    List<Double> ratios = new ArrayList<>();
    for (Text text : Text.values()) {
      PairRun.Result result =
          turns.measure(
              Contest.command(ManifestExpressions.class, text.method()),
              command.apply(text, ManifestExpressions.CONTEXT));
      findings.accept(Finding.of("`" + text.text() + "`", rival, result, 0));
      ratios.add(result.ratio());
    }
    findings.accept(Finding.of("the median expression", rival, ratios, target, "of the above"));
  }

  private List<String> jinjava(String how, Text text, String context) {
    return List.of(
        ProcessHandle.current().info().command().orElse("java"),
        "-cp",
        peers.resolve("installed/jinjava") + "/*:" + peers.resolve("installed/jinjava"),
        "Expressions",
        how,
        text.text(),
        context);
  }

  private List<String> python(Text text, String context) {
    return List.of(
        peers.resolve("installed/python/bin/python").toString(),
        peers.resolve("expressions.py").toString(),
        text.method(),
        text.text(),
        context);
  }
}
