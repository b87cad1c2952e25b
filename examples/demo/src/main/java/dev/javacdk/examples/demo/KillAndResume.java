package dev.javacdk.examples.demo;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import dev.javacdk.examples.hubspot.HubSpotSource;
import dev.javacdk.testkit.api.Counters;
import dev.javacdk.testkit.hubspot.HubSpotApi;
import dev.javacdk.testkit.listing.Rows;
import dev.javacdk.testkit.process.ConnectorProcess;
import dev.javacdk.testkit.process.Delivered;
import dev.javacdk.testkit.process.ProtocolMessage;
import dev.javacdk.testkit.process.StateLines;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a local HubSpot of 20,000 contacts with the example connector, kills the reader with
 * SIGKILL in the middle of the contacts and again in the middle of their notes, starts it each time
 * from the last STATE of each stream, and reports. Exits with 1 if a record was lost.
 */
public final class KillAndResume {

  private static final int CONTACTS = 20_000;
  private static final int COMPANIES = 3_000;
  private static final int DEALS = 2_000;
  private static final int CONTACTS_WITH_NOTES = 400;
  private static final Duration MOST = Duration.ofMinutes(5);
  private static final List<String> STREAMS = List.of("contacts", "companies", "deals", "notes");

  private final PrintStream out = System.out;
  private final HubSpotApi api;
  private final Path folder;
  private final StateLines states = StateLines.of(List.of());
  private final Delivered delivered = Delivered.keyedBy("id");

  private KillAndResume(HubSpotApi api, Path folder) {
    this.api = api;
    this.folder = folder;
  }

  /** Runs the demo; no arguments. */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("javacdk-demo");
    try (HubSpotApi api =
        HubSpotApi.builder()
            .contacts(CONTACTS)
            .companies(COMPANIES)
            .deals(DEALS)
            .notes(contact -> contact < CONTACTS_WITH_NOTES ? 150 : 0)
            .token("pat-demo")
            .start()) {
      boolean lost = new KillAndResume(api, folder).run();
      System.exit(lost ? 1 : 0);
    }
  }

  private boolean run() throws IOException {
    out.printf(
        "A local API plays HubSpot at %s: %,d contacts, %,d companies, %,d deals,%n",
        api.baseUrl(), CONTACTS, COMPANIES, DEALS);
    out.printf("and 150 notes for each of the first %,d contacts.%n%n", CONTACTS_WITH_NOTES);
    attempt("1, killed at the 10,000th contact", new Kill("contacts", 10_000));
    attempt("2, killed at the 30,000th note", new Kill("notes", 30_000));
    attempt("3, left alone", null);
    return report();
  }

  private record Kill(String stream, long record) {}

  private void attempt(String title, @Nullable Kill kill) throws IOException {
    Map<String, AtomicLong> records = new LinkedHashMap<>();
    STREAMS.forEach(stream -> records.put(stream, new AtomicLong()));
    long before = api.api().counters().total();
    ConnectorProcess.Builder builder =
        ConnectorProcess.mainClass(HubSpotSource.class.getName())
            .jvmOptions("-Xmx48m")
            .args("read", "--config", config(), "--catalog", catalog())
            .args("--state", states.writeTo(folder.resolve("state.json")).toString())
            .withoutKeeping()
            .onMessage(message -> {
              states.accept(message);
              delivered.accept(message);
              if (message.isRecord()) {
                count(records, message);
              }
            });
    if (kill != null) {
      AtomicLong number = requireNonNull(records.get(kill.stream()));
      builder.killWhen(message -> message.isOf(kill.stream()) && number.get() >= kill.record());
    }
    int exit;
    try (ConnectorProcess process = builder.start()) {
      exit = process.await(MOST);
      delivered.endAttempt();
    }
    out.printf("Attempt %s (exit code %d)%n", title, exit);
    out.printf("  records   %s%n", records);
    out.printf("  requests  %,d%n", api.api().counters().total() - before);
    for (String stream : STREAMS) {
      states
          .of(stream)
          .ifPresent(state -> out.printf("  state     %-9s %s%n", stream, brief(state.toString())));
    }
    out.println();
  }

  private static void count(Map<String, AtomicLong> records, ProtocolMessage message) {
    records.forEach((stream, number) -> {
      if (message.isOf(stream)) {
        number.incrementAndGet();
      }
    });
  }

  private boolean report() {
    Counters counters = api.api().counters();
    out.printf(
        "Together: %,d requests. Contacts are walked twice, once as the parents of notes.%n",
        counters.total());
    out.println("Pages asked for again because of the two kills, and deals since their cursor:");
    counters.askedMoreThanOnce().forEach(this::sayIfAgain);
    out.printf(
        "%n  %-10s %8s %10s %10s %6s%n", "stream", "there", "delivered", "duplicates", "lost");
    boolean lost = false;
    for (String stream : STREAMS) {
      Set<String> expected = expected(stream);
      int missing = delivered.lost(stream, expected).size();
      int twice = delivered.duplicates(stream).values().stream().mapToInt(n -> n - 1).sum();
      out.printf(
          "  %-10s %,8d %,10d %,10d %,6d%n",
          stream, expected.size(), delivered.keys(stream).size(), twice, missing);
      lost |= missing > 0;
    }
    out.println(lost ? "\nRecords were lost." : "\nNothing was lost.");
    return lost;
  }

  private void sayIfAgain(String url, long times) {
    boolean isParentPage = url.contains("/contacts?");
    if (times > (isParentPage ? 2 : 1)) {
      out.printf("  %s%n", url);
    }
  }

  private Set<String> expected(String stream) {
    return switch (stream) {
      case "contacts" -> ids(api.contacts());
      case "companies" -> ids(api.companies());
      case "deals" -> ids(api.deals());
      default ->
          LongStream.range(0, CONTACTS_WITH_NOTES)
              .mapToObj(api::notes)
              .flatMap(notes -> ids(notes).stream())
              .collect(toSet());
    };
  }

  private static Set<String> ids(Rows rows) {
    return LongStream.range(0, rows.size()).mapToObj(rows::idOf).collect(toSet());
  }

  private static String brief(String state) {
    return state.length() <= 150 ? state : state.substring(0, 150) + "...";
  }

  /** A state after every page, so that a kill costs no more than a page. */
  private String config() throws IOException {
    return write(
        "config.json",
        """
        {"access_token": "pat-demo", "base_url": "%s", "_checkpoint_seconds": 0}
        """
            .formatted(api.baseUrl()));
  }

  private String catalog() throws IOException {
    StringBuilder streams = new StringBuilder();
    for (String stream : STREAMS) {
      streams.append(streams.isEmpty() ? "" : ",");
      streams.append(
          """
          {"stream": {"name": "%s", "json_schema": {}, "supported_sync_modes": ["full_refresh"]},
           "sync_mode": "full_refresh", "destination_sync_mode": "append"}\
          """
              .formatted(stream));
    }
    return write("catalog.json", "{\"streams\": [" + streams + "]}");
  }

  private String write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }
}
