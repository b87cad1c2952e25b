package dev.javacdk.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.javacdk.api.Connector;
import dev.javacdk.core.cli.ConnectorCommand;
import dev.javacdk.core.sync.StopSignal;
import dev.javacdk.flink.Cluster.Run;
import dev.javacdk.testkit.hubspot.HubSpotApi;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * How fast a job is beside cdk-concurrent: the notes of contacts over HTTP, the same number of
 * workers, whole jobs of both in turns. Run by hand; prints a line for each latency of the API.
 */
final class BesideOneMachine {

  private static final int WORKERS = 4;
  private static final int TURNS = 7;
  private static final int CONTACTS = 1_000;
  private static final long NOTES = 5;

  private BesideOneMachine() {}

  /** Latencies in milliseconds, or 0, 5, 20. */
  public static void main(String[] args) throws Exception {
    PrintStream out = System.out;
    Path folder = Files.createTempDirectory("beside");
    for (String latency : args.length == 0 ? new String[] {"0", "5", "20"} : args) {
      try (HubSpotApi crm =
          HubSpotApi.builder()
              .contacts(CONTACTS)
              .notes(contact -> NOTES)
              .server(server -> server.latency(Duration.ofMillis(Long.parseLong(latency))))
              .start()) {
        List<Double> ratios = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        for (int turn = -1; turn < TURNS; turn++) {
          double alone = seconds(() -> alone(crm, folder));
          double job = seconds(() -> job(crm));
          if (turn >= 0) {
            ratios.add(alone / job);
            seconds.add(job);
          }
        }
        Collections.sort(ratios);
        Collections.sort(seconds);
        out.printf(
            Locale.ROOT,
            "latency %s ms: %.2f of cdk-concurrent (%.2f to %.2f); job of %.1f s%n",
            latency,
            ratios.get(TURNS / 2),
            ratios.get(0),
            ratios.get(TURNS - 1),
            seconds.get(TURNS / 2));
      }
    }
    System.exit(0);
  }

  private interface Work {
    void run() throws Exception;
  }

  private static double seconds(Work work) throws Exception {
    long began = System.nanoTime();
    work.run();
    return (System.nanoTime() - began) / 1e9;
  }

  private static void job(HubSpotApi crm) throws Exception {
    CommittedSink.clear();
    Cluster.shared()
        .run(
            ConnectorFlinkSource.of(NotesSource::new, NotesSource.config(crm.baseUrl()), "notes"),
            Run.of(WORKERS).checkpoints(Duration.ofSeconds(1)));
    require(CommittedSink.written().size());
  }

  private static void alone(HubSpotApi crm, Path folder) throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("config.json"),
            NotesSource.config(crm.baseUrl()).replace("}", ",\"_concurrency\":" + WORKERS + "}"));
    Path catalog =
        Files.writeString(
            folder.resolve("catalog.json"),
            """
            {"streams":[{"stream":{"name":"notes","json_schema":{}},
              "sync_mode":"full_refresh","destination_sync_mode":"append"}]}\
            """);
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Lines out = new Lines();
    int exit =
        new ConnectorCommand(
                Connector.of(new NotesSource()),
                out,
                new PrintStream(err, true, UTF_8),
                new StopSignal())
            .run(List.of("read", "--config", config.toString(), "--catalog", catalog.toString()));
    if (exit != 0) {
      throw new IllegalStateException(err.toString(UTF_8));
    }
    require(out.records());
  }

  private static void require(long records) {
    if (records != CONTACTS * NOTES) {
      throw new IllegalStateException(records + " records were read");
    }
  }

  /** Counts records. */
  private static final class Lines extends OutputStream {
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();

    @Override
    public void write(int b) {
      all.write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      all.write(bytes, from, length);
    }

    long records() {
      return all.toString(UTF_8).lines().filter(l -> l.startsWith("{\"type\":\"RECORD\"")).count();
    }
  }
}
