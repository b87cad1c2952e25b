package dev.javacdk.benchmarks.report;

import dev.javacdk.benchmarks.process.Launch;
import dev.javacdk.benchmarks.process.RecordsSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The commands of the programs that are measured, with their files in a folder that is thrown away.
 */
final class Program {

  /** What {@code examples/starter/java.options} says. */
  static final List<String> SMALL =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:MaxRAMPercentage=70",
          "-Xms24m",
          "-XX:MaxNewSize=24m",
          "-Xss512k");

  private final Path folder;

  Program(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  /** A main class of the benchmarks' jar, in a JVM with these options. */
  static List<String> java(List<String> options, Class<?> main, String... args) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(args));
    return command;
  }

  /** Our connector, reading a stream. */
  List<String> read(List<String> options, String stream, String config) throws IOException {
    List<String> command = java(options, RecordsSource.class, "read");
    command.addAll(List.of("--config", file(config), "--catalog", catalog(stream)));
    return command;
  }

  /** The same, from a state. */
  List<String> resume(List<String> options, String stream, String config, String state)
      throws IOException {
    List<String> command = read(options, stream, config);
    command.addAll(List.of("--state", file(state)));
    return command;
  }

  String catalog(String stream) throws IOException {
    return file(
        """
        {"streams":[{"stream":{"name":"%s","json_schema":{"type":"object"},\
        "supported_sync_modes":["full_refresh"]},"sync_mode":"full_refresh",\
        "destination_sync_mode":"append"}]}\
        """
            .formatted(stream));
  }

  String file(String json) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "input", ".json"), json).toString();
  }

  /** Runs a program; what it writes goes nowhere in particular. */
  interface Run {
    Launch.Outcome run() throws IOException;
  }

  /** What several programs took that ran in turns, round by round: a list for each of them. */
  static List<List<Launch.Outcome>> inTurns(int rounds, List<Run> runs) throws IOException {
    List<List<Launch.Outcome>> outcomes = new ArrayList<>();
    runs.forEach(run -> outcomes.add(new ArrayList<>()));
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < runs.size(); i++) {
        int turn = (i + round) % runs.size();
        outcomes.get(turn).add(runs.get(turn).run());
      }
    }
    return outcomes;
  }

  /** How fast the first is, times the second, round by round; each did so much work. */
  static List<Double> ratios(
      List<Launch.Outcome> own, double ownWork, List<Launch.Outcome> rival, double rivalWork) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      ratios.add(ownWork / own.get(i).seconds() / (rivalWork / rival.get(i).seconds()));
    }
    return ratios;
  }

  /**
   * Whether a peer is installed; else says how it is.
   *
   * @param path of something of it, below the folder of what is installed
   */
  static boolean isThere(Path peers, String path, String name) {
    boolean found = Files.exists(peers.resolve("installed").resolve(path));
    if (!found) {
      System.err.printf("No peer '%s' here: benchmarks/peers/install %s%n", name, name);
    }
    return found;
  }

  static String seconds(List<Launch.Outcome> own, List<Launch.Outcome> rival) {
    return String.format(Locale.ROOT, "%.2f s, %.2f s", median(own), median(rival));
  }

  static double median(List<Launch.Outcome> outcomes) {
    return Finding.median(outcomes.stream().map(Launch.Outcome::seconds).toList());
  }

  static double peakMiB(List<Launch.Outcome> outcomes) {
    return outcomes.stream().mapToDouble(Launch.Outcome::peakMiB).max().orElse(0);
  }
}
