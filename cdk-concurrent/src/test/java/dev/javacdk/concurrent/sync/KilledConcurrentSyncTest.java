package dev.javacdk.concurrent.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.ExpandedState;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.listing.Listing;
import dev.javacdk.testkit.listing.Paging;
import dev.javacdk.testkit.listing.Rows;
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
 * two a worker; where states are written now and then only, also the pages since the last of them.
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
    killed(500, 10, When.ALWAYS);
  }

  @Test
  @Tag("full")
  void killedAtFiftyMomentsOfFiveThousandPartitions() throws IOException {
    killed(5_000, 50, When.ALWAYS);
  }

  @Test
  void underTheDefaultPolicyOnlyThePagesSinceTheLastStateAreReadTwice() throws IOException {
    killed(600, 4, When.DEFAULT);
  }

  @Test
  @Tag("full")
  void underTheDefaultPolicyKilledAtFiftyMomentsOfFiveThousandPartitions() throws IOException {
    killed(5_000, 50, When.DEFAULT);
  }

  /** When states are written, and what the API has so that it shows. */
  private enum When {
    /** Behind every page. */
    ALWAYS(",\"_checkpoint_seconds\":0", 200, Duration.ofMillis(2)),
    /** Where nothing is said: of large records, which soon outgrow the buffer of the output. */
    DEFAULT("", 4_000, Duration.ofMillis(40));

    private static final int BUFFER = 64 * 1024;

    private final String setting;
    private final int text;
    private final Duration latency;

    When(String setting, int text, Duration latency) {
      this.setting = setting;
      this.text = text;
      this.latency = latency;
    }

    /** By default every page has a record, so that the output tells where its state stands. */
    int notesOf(long contact) {
      int notes = (int) (contact * 7 % 6);
      return this == ALWAYS ? notes : notes | 1;
    }

    Rows notes(long contact) {
      return Rows.of(
          notesOf(contact),
          index -> node().put("id", contact + "-" + index).put("text", "x".repeat(text)));
    }

    Set<String> allNotes(int contacts) {
      Set<String> all = new TreeSet<>();
      for (long contact = 1; contact <= contacts; contact++) {
        for (int note = 0; note < notesOf(contact); note++) {
          all.add(contact + "-" + note);
        }
      }
      return all;
    }

    /** How many messages so many notes make: a page is of at most two, and may give a state. */
    int messagesOf(int notes) {
      return this == ALWAYS ? notes * 3 / 2 : notes;
    }

    /** How many pages may be read again, with these of the attempt before behind its last STATE. */
    int mostReadAgain(Set<Page> behind) {
      int open = 2 * WORKERS;
      return this == ALWAYS ? open : open + behind.size() + BUFFER / text;
    }
  }

  /** Where the pages of an attempt stand in its output, beside its last STATE. */
  private static final class Written {
    private final Set<Page> before = new HashSet<>();
    private final Set<Page> behind = new HashSet<>();
    private int states;

    void take(ProtocolMessage message) {
      if (message.isRecord()) {
        String[] id = message.data().path("id").asString().split("-", 2);
        long page = Long.parseLong(id[1]) / NotesConnector.NOTES_A_PAGE + 1;
        behind.add(new Page(Long.parseLong(id[0]), page));
      } else if (message.isState()) {
        states++;
        before.addAll(behind);
        behind.clear();
      }
    }
  }

  private static ObjectNode node() {
    return ExactJson.MAPPER.createObjectNode();
  }

  private void killed(int contacts, int kills, When when) throws IOException {
    try (LocalApi api = api(contacts, when)) {
      api.onRequest(request -> requests.add(request.target()));
      sync(api, contacts, kills, when);
    }
  }

  private static LocalApi api(int contacts, When when) {
    Rows rows = Rows.of(contacts, index -> node().put("id", index + 1));
    Listing listing = Listing.by(Paging.pageNumber("page"));
    return LocalApi.builder()
        .collection("/contacts", rows, listing)
        .children("/contacts/{id}/notes", rows, index -> when.notes(index + 1), listing)
        .latency(when.latency)
        .start();
  }

  @Test
  void terminatedSyncSaysWhatWasCommittedAndGoesOn() throws IOException {
    try (LocalApi api = api(200, When.ALWAYS)) {
      Path config = config(api, When.ALWAYS, 0);
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
      Written last = new Written();
      assertThat(attempt(config, catalog, states, delivered, last, Long.MAX_VALUE)).isZero();
      assertThat(delivered.lost("notes", When.ALWAYS.allNotes(200))).isEmpty();
    }
  }

  private Path config(LocalApi api, When when, int attempt) throws IOException {
    return Files.writeString(
        folder.resolve("config.json"),
        "{\"url\":\"%s\",\"attempt\":%d,\"_concurrency\":%d%s}"
            .formatted(api.baseUrl(), attempt, WORKERS, when.setting));
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

  private void sync(LocalApi api, int contacts, int kills, When when) throws IOException {
    Set<String> expected = when.allNotes(contacts);
    Path catalog = catalog();
    Delivered delivered = Delivered.keyedBy("id");
    StateLines states = new StateLines();
    Set<Page> before = Set.of();
    Written last = new Written();
    int statesWritten = 0;
    int pagesRead = 0;
    // On average each attempt gets its share of all messages.
    int share = when.messagesOf(expected.size()) / kills;
    for (int kill = 0; kill <= kills; kill++) {
      JsonNode state = states.of("notes").orElse(node());
      String attempt = "attempt " + kill + " from " + state;
      assertWrittenIsCommitted(attempt, state, last.before);
      int most = when.mostReadAgain(last.behind);
      last = new Written();
      long moment = kill == kills ? Long.MAX_VALUE : 1 + random.nextInt(share * 3 / 2);
      int exit = attempt(config(api, when, kill), catalog, states, delivered, last, moment);
      assertThat(exit)
          .as("attempt %d was killed, unless it is the last", kill)
          .isEqualTo(kill == kills ? 0 : 137);
      Set<Page> now = pagesAskedFor(kill);
      assertReadOnlyWhatWasOpen(attempt, state, before, now, most);
      before = now;
      statesWritten += last.states;
      pagesRead += now.size();
    }
    assertThat(delivered.lost("notes", expected)).isEmpty();
    assertThat(delivered.unexpected("notes", expected)).isEmpty();
    assertThat(StateJson.isComplete(states.of("notes").orElseThrow())).isTrue();
    if (when == When.DEFAULT) {
      assertThat(statesWritten).as("states now and then only").isLessThan(pagesRead / 4);
    }
  }

  private int attempt(
      Path config,
      Path catalog,
      StateLines states,
      Delivered delivered,
      Written written,
      long moment) {
    Path state = states.writeTo(folder.resolve("state.json"));
    requests.clear();
    try (ConnectorProcess process = process(config, catalog, state).killAfter(moment).start()) {
      int exit = process.await(PATIENCE);
      List<ProtocolMessage> messages = process.messages();
      messages.forEach(states::accept);
      messages.forEach(written::take);
      delivered.attempt(messages);
      assertThat(process.strayLines()).isEmpty();
      return exit;
    }
  }

  /** By the requests of that attempt: one of the killed process before it may come late. */
  private Set<Page> pagesAskedFor(int attempt) {
    Set<Page> pages = new HashSet<>();
    for (String target : requests) {
      if (target.contains("/notes") && target.contains("&attempt=" + attempt + "&")) {
        long contact = Long.parseLong(target.substring(10, target.indexOf("/notes")));
        long page = Long.parseLong(target.substring(target.indexOf("&page=") + 6));
        assertThat(pages.add(new Page(contact, page)))
            .as("%s is asked for once an attempt", target)
            .isTrue();
      }
    }
    return pages;
  }

  /** A STATE covers every page that stands before it, but for one a worker. */
  private static void assertWrittenIsCommitted(String attempt, JsonNode state, Set<Page> written) {
    assertThat(written.stream().filter(page -> !isCommitted(page, state)).count())
        .as("%s: pages written before that state, and not covered by it", attempt)
        .isLessThanOrEqualTo(WORKERS);
  }

  /** I3: what the state says was read is not read again, and of the rest no more than this. */
  private static void assertReadOnlyWhatWasOpen(
      String attempt, JsonNode state, Set<Page> before, Set<Page> now, int most) {
    int again = 0;
    for (Page page : now) {
      assertThat(isCommitted(page, state)).as("%s reads %s again", attempt, page).isFalse();
      again += before.contains(page) ? 1 : 0;
    }
    assertThat(again).as(attempt).isLessThanOrEqualTo(most);
  }

  /** Whether the state says that the page was read. */
  private static boolean isCommitted(Page page, JsonNode state) {
    if (StateJson.isComplete(state)) {
      return true;
    }
    for (JsonNode entry : ExpandedState.of(state).path("states")) {
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
