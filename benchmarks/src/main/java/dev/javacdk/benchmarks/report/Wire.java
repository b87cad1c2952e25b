package dev.javacdk.benchmarks.report;

import dev.javacdk.benchmarks.CannedApi;
import dev.javacdk.benchmarks.process.Launch;
import dev.javacdk.benchmarks.process.Launch.Outcome;
import dev.javacdk.benchmarks.wire.WireSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * Whole processes over HTTP, to a pipe, in turns with other kits over the same API, which has its
 * answers ready and is a process of its own on the same cores. A kit that is not installed is left
 * out, with one line that says so.
 */
final class Wire {

  private static final int PAGE = 1_000;
  private static final int PARTS = 4;

  private final Program program;
  private final Path peers;
  private final Scale scale;
  private final Consumer<Finding> findings;

  Wire(Path folder, Path peers, Scale scale, Consumer<Finding> findings) {
    this.program = new Program(folder);
    this.peers = peers;
    this.scale = scale;
    this.findings = findings;
  }

  /** Somebody who reads so many records; the ratios are those to reach. */
  private record Reader(String name, List<String> command, long records, double target) {}

  void run() throws IOException {
    long ours = scale.of(4_000, 400_000, 2_000_000);
    long theirs = scale.of(4_000, 40_000, 200_000);
    Process api =
        new ProcessBuilder(
                Program.java(
                    List.of("-Xmx256m"),
                    CannedApi.class,
                    String.valueOf(PAGE),
                    ours / PARTS + "," + theirs / PARTS))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      BufferedReader reader = api.inputReader(StandardCharsets.UTF_8);
      run(reader.readLine(), ours, theirs);
    } finally {
      api.destroyForcibly();
    }
  }

  private void run(String url, long ours, long theirs) throws IOException {
    String own = url + "/" + ours / PARTS;
    String rival = url + "/" + theirs / PARTS;
    List<Reader> readers = new ArrayList<>();
    readers.add(new Reader("1 worker", kit(own, 1), ours, 0));
    readers.add(new Reader("4 workers", kit(own, 4), ours, 0));
    if (Program.isThere(peers, "node/node_modules/faros-airbyte-cdk", "node")) {
      String script = peers.resolve("faros.js").toString();
      List<String> command = new ArrayList<>(List.of("node", script, "read"));
      command.addAll(input("{\"url\":\"%s\"}".formatted(rival)));
      readers.add(new Reader("faros-airbyte-cdk", command, theirs, 10));
    }
    if (Program.isThere(peers, "python/bin/airbyte-cdk", "python")) {
      readers.add(new Reader("the Python CDK", python(rival, 1), theirs, 25));
      readers.add(new Reader("the Python CDK, concurrent", python(rival, 4), theirs, 40));
    }
    List<Program.Run> runs = new ArrayList<>();
    readers.forEach(reader -> runs.add(() -> Launch.toPipe(reader.command())));
    List<List<Outcome>> out = Program.inTurns(scale.rounds(1, 3), runs);
    for (int other = 1; other < readers.size(); other++) {
      boolean concurrent = readers.get(other).name().contains("concurrent");
      int mine = concurrent ? 1 : 0;
      add(readers.get(mine), out.get(mine), readers.get(other), out.get(other));
    }
  }

  private void add(Reader own, List<Outcome> mine, Reader rival, List<Outcome> their) {
    String what = "records/s over HTTP, " + own.name();
    found(what, own, mine, rival, their, Outcome::seconds, rival.target());
    if (!rival.name().contains("workers")) {
      found("records/s of CPU, " + own.name(), own, mine, rival, their, Outcome::cpuSeconds, 0);
    }
  }

  private void found(
      String what,
      Reader own,
      List<Outcome> mine,
      Reader rival,
      List<Outcome> their,
      ToDoubleFunction<Outcome> cost,
      double target) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < mine.size(); i++) {
      ratios.add(
          own.records()
              / cost.applyAsDouble(mine.get(i))
              / (rival.records() / cost.applyAsDouble(their.get(i))));
    }
    findings.accept(
        Finding.of(
            what,
            rival.name(),
            ratios,
            target,
            String.format(
                Locale.ROOT,
                "%,d/s, %,d/s; peak %.0f MiB, %.0f MiB",
                Math.round(own.records() / median(mine, cost)),
                Math.round(rival.records() / median(their, cost)),
                Program.peakMiB(mine),
                Program.peakMiB(their))));
  }

  private static double median(List<Outcome> outcomes, ToDoubleFunction<Outcome> cost) {
    return Finding.median(outcomes.stream().map(o -> cost.applyAsDouble(o)).toList());
  }

  private List<String> kit(String url, int workers) throws IOException {
    List<String> command = Program.java(Program.SMALL, WireSource.class, "read");
    command.addAll(
        input("{\"url\":\"%s\",\"size\":%d,\"_concurrency\":%d}".formatted(url, PAGE, workers)));
    return command;
  }

  private List<String> python(String url, int workers) throws IOException {
    String manifest = peers.resolve("manifests/wire.yaml").toString();
    String python = peers.resolve("installed/python/bin/python").toString();
    List<String> command =
        new ArrayList<>(List.of(python, peers.resolve("manifest.py").toString(), manifest, "read"));
    command.addAll(input("{\"url\":\"%s\",\"workers\":%d}".formatted(url, workers)));
    return command;
  }

  private List<String> input(String config) throws IOException {
    return List.of("--config", program.file(config), "--catalog", program.catalog("records"));
  }
}
