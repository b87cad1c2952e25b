package dev.javacdk.benchmarks.report;

import dev.javacdk.benchmarks.manifest.ManifestApi;
import dev.javacdk.benchmarks.process.Launch;
import dev.javacdk.benchmarks.process.Launch.Outcome;
import dev.javacdk.manifest.cli.ManifestMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Manifests as whole processes, in turns with the Python kit on the same file, over an API in a
 * process of its own. Where the Python kit is not installed, they are left out, with one line that
 * says so.
 */
final class Manifests {

  private static final List<String> FILES =
      List.of("pages", "offset", "cursor", "links", "substream");

  private static final double TARGET = 5;

  private final Program program;
  private final Path peers;
  private final Scale scale;
  private final Consumer<Finding> findings;

  Manifests(Path folder, Path peers, Scale scale, Consumer<Finding> findings) {
    this.program = new Program(folder);
    this.peers = peers;
    this.scale = scale;
    this.findings = findings;
  }

  void run() throws IOException {
    Path python = peers.resolve("installed/python/bin/python");
    if (!Program.isThere(peers, "python/bin/python", "python")) {
      return;
    }
    Process api =
        new ProcessBuilder(Program.java(List.of("-Xmx256m"), ManifestApi.class))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      BufferedReader reader = api.inputReader(StandardCharsets.UTF_8);
      String url = "http://127.0.0.1:" + reader.readLine();
      for (String name : FILES) {
        read(name, url, python.toString());
      }
      spec(python.toString());
    } finally {
      api.destroyForcibly();
    }
  }

  private void read(String name, String url, String python) throws IOException {
    long ours = scale.of(1_000, 50_000, 200_000);
    long theirs = scale.of(1_000, 10_000, 40_000);
    requireSame(name, url, python);
    List<String> own = ours("read", name);
    own.addAll(input(url, ours));
    List<String> rival = theirs("read", name, python);
    rival.addAll(input(url, theirs));
    List<List<Outcome>> out =
        Program.inTurns(
            scale.rounds(1, 3), List.of(() -> Launch.toPipe(own), () -> Launch.toPipe(rival)));
    List<Outcome> mine = out.get(0);
    List<Outcome> their = out.get(1);
    String peaks =
        "; peak %.0f MiB, %.0f MiB".formatted(Program.peakMiB(mine), Program.peakMiB(their));
    findings.accept(
        Finding.of(
            "records/s, " + name + ".yaml",
            "the Python CDK",
            Program.ratios(mine, (double) ours, their, (double) theirs),
            TARGET,
            rates(ours, Program.median(mine), theirs, Program.median(their)) + peaks));
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < mine.size(); i++) {
      ratios.add(ours / mine.get(i).cpuSeconds() / (theirs / their.get(i).cpuSeconds()));
    }
    findings.accept(
        Finding.of(
            "records/s of CPU, " + name + ".yaml",
            "the Python CDK",
            ratios,
            0,
            rates(ours, cpu(mine), theirs, cpu(their))));
  }

  private static double cpu(List<Outcome> outcomes) {
    return Finding.median(outcomes.stream().map(Outcome::cpuSeconds).toList());
  }

  private static String rates(long ours, double own, long theirs, double rival) {
    return String.format(
        Locale.ROOT, "%,d/s, %,d/s", Math.round(ours / own), Math.round(theirs / rival));
  }

  /** Both make the same number of records of a small API, those that a filter leaves out or not. */
  private void requireSame(String name, String url, String python) throws IOException {
    List<String> own = ours("read", name);
    List<String> rival = theirs("read", name, python);
    List<String> input = input(url, 1_000);
    own.addAll(input);
    rival.addAll(input);
    long ours = Launch.killedAfter(own, Long.MAX_VALUE).records();
    long theirs = Launch.killedAfter(rival, Long.MAX_VALUE).records();
    if (ours != theirs || ours == 0) {
      throw new IOException("%s: %d records, of the rival %d".formatted(name, ours, theirs));
    }
  }

  private void spec(String python) throws IOException {
    List<String> own = ours("spec", "pages");
    List<String> rival = theirs("spec", "pages", python);
    List<List<Outcome>> out =
        Program.inTurns(
            scale.rounds(3, 7), List.of(() -> Launch.toPipe(own), () -> Launch.toPipe(rival)));
    findings.accept(
        Finding.of(
            "spec, pages.yaml",
            "the Python CDK",
            Program.ratios(out.get(0), 1, out.get(1), 1),
            0,
            String.format(
                Locale.ROOT,
                "%s; peak %.0f MiB, %.0f MiB",
                Program.seconds(out.get(0), out.get(1)),
                Program.peakMiB(out.get(0)),
                Program.peakMiB(out.get(1)))));
  }

  private List<String> ours(String command, String name) {
    return Program.java(Program.SMALL, ManifestMain.class, command, "--manifest", manifest(name));
  }

  private List<String> theirs(String command, String name, String python) {
    String script = peers.resolve("manifest.py").toString();
    return new ArrayList<>(List.of(python, script, manifest(name), command));
  }

  private String manifest(String name) {
    return peers.resolve("manifests").resolve(name + ".yaml").toString();
  }

  private List<String> input(String url, long records) throws IOException {
    String config = program.file("{\"url\":\"%s/%d\"}".formatted(url, records));
    return List.of("--config", config, "--catalog", program.catalog("records"));
  }
}
