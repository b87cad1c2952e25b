package dev.javacdk.benchmarks.report;

import dev.javacdk.benchmarks.process.Launch;
import dev.javacdk.benchmarks.process.Launch.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The same records through other kits, in turns with ours. A kit that is not installed is left out,
 * with one line that says so.
 */
final class Peers {

  private final Program program;
  private final Path peers;
  private final Scale scale;
  private final Consumer<Finding> findings;
  private final List<Peer> there = new ArrayList<>();

  Peers(Path folder, Path peers, Scale scale, Consumer<Finding> findings) {
    this.program = new Program(folder);
    this.peers = peers;
    this.scale = scale;
    this.findings = findings;
  }

  /** A kit, how many records it reads, and the ratios to reach to a file and to a pipe. */
  private record Peer(
      String name, List<String> command, long records, double toFile, double toPipe) {}

  void run() throws IOException {
    long ours = scale.of(1_000, 200_000, 2_000_000);
    addNode(ours);
    addPython(scale.of(1_000, 50_000, 500_000));
    if (there.isEmpty()) {
      return;
    }
    List<String> own = program.read(List.of(), "reference", config(ours, ""));
    List<Program.Run> runs = new ArrayList<>();
    runs.add(() -> Launch.toFile(own, program.folder()));
    runs.add(() -> Launch.toPipe(own));
    for (Peer peer : there) {
      runs.add(() -> Launch.toFile(peer.command(), program.folder()));
      runs.add(() -> Launch.toPipe(peer.command()));
    }
    List<List<Outcome>> out = Program.inTurns(scale.rounds(1, 3), runs);
    for (int i = 0; i < there.size(); i++) {
      Peer peer = there.get(i);
      add(peer, "to a file", ours, out.get(0), out.get(2 + 2 * i), peer.toFile());
      add(peer, "to a pipe", ours, out.get(1), out.get(3 + 2 * i), peer.toPipe());
    }
  }

  private void add(
      Peer peer, String where, long ours, List<Outcome> own, List<Outcome> rival, double target) {
    findings.accept(
        Finding.of(
            "records/s " + where,
            peer.name(),
            Program.ratios(own, (double) ours, rival, (double) peer.records()),
            target,
            String.format(
                Locale.ROOT,
                "%,d/s, %,d/s; peak %.0f MiB, %.0f MiB",
                Math.round(ours / Program.median(own)),
                Math.round(peer.records() / Program.median(rival)),
                Program.peakMiB(own),
                Program.peakMiB(rival))));
  }

  private void addNode(long records) throws IOException {
    if (Program.isThere(peers, "node/node_modules/faros-airbyte-cdk", "node")) {
      there.add(
          new Peer(
              "faros-airbyte-cdk",
              command("node", "faros.js", config(records, "")),
              records,
              8,
              6));
    }
  }

  private void addPython(long records) throws IOException {
    if (Program.isThere(peers, "python/bin/airbyte-cdk", "python")) {
      String python = peers.resolve("installed/python/bin/python").toString();
      there.add(
          new Peer(
              "the Python CDK",
              command(python, "python_cdk.py", config(records, "")),
              records,
              40,
              40));
      there.add(
          new Peer(
              "the Python CDK, concurrent",
              command(python, "python_cdk.py", config(records, ",\"concurrent\":true")),
              records,
              0,
              0));
    }
  }

  private List<String> command(String interpreter, String script, String config)
      throws IOException {
    return List.of(
        interpreter,
        peers.resolve(script).toString(),
        "read",
        "--config",
        program.file(config),
        "--catalog",
        program.catalog("reference"));
  }

  private static String config(long records, String more) {
    return "{\"records\":%d%s}".formatted(records, more);
  }
}
