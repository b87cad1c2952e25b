package dev.javacdk.examples.hubspot;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.testkit.api.Counters;
import dev.javacdk.testkit.hubspot.HubSpotApi;
import dev.javacdk.testkit.listing.Rows;
import dev.javacdk.testkit.process.ConnectorProcess;
import dev.javacdk.testkit.process.Delivered;
import dev.javacdk.testkit.process.StateLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** I2 and I3, with the real reader killed by SIGKILL at seeded moments of one sync. */
class KilledSyncTest {

  private static final int CONTACTS = 1_500;
  private static final int WITH_NOTES = 150;
  private static final Duration MOST = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @Test
  void killedTenTimesEveryRecordIsThereAndAtMostAPageAKillIsReadAgain() throws IOException {
    killed(10, 1);
  }

  @Test
  @Tag("full")
  void killedTwentyTimesEveryRecordIsThereAndAtMostAPageAKillIsReadAgain() throws IOException {
    for (long seed = 2; seed <= 6; seed++) {
      killed(20, seed);
    }
  }

  private void killed(int kills, long seed) throws IOException {
    Random random = new Random(seed);
    try (HubSpotApi api =
        HubSpotApi.builder()
            .contacts(CONTACTS)
            .companies(1_200)
            .deals(300)
            .notes(contact -> contact < WITH_NOTES ? contact % 7 * 60 : 0)
            .token("pat")
            .start()) {
      StateLines states = StateLines.none();
      Delivered delivered = Delivered.keyedBy("id");
      // About 32,000 messages in all: the kills are spread over the whole sync.
      int apart = 30_000 / kills;
      for (int kill = 0; kill < kills; kill++) {
        int exit = attempt(api, states, delivered, 1 + random.nextInt(2 * apart));
        if (exit == 0) {
          break;
        }
        assertThat(exit).as("seed %s, kill %s", seed, kill).isEqualTo(137);
      }
      assertThat(attempt(api, states, delivered, Long.MAX_VALUE)).isZero();

      for (String stream : List.of("contacts", "companies", "deals", "notes")) {
        Set<String> expected = expected(api, stream);
        assertThat(delivered.lost(stream, expected)).as("seed %s: lost %s", seed, stream).isEmpty();
        assertThat(delivered.unexpected(stream, expected)).isEmpty();
      }
      Counters counters = api.api().counters();
      assertThat(again(counters, "/contacts?", 2)).as("seed %s", seed).isLessThanOrEqualTo(kills);
      assertThat(again(counters, "/companies?", 1)).as("seed %s", seed).isLessThanOrEqualTo(kills);
      assertThat(again(counters, "/notes?", 1)).as("seed %s", seed).isLessThanOrEqualTo(kills);
    }
  }

  /** How many pages more than needed; contacts are walked twice, once as the parents of notes. */
  private static long again(Counters counters, String path, long needed) {
    return counters.askedMoreThanOnce().entrySet().stream()
        .filter(entry -> entry.getKey().contains(path))
        .mapToLong(entry -> Math.max(0, entry.getValue() - needed))
        .sum();
  }

  private int attempt(HubSpotApi api, StateLines states, Delivered delivered, long killAfter)
      throws IOException {
    ConnectorProcess.Builder builder =
        ConnectorProcess.mainClass(HubSpotSource.class.getName())
            .jvmOptions("-Xmx48m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
            .args("read", "--config", config(api), "--catalog", catalog())
            .args("--state", states.writeTo(folder.resolve("state.json")).toString())
            .withoutKeeping()
            .onMessage(message -> {
              states.accept(message);
              delivered.accept(message);
            });
    if (killAfter < Long.MAX_VALUE) {
      builder.killAfter(killAfter);
    }
    try (ConnectorProcess process = builder.start()) {
      int exit = process.await(MOST);
      delivered.endAttempt();
      return exit;
    }
  }

  private static Set<String> expected(HubSpotApi api, String stream) {
    return switch (stream) {
      case "contacts" -> ids(api.contacts());
      case "companies" -> ids(api.companies());
      case "deals" -> ids(api.deals());
      default ->
          LongStream.range(0, WITH_NOTES)
              .mapToObj(api::notes)
              .flatMap(notes -> ids(notes).stream())
              .collect(toSet());
    };
  }

  private static Set<String> ids(Rows rows) {
    return LongStream.range(0, rows.size()).mapToObj(rows::idOf).collect(toSet());
  }

  /** A state after every page. */
  private String config(HubSpotApi api) throws IOException {
    ObjectNode config = JsonMapper.shared().createObjectNode();
    config.put("access_token", "pat").put("base_url", api.baseUrl()).put("_checkpoint_seconds", 0);
    return write("config.json", config);
  }

  private String catalog() throws IOException {
    ObjectNode catalog = JsonMapper.shared().createObjectNode();
    List<ObjectNode> streams = new ArrayList<>();
    for (String name : List.of("contacts", "companies", "deals", "notes")) {
      ObjectNode stream = JsonMapper.shared().createObjectNode();
      stream.putObject("stream").put("name", name);
      streams.add(stream);
    }
    catalog.putArray("streams").addAll(streams);
    return write("catalog.json", catalog);
  }

  private String write(String name, ObjectNode content) throws IOException {
    return Files.writeString(folder.resolve(name), content.toString()).toString();
  }
}
