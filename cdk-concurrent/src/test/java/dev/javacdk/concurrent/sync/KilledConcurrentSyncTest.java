package dev.javacdk.concurrent.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.testkit.api.Listing;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.api.Paging;
import dev.javacdk.testkit.api.Rows;
import dev.javacdk.testkit.process.ConnectorProcess;
import dev.javacdk.testkit.process.Delivered;
import dev.javacdk.testkit.process.ProtocolMessage;
import dev.javacdk.testkit.process.StateLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
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
 * One sync over many partitions, killed (SIGKILL) at seeded moments and taken up again each time:
 * nothing is lost, no page that a state says was read is asked for again, and of the others at most
 * two a worker.
 */
class KilledConcurrentSyncTest {

  private static final int WORKERS = 6;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir Path folder;

  private final Random random = new Random(20260801);
  private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();

  /** A page of notes. */
  private record Page(long contact, long page) {}

  @Test
  void killedAtTenMomentsNothingIsLostAndLittleIsReadTwice() throws IOException {
    killed(500, 10);
  }

  @Test
  @Tag("full")
  void killedAtFiftyMomentsOfFiveThousandPartitions() throws IOException {
    killed(5_000, 50);
  }

  private static int notesOf(long contact) {
    return (int) (contact * 7 % 6);
  }

  private static Rows notes(long contact) {
    return Rows.of(
        notesOf(contact),
        index -> node().put("id", contact + "-" + index).put("text", "x".repeat(200)));
  }

  private static ObjectNode node() {
    return ExactJson.MAPPER.createObjectNode();
  }

  private void killed(int contacts, int kills) throws IOException {
    Rows rows = Rows.of(contacts, index -> node().put("id", index + 1));
    Listing listing = Listing.by(Paging.pageNumber("page"));
    try (LocalApi api =
        LocalApi.builder()
            .collection("/contacts", rows, listing)
            .children("/contacts/{id}/notes", rows, index -> notes(index + 1), listing)
            .latency(Duration.ofMillis(2))
            .start()) {
      api.onRequest(request -> requests.add(request.target()));
      sync(api, contacts, kills);
    }
  }

  @Test
  void terminatedSyncSaysWhatWasCommittedAndGoesOn() throws IOException {
    Rows rows = Rows.of(200, index -> node().put("id", index + 1));
    Listing listing = Listing.by(Paging.pageNumber("page"));
    try (LocalApi api =
        LocalApi.builder()
            .collection("/contacts", rows, listing)
            .children("/contacts/{id}/notes", rows, index -> notes(index + 1), listing)
            .latency(Duration.ofMillis(2))
            .start()) {
      Path config = config(api);
      Path catalog = catalog();
      StateLines states = new StateLines();
      Delivered delivered = Delivered.keyedBy("id");
      Path none = states.writeTo(folder.resolve("state.json"));
      try (ConnectorProcess process =
          process(config, catalog, none)
              .terminateWhen(message -> message.data().path("id").asString("").equals("40-1"))
              .start()) {
        assertThat(process.await(PATIENCE)).isEqualTo(143);
        List<ProtocolMessage> messages = process.messages();
        assertThat(messages.get(messages.size() - 1).isStatus("INCOMPLETE")).isTrue();
        messages.forEach(states::accept);
        delivered.attempt(messages);
      }
      assertThat(attempt(config, catalog, states, delivered, Long.MAX_VALUE)).isZero();
      assertThat(delivered.lost("notes", expected(200))).isEmpty();
    }
  }

  private static Set<String> expected(int contacts) {
    Set<String> expected = new TreeSet<>();
    for (long contact = 1; contact <= contacts; contact++) {
      for (int note = 0; note < notesOf(contact); note++) {
        expected.add(contact + "-" + note);
      }
    }
    return expected;
  }

  private Path config(LocalApi api) throws IOException {
    return Files.writeString(
        folder.resolve("config.json"),
        "{\"url\":\"%s\",\"_concurrency\":%d,\"_checkpoint_seconds\":0}"
            .formatted(api.baseUrl(), WORKERS));
  }

