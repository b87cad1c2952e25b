package dev.javacdk.benchmarks.report;

import dev.javacdk.benchmarks.CheckpointReaders;
import dev.javacdk.benchmarks.ConcurrentReadLoop;
import dev.javacdk.benchmarks.CursorManager;
import dev.javacdk.benchmarks.HttpPage;
import dev.javacdk.benchmarks.HttpWire;
import dev.javacdk.benchmarks.ReadLoop;
import dev.javacdk.benchmarks.Settled;
import dev.javacdk.benchmarks.StateEncoding;
import dev.javacdk.benchmarks.pair.Contest;
import dev.javacdk.benchmarks.pair.PairRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What {@code benchmarks/run} runs. The first argument is the folder of the benchmarks. */
public final class Run {

  private static final Set<String> KINDS =
      Set.of("pairs", "jmh", "processes", "ahead", "wire", "peers", "syncs", "manifests");
  private static final List<Class<? extends Settled>> BENCHMARKS =
      List.of(
          ReadLoop.class,
          HttpPage.class,
          HttpWire.class,
          CheckpointReaders.class,
          StateEncoding.class,
          CursorManager.class,
          ConcurrentReadLoop.class);

  private final Path home;
  private final Scale scale;
  private final List<Finding> findings = new ArrayList<>();

  private Run(Path home, Scale scale) {
    this.home = home;
    this.scale = scale;
  }

  public static void main(String[] args) throws IOException, RunnerException {
    Set<String> kinds = new TreeSet<>(List.of(args).subList(1, args.length));
    boolean quick = kinds.remove("--quick");
    if (!KINDS.containsAll(kinds)) {
      System.err.println("there are " + new TreeSet<>(KINDS) + " and --quick, not all of " + kinds);
      System.exit(2);
    }
    new Run(Path.of(args[0]), quick ? Scale.QUICK : Scale.FULL)
        .run(kinds.isEmpty() ? KINDS : kinds);
  }

  private void run(Set<String> kinds) throws IOException, RunnerException {
    Path folder = Files.createTempDirectory("benchmarks");
    Earlier earlier = Earlier.in(home.resolve("results"), ending(""));
    try {
      Finding.header().forEach(System.out::println);
      if (kinds.contains("pairs")) {
        pairs();
      }
      if (kinds.contains("processes")) {
        new Processes(folder, scale, this::found).run();
      }
      if (kinds.contains("ahead")) {
        new ReadAhead(folder, scale, this::found).run();
      }
      if (kinds.contains("wire")) {
        new Wire(folder, home.resolve("peers"), scale, this::found).run();
      }
      if (kinds.contains("peers")) {
        new Peers(folder, home.resolve("peers"), scale, this::found).run();
      }
      if (kinds.contains("syncs")) {
        new Syncs(folder, home.resolve("peers"), scale, this::found).run();
      }
      if (kinds.contains("manifests")) {
        new Expressions(home.resolve("peers"), scale, this::found).run();
        new Manifests(folder, home.resolve("peers"), scale, this::found).run();
      }
      if (!findings.isEmpty()) {
        earlier.changes(findings).forEach(System.out::println);
        Files.writeString(results(""), Report.of(scale, findings));
      }
      if (kinds.contains("jmh")) {
        jmh();
      }
    } finally {
      delete(folder);
    }
  }

  private void found(Finding finding) {
    findings.add(finding);
    System.out.println(finding.row());
  }

  private void pairs() throws IOException {
    PairRun run = new PairRun(Duration.ofSeconds(scale.rounds(1, 5)), scale.rounds(11, 41));
    for (Class<?> benchmarks : BENCHMARKS) {
      for (Contest contest : Contest.of(benchmarks)) {
        found(Finding.of(contest, run.measure(contest)));
      }
    }
  }

  private void jmh() throws IOException, RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("dev[.]javacdk[.]benchmarks[.][A-Z].*")
            .addProfiler(GCProfiler.class)
            .resultFormat(ResultFormatType.JSON)
            .result(results("-jmh").toString());
    if (scale == Scale.QUICK) {
      options.forks(1).warmupIterations(1).measurementIterations(1);
    }
    new Runner(options.build()).run();
  }

  private Path results(String kind) throws IOException {
    Path folder = Files.createDirectories(home.resolve("results"));
    return folder.resolve(LocalDate.now(ZoneOffset.UTC) + ending(kind));
  }

  private String ending(String kind) {
    return "-%s%s%s.json"
        .formatted(Runtime.version().feature(), kind, scale == Scale.QUICK ? "-quick" : "");
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(file -> {
            try {
              Files.delete(file);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
