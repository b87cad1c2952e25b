package dev.javacdk.benchmarks.report;

import dev.javacdk.benchmarks.process.Launch;
import dev.javacdk.benchmarks.process.Launch.Outcome;
import dev.javacdk.benchmarks.sync.ShopApi;
import dev.javacdk.benchmarks.sync.ShopConnector;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code sync} of an API in a process of its own, in turns with {@code read} to a pipe and with
 * other kits that put the same records into DuckDB. A kit that is not installed is left out, with
 * one line that says so.
 */
final class Syncs {

  /** What {@code docs/local.md} recommends for a sync. */
  private static final List<String> SMALL =
      List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private static final List<String> STREAMS = List.of("contacts", "shops", "orders", "events");

  private static final List<Kit> KITS =
      List.of(
          new Kit("PyAirbyte with a manifest", "pyairbyte", "pyairbyte_manifest", 1_000_000),
          new Kit("PyAirbyte over this connector", "pyairbyte", "pyairbyte_sync", 1_000_000),
          new Kit("dlt", "dlt", "dlt_sync", 400_000));

  private final Program program;
  private final Path peers;
  private final Scale scale;
  private final Consumer<Finding> findings;
  private final List<String> java = new ArrayList<>(SMALL);
  private int number;

  Syncs(Path folder, Path peers, Scale scale, Consumer<Finding> findings) {
    this.program = new Program(folder);
    this.peers = peers;
    this.scale = scale;
    this.findings = findings;
  }

  void run() throws IOException {
    archive();
    beside(scale.of(2_000, 200_000, 1_000_000));
    for (Kit kit : KITS) {
      rival(kit, scale.of(2_000, 20_000, kit.most()));
    }
  }

  /**
   * Another kit.
   *
   * @param installed in which folder it is
   * @param script what runs it
   * @param most how many records it is given; of more, dlt takes more memory than machines have
   */
  private record Kit(String name, String installed, String script, long most) {}

  /** What {@code docs/packaging.md} recommends: an archive of the classes that a sync loads. */
  private void archive() throws IOException {
    String classPath = System.getProperty("java.class.path");
    if (Arrays.stream(classPath.split(File.pathSeparator, -1))
        .map(Path::of)
        .anyMatch(Files::isDirectory)) {
      // An archive is of jars only: where the benchmarks' own is not built, there is none.
      return;
    }
    String archive = program.folder().resolve("classes.jsa").toString();
    try (Api api = Api.start(2_000)) {
      String config = program.file("{\"url\":\"%s\"}".formatted(api.url()));
      java.add("-XX:ArchiveClassesAtExit=" + archive);
      sync(config);
    }
    java.set(java.size() - 1, "-XX:SharedArchiveFile=" + archive);
  }

  private void beside(long records) throws IOException {
    try (Api api = Api.start(records)) {
      String config = program.file("{\"url\":\"%s\"}".formatted(api.url()));
      List<String> read = Program.java(java, ShopConnector.class, "read", "--config", config);
      read.addAll(List.of("--catalog", program.file(catalog())));
      List<List<Outcome>> out =
          Program.inTurns(
              scale.rounds(1, 5), List.of(() -> sync(config), () -> Launch.toPipe(read)));
      found("%,d records into DuckDB, -Xmx128m", records, "read to a pipe", out.get(1), out, 0.5);
    }
  }

  private void rival(Kit kit, long records) throws IOException {
    Path python = peers.resolve("installed/%s/bin/python".formatted(kit.installed()));
    if (!Program.isThere(peers, kit.installed() + "/bin/python", kit.installed())) {
      return;
    }
    try (Api api = Api.start(records)) {
      String config = program.file("{\"url\":\"%s\"}".formatted(api.url()));
      List<List<Outcome>> out =
          Program.inTurns(
              scale.rounds(1, 2),
              List.of(() -> sync(config), () -> Launch.toPipe(command(kit.script(), python, api))));
      found("%,d records into DuckDB", records, kit.name(), out.get(1), out, 10);
    }
  }

  private void found(
      String what,
      long records,
      String beside,
      List<Outcome> rival,
      List<List<Outcome>> out,
      double target) {
    List<Outcome> own = out.get(0);
    findings.accept(
        Finding.of(
            "sync of " + what.formatted(records),
            beside,
            Program.ratios(own, 1, rival, 1),
            target,
            String.format(
                Locale.ROOT,
                "%s; %,d records/s; peak %.0f MiB, %.0f MiB",
                Program.seconds(own, rival),
                Math.round(records / Program.median(own)),
                Program.peakMiB(own),
                Program.peakMiB(rival))));
  }

  private Outcome sync(String config) throws IOException {
    Path file = program.folder().resolve("sync" + ++number + ".duckdb");
    try {
      return Launch.toPipe(
          Program.java(
              java, ShopConnector.class, "sync", "--config", config, "--into", file.toString()));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** A script that puts the records of the API into a file of its own. */
  private List<String> command(String script, Path python, Api api) {
    return List.of(
        python.toString(),
        peers.resolve(script + ".py").toString(),
        api.url(),
        program.folder().resolve(script + ++number + ".duckdb").toString(),
        System.getProperty("java.class.path"));
  }

  private static String catalog() {
    ArrayNode streams = JsonNodeFactory.instance.arrayNode();
    for (String name : STREAMS) {
      boolean incremental = name.equals("events");
      ObjectNode configured =
          streams
              .addObject()
              .put("sync_mode", incremental ? "incremental" : "full_refresh")
              .put("destination_sync_mode", "append");
      ObjectNode stream = configured.putObject("stream").put("name", name);
      stream.putObject("json_schema").put("type", "object");
      stream.putArray("supported_sync_modes").add("full_refresh").add("incremental");
    }
    return "{\"streams\":" + streams + "}";
  }

  /** The API, in a process of its own. */
  private record Api(Process process, String url) implements AutoCloseable {

    static Api start(long records) throws IOException {
      Process process =
          new ProcessBuilder(
                  Program.java(List.of("-Xmx256m"), ShopApi.class, Long.toString(records)))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
      return new Api(process, "http://127.0.0.1:" + reader.readLine());
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
