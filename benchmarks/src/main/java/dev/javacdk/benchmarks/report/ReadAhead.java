package dev.javacdk.benchmarks.report;

import dev.javacdk.benchmarks.ahead.ListingApi;
import dev.javacdk.benchmarks.ahead.ListingSource;
import dev.javacdk.benchmarks.process.Launch;
import dev.javacdk.benchmarks.process.Launch.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** One listing with pages asked for ahead, in turns with the same one page at a time. */
final class ReadAhead {

  private static final List<String> SMALL = List.of("-Xmx256m");
  private static final Duration LATENCY = Duration.ofMillis(50);
  private static final int WORKERS = 8;

  private final Program program;
  private final Scale scale;
  private final Consumer<Finding> findings;

  ReadAhead(Path folder, Scale scale, Consumer<Finding> findings) {
    this.program = new Program(folder);
    this.scale = scale;
    this.findings = findings;
  }

  void run() throws IOException {
    counted((int) scale.of(10, 200, 2_000));
    tokens((int) scale.of(3, 60, 200));
  }

  private void counted(int pages) throws IOException {
    try (ListingApi api = new ListingApi(pages)) {
      api.latency(LATENCY);
      beside("counted", WORKERS, api, pages, LATENCY, scale.rounds(1, 3), 7);
    }
  }

  /** Where an answer takes as long to come as its records take to be read. */
  private void tokens(int pages) throws IOException {
    try (ListingApi api = new ListingApi(pages)) {
      read(api, "tokens", 0);
      double all = read(api, "tokens", 0).seconds() - read(api, "none", 0).seconds();
      double coming = api.secondsOf("/tokens", pages);
      // Of what is not the way from there, one half may be hidden behind the other.
      Duration latency =
          Duration.ofMillis(Math.max(1, Math.round(1_000 * (all - 2 * coming) / pages)));
      api.latency(latency);
      beside("tokens", 1, api, pages, latency, scale.rounds(1, 5), 1.3);
    }
  }

  private void beside(
      String stream,
      int ahead,
      ListingApi api,
      int pages,
      Duration latency,
      int rounds,
      double target)
      throws IOException {
    List<List<Outcome>> out =
        Program.inTurns(
            rounds, List.of(() -> read(api, stream, ahead), () -> read(api, stream, 0)));
    findings.accept(
        Finding.of(
            String.format(
                Locale.ROOT,
                "%,d pages, %s, %d ms an answer, %d ahead",
                pages,
                stream,
                latency.toMillis(),
                ahead),
            "one page at a time",
            Program.ratios(out.get(0), 1, out.get(1), 1),
            target,
            Program.seconds(out.get(0), out.get(1))));
  }

  private Outcome read(ListingApi api, String stream, int ahead) throws IOException {
    String config =
        "{\"url\":\"%s\",\"_concurrency\":%d,\"_read_ahead\":%d}"
            .formatted(api.url(), WORKERS, ahead);
    List<String> command =
        Program.java(SMALL, ListingSource.class, "read", "--config", program.file(config));
    command.addAll(List.of("--catalog", program.catalog(stream)));
    return Launch.toPipe(command);
  }
}
