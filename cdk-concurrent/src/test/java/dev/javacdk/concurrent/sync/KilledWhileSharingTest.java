package dev.javacdk.concurrent.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.listing.Listing;
import dev.javacdk.testkit.listing.Paging;
import dev.javacdk.testkit.listing.Rows;
import dev.javacdk.testkit.process.ConnectorProcess;
import dev.javacdk.testkit.process.Delivered;
import dev.javacdk.testkit.process.StateLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Contacts and their notes, read side by side and killed (SIGKILL) at seeded moments: of neither is
 * anything lost, no page that its own state covers is asked for again for it, and in an attempt
 * that is not killed each page of contacts is asked for at most once where both begin together.
 */
class KilledWhileSharingTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int WORKERS = 4;

  @TempDir Path folder;

  private final Random random = new Random(20261128);
  private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();

  @Test
  void killedAtFewMomentsNothingIsLost() throws IOException {
    killed(100, 2);
  }

  @Test
  @Tag("full")
  void killedAtFiftyMomentsNothingIsLost() throws IOException {
    killed(4_000, 50);
  }

  private static ObjectNode node() {
    return ExactJson.MAPPER.createObjectNode();
  }

  private static int notesOf(long contact) {
    return (int) (contact * 7 % 4);
  }

  private static LocalApi api(int contacts) {
    Rows rows = Rows.of(contacts, index -> node().put("id", index + 1));
    Listing listing = Listing.by(Paging.pageNumber("page"));
    return LocalApi.builder()
        .collection("/contacts", rows, listing)
        .children(
            "/contacts/{id}/notes",
            rows,
            index ->
                Rows.of(notesOf(index + 1), note -> node().put("id", (index + 1) + "-" + note)),
            listing)
        .latency(Duration.ofMillis(2))
        .start();
  }

  private static Set<String> all(int contacts, boolean notes) {
    Set<String> all = new TreeSet<>();
    for (long contact = 1; contact <= contacts; contact++) {
      if (!notes) {
        all.add(String.valueOf(contact));
      }
      for (int note = 0; notes && note < notesOf(contact); note++) {
        all.add(contact + "-" + note);
      }
    }
    return all;
  }

  private void killed(int contacts, int kills) throws IOException {
    try (LocalApi api = api(contacts)) {
      api.onRequest(request -> requests.add(request.target()));
      sync(api, contacts, kills);
    }
  }

  private void sync(LocalApi api, int contacts, int kills) throws IOException {
    Path catalog =
        Files.writeString(
            folder.resolve("catalog.json"), ConnectorRun.catalogOf("contacts", "notes"));
    Delivered delivered = Delivered.keyedBy("id");
    StateLines states = new StateLines();
    int share = contacts * 4 / (kills + 1);
    for (int kill = 0; kill <= kills; kill++) {
      boolean isLast = kill == kills;
      long moment = isLast ? Long.MAX_VALUE : 1 + random.nextInt(share);
      ConnectorProcess.Builder builder = process(api, catalog, states, kill);
      long from = page(states.of("contacts").orElse(node()));
      long handedOut = page(states.of("notes").orElse(node()).at("/handed_out/contacts"));
      requests.clear();
      try (ConnectorProcess process = builder.killAfter(moment).start()) {
        assertThat(process.await(PATIENCE)).isEqualTo(isLast ? 0 : 137);
        process.messages().forEach(states::accept);
        delivered.attempt(process.messages());
      }
      assertAskedFor(kill, from, handedOut);
    }
    for (String stream : Set.of("contacts", "notes")) {
      Set<String> expected = all(contacts, stream.equals("notes"));
      assertThat(delivered.lost(stream, expected)).isEmpty();
      assertThat(delivered.unexpected(stream, expected)).isEmpty();
      assertThat(StateJson.isComplete(states.of(stream).orElseThrow())).isTrue();
    }
  }

  private ConnectorProcess.Builder process(
      LocalApi api, Path catalog, StateLines states, int attempt) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("config.json"),
            "{\"url\":\"%s\",\"attempt\":%d,\"_concurrency\":%d,\"_checkpoint_seconds\":0}"
                .formatted(api.baseUrl(), attempt, WORKERS));
    Path state = states.writeTo(folder.resolve("state.json"));
    return ConnectorProcess.mainClass(NotesConnector.class.getName())
        .jvmOptions("-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
        .args("read", "--config", config.toString(), "--catalog", catalog.toString())
        .args("--state", state.toString());
  }

  /** Which page of contacts a position names; beyond all where there is none left. */
  private static long page(JsonNode position) {
    return StateJson.isComplete(position) ? Long.MAX_VALUE : position.path("page").asLong(1);
  }

  /** Twice at most, and only what neither state covers; once where both go on at one page. */
  private void assertAskedFor(int attempt, long contactsFrom, long notesFrom) {
    Map<Long, Integer> asked = new HashMap<>();
    for (String target : requests) {
      if (target.startsWith("/contacts?") && target.contains("&attempt=" + attempt + "&")) {
        asked.merge(
            Long.parseLong(target.substring(target.indexOf("&page=") + 6)), 1, Integer::sum);
      }
    }
    asked.forEach((page, times) -> {
      int readers = (page >= contactsFrom ? 1 : 0) + (page >= notesFrom ? 1 : 0);
      assertThat(times)
          .as("attempt %d from %d and %d: page %d", attempt, contactsFrom, notesFrom, page)
          .isLessThanOrEqualTo(contactsFrom == notesFrom ? 1 : readers);
    });
  }
}
