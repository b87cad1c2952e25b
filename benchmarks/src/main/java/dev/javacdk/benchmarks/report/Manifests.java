package dev.javacdk.benchmarks.report;

import dev.javacdk.benchmarks.manifest.ManifestApi;
import dev.javacdk.benchmarks.process.Launch;
import dev.javacdk.benchmarks.process.Launch.Outcome;
import dev.javacdk.manifest.cli.ManifestMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Manifests as whole processes, in turns with the Python kit on the same file, over an API in a
 * process of its own. Without the Python kit the manifests run alone, against themselves.
 */
final class Manifests {

  private static final List<String> FILES =
      List.of("pages", "offset", "cursor", "links", "substream");
  private static final List<String> SMALL = List.of("-Xmx128m");
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
    if (!Files.exists(python)) {
      System.err.println("No peer 'python' here: benchmarks/peers/install python");
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
    long ours = scale.of(1_000, 50_000, 400_000);
    long theirs = scale.of(1_000, 10_000, 50_000);
    List<String> own = ours("read", name);
    own.addAll(input(url, ours));
    List<String> rival = theirs("read", name, python);
    rival.addAll(input(url, theirs));
    // A filter leaves some out: all are counted once before time is taken.
    long ownRecords = Launch.killedAfter(own, Long.MAX_VALUE).records();
    long rivalRecords = Launch.killedAfter(rival, Long.MAX_VALUE).records();
    if (ownRecords * theirs != rivalRecords * ours) {
      throw new IOException(
          "%s: %d records of %d, the rival %d of %d"
              .formatted(name, ownRecords, ours, rivalRecords, theirs));
    }
    List<List<Outcome>> out =
        Program.inTurns(
            scale.rounds(1, 5), List.of(() -> Launch.toPipe(own), () -> Launch.toPipe(rival)));
    findings.accept(
        Finding.of(
            "records/s, " + name + ".yaml",
            "the Python CDK",
            Program.ratios(out.get(0), (double) ours, out.get(1), (double) theirs),
            TARGET,
            String.format(
                Locale.ROOT,
                "%,d/s, %,d/s; peak %.0f MiB, %.0f MiB",
                Math.round(ours / Program.median(out.get(0))),
                Math.round(theirs / Program.median(out.get(1))),
                Program.peakMiB(out.get(0)),
                Program.peakMiB(out.get(1)))));
  }

  private void spec(String python) throws IOException {
    List<String> own = ours("spec", "pages");
    List<String> rival = theirs("spec", "pages", python);
    List<List<Outcome>> out =
        Program.inTurns(
            scale.rounds(3, 11), List.of(() -> Launch.toPipe(own), () -> Launch.toPipe(rival)));
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
    return Program.java(SMALL, ManifestMain.class, command, "--manifest", manifest(name));
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
