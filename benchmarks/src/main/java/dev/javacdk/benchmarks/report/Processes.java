package dev.javacdk.benchmarks.report;

import dev.javacdk.benchmarks.process.BareRecords;
import dev.javacdk.benchmarks.process.Launch;
import dev.javacdk.benchmarks.process.Launch.Outcome;
import dev.javacdk.benchmarks.process.ParkedPartitions;
import dev.javacdk.benchmarks.process.ParseOne;
import dev.javacdk.benchmarks.process.RecordsSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What a user feels: start-up, many records, many partitions, a crash. */
final class Processes {

  private static final List<String> SMALL = List.of("-Xmx48m");

  private final Program program;
  private final Scale scale;
  private final Consumer<Finding> findings;

  Processes(Path folder, Scale scale, Consumer<Finding> findings) {
    this.program = new Program(folder);
    this.scale = scale;
    this.findings = findings;
  }

  void run() throws IOException {
    startUp();
    manyRecords();
    manyPartitions();
    parked();
    crash();
  }

  private void startUp() throws IOException {
    List<String> spec = Program.java(List.of(), RecordsSource.class, "spec");
    List<String> archived = Program.java(archive(), RecordsSource.class, "spec");
    List<String> check =
        Program.java(
            List.of(), RecordsSource.class, "check", "--config", program.file("{\"records\":1}"));
    List<String> least = Program.java(List.of(), ParseOne.class);
    List<List<Outcome>> out =
        Program.inTurns(
            scale.rounds(5, 15),
            List.of(
                () -> Launch.toPipe(spec),
                () -> Launch.toPipe(archived),
                () -> Launch.toPipe(check),
                () -> Launch.toPipe(least),
                () -> Launch.toPipe(least)));
    String main = "a main that parses one JSON object";
    startUp("spec", out.get(0), main, out.get(3), 0.5);
    startUp("check", out.get(2), main, out.get(3), 0);
    startUp("spec with a class-data archive", out.get(1), "spec", out.get(0), 0);
    startUp(main + ", again (noise)", out.get(4), main, out.get(3), 0);
  }

  /** The options with which classes come from an archive; none where there is no jar to archive. */
  private List<String> archive() throws IOException {
    if (!System.getProperty("java.class.path").endsWith("benchmarks.jar")) {
      return List.of();
    }
    Path archive = program.folder().resolve("classes.jsa");
    Launch.toPipe(
        Program.java(List.of("-XX:ArchiveClassesAtExit=" + archive), RecordsSource.class, "spec"));
    return List.of("-XX:SharedArchiveFile=" + archive);
  }

  private void startUp(
      String what, List<Outcome> own, String beside, List<Outcome> rival, double target) {
    findings.accept(
        Finding.of(
            what, beside, Program.ratios(own, 1, rival, 1), target, Program.seconds(own, rival)));
  }

  private void manyRecords() throws IOException {
    long records = scale.of(2_000, 500_000, 10_000_000);
    List<String> ours = program.read(SMALL, "reference", "{\"records\":%d}".formatted(records));
    List<String> bare = Program.java(SMALL, BareRecords.class, Long.toString(records));
    List<List<Outcome>> out =
        Program.inTurns(
            scale.rounds(1, 3),
            List.of(
                () -> Launch.toFile(ours, program.folder()),
                () -> Launch.toFile(bare, program.folder()),
                () -> Launch.toPipe(ours),
                () -> Launch.toPipe(bare)));
    manyRecords("to a file", records, out.get(0), out.get(1));
    manyRecords("to a pipe", records, out.get(2), out.get(3));
  }

  private void manyRecords(String where, long records, List<Outcome> own, List<Outcome> rival) {
    findings.accept(
        Finding.of(
            "%,d records %s, -Xmx48m".formatted(records, where),
            "the same with Jackson alone",
            Program.ratios(own, 1, rival, 1),
            0,
            "%s; %,d records/s; peak %.0f MiB, %.0f MiB"
                .formatted(
                    Program.seconds(own, rival),
                    Math.round(records / Program.median(own)),
                    Program.peakMiB(own),
                    Program.peakMiB(rival))));
  }

  private void manyPartitions() throws IOException {
    long many = scale.of(1_000, 100_000, 1_000_000);
    String config = "{\"partitions\":%d,\"_concurrency\":64}";
    List<String> options = new ArrayList<>(Program.SMALL);
    options.add("-Xmx96m");
    List<String> ours = program.read(options, "parts", config.formatted(many));
    List<String> tenth = program.read(options, "parts", config.formatted(many / 10));
    List<List<Outcome>> out =
        Program.inTurns(
            scale.rounds(1, 3), List.of(() -> Launch.toPipe(ours), () -> Launch.toPipe(tenth)));
    List<Outcome> own = out.get(0);
    findings.accept(
        Finding.of(
            "%,d partitions, 64 workers, -Xmx96m, a partition".formatted(many),
            "a tenth of them",
            Program.ratios(own, (double) many, out.get(1), many / 10.0),
            0,
            String.format(
                Locale.ROOT,
                "%.1f s; %.1f us a partition; peak %.0f MiB, %.0f MiB",
                Program.median(own),
                1e6 * Program.median(own) / many,
                Program.peakMiB(own),
                Program.peakMiB(out.get(1)))));
  }

  private void parked() throws IOException {
    long partitions = scale.of(200, 4_000, 20_000);
    Process process =
        new ProcessBuilder(
                Program.java(
                    List.of(),
                    ParkedPartitions.class,
                    Long.toString(partitions),
                    "20",
                    "100",
                    Integer.toString(scale.rounds(2, 5))))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<Double> ratios = new ArrayList<>();
    try (BufferedReader lines = process.inputReader()) {
      lines.lines().forEach(line -> ratios.add(Double.parseDouble(line)));
    }
    findings.accept(
        Finding.of(
            "%,d partitions of 20 ms, 100 workers".formatted(partitions),
            "the ideal, partitions x 20 ms / workers",
            ratios,
            0.8,
            String.format(Locale.ROOT, "%.3f times the ideal's time", 1 / Finding.median(ratios))));
  }

  private void crash() throws IOException {
    long records = scale.of(10_000, 200_000, 2_000_000);
    String config = "{\"records\":%d}".formatted(records);
    List<String> whole = program.read(List.of(), "reference", config);
    List<Double> ratios = new ArrayList<>();
    long again = 0;
    for (int round = 0; round < scale.rounds(1, 5); round++) {
      Outcome calm = Launch.killedAfter(whole, Long.MAX_VALUE);
      Outcome first = Launch.killedAfter(whole, records / 2);
      Outcome second =
          Launch.killedAfter(
              program.resume(List.of(), "reference", config, first.lastState()), Long.MAX_VALUE);
      ratios.add(calm.seconds() / (first.seconds() + second.seconds()));
      again = Math.max(again, first.records() + second.records() - records);
    }
    findings.accept(
        Finding.of(
            "%,d records, killed at half and gone on".formatted(records),
            "without the kill",
            ratios,
            0,
            "at most %,d records came out twice".formatted(again)));
  }
}