  private Path catalog() throws IOException {
    return Files.writeString(folder.resolve("catalog.json"), ConnectorRun.catalogOf("notes"));
  }

  private static ConnectorProcess.Builder process(Path config, Path catalog, Path state) {
    return ConnectorProcess.mainClass(NotesConnector.class.getName())
        .jvmOptions("-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
        .args("read", "--config", config.toString(), "--catalog", catalog.toString())
        .args("--state", state.toString());
  }

  private void sync(LocalApi api, int contacts, int kills) throws IOException {
    Set<String> expected = expected(contacts);
    Path config = config(api);
    Path catalog = catalog();
    Delivered delivered = Delivered.keyedBy("id");
    StateLines states = new StateLines();
    Set<Page> asked = new HashSet<>();
    // A page gives a state and at most two records: on average each attempt gets its share.
    int share = expected.size() * 3 / 2 / kills;
    for (int kill = 0; kill <= kills; kill++) {
      Set<Page> before = Set.copyOf(asked);
      JsonNode state = states.of("notes").orElse(node());
      long moment = kill == kills ? Long.MAX_VALUE : 1 + random.nextInt(share * 3 / 2);
      int exit = attempt(config, catalog, states, delivered, moment);
      assertThat(exit)
          .as("attempt %d was killed, unless it is the last", kill)
          .isEqualTo(kill == kills ? 0 : 137);
      Set<Page> now = pagesAskedFor();
      asked.addAll(now);
      assertReadOnlyWhatWasOpen("attempt " + kill + " from " + state, state, before, now);
    }
    assertThat(delivered.lost("notes", expected)).isEmpty();
    assertThat(delivered.unexpected("notes", expected)).isEmpty();
    assertThat(StateJson.isComplete(states.of("notes").orElseThrow())).isTrue();
  }

  private int attempt(
      Path config, Path catalog, StateLines states, Delivered delivered, long moment) {
    Path state = states.writeTo(folder.resolve("state.json"));
    requests.clear();
    try (ConnectorProcess process = process(config, catalog, state).killAfter(moment).start()) {
      int exit = process.await(PATIENCE);
      List<ProtocolMessage> messages = process.messages();
      messages.forEach(states::accept);
      delivered.attempt(messages);
      assertThat(process.strayLines()).isEmpty();
      return exit;
    }
  }

  private Set<Page> pagesAskedFor() {
    Set<Page> pages = new HashSet<>();
    for (String target : requests) {
      if (target.contains("/notes")) {
        long contact = Long.parseLong(target.substring(10, target.indexOf("/notes")));
        long page = Long.parseLong(target.substring(target.indexOf("&page=") + 6));
        assertThat(pages.add(new Page(contact, page)))
            .as("%s is asked for once an attempt", target)
            .isTrue();
      }
    }
    return pages;
  }

  /** I3: what the state says was read is not read again; of the rest at most two pages a worker. */
  private static void assertReadOnlyWhatWasOpen(
      String attempt, JsonNode state, Set<Page> before, Set<Page> now) {
    int again = 0;
    for (Page page : now) {
      assertThat(isCommitted(page, state)).as("%s reads %s again", attempt, page).isFalse();
      again += before.contains(page) ? 1 : 0;
    }
    assertThat(again).as(attempt).isLessThanOrEqualTo(2 * WORKERS);
  }

  /** Whether the state says that the page was read. */
  private static boolean isCommitted(Page page, JsonNode state) {
    for (JsonNode entry : state.path("states")) {
      if (entry.at("/partition/contact").asLong() == page.contact()) {
        return StateJson.isComplete(entry.path("cursor"))
            || page.page() < entry.at("/cursor/page").asLong(1);
      }
    }
    JsonNode parent = state.at("/handed_out/contacts");
    long handedOut = (parent.path("page").asLong(1) - 1) * NotesConnector.CONTACTS_A_PAGE;
    return StateJson.isComplete(parent) || page.contact() <= handedOut;
  }
}
