package dev.javacdk.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.walk.PageSaid;
import dev.javacdk.core.walk.PartitionWalk;
import dev.javacdk.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Rule L14: the cursors of partitions from pass to pass, one by one and folded. */
class CursorKeepingTest {

  private static final Cursor UPDATED = Cursor.instant("u");

  private final ManualClock clock = ManualClock.at("2026-08-02T00:00:00Z");

  private static StreamDefinition sites() {
    return Streams.paged("sites", (slice, output, context) -> Progress.complete());
  }

  private static StreamDefinition visits(StreamDefinition sites) {
    return Streams.paged("visits", (slice, output, context) -> Progress.complete())
        .cursor(UPDATED)
        .partitions(Partitions.each(sites, "id"));
  }

  private Ledger ledger(StreamDefinition stream, String state) {
    return Ledgers.of(stream, (ObjectNode) ExactJson.MAPPER.readTree(state), clock);
  }

  private static void page(Ledger ledger, Progress progress, String... ids) {
    List<Partition> partitions =
        Arrays.stream(ids)
            .map(id ->
                Partition.of("id", JsonNodeFactory.instance.stringNode(id), Partition.whole()))
            .toList();
    ledger.offer(ledger.request().orElseThrow(), ParentPage.of(partitions, progress));
  }

  private static PartitionWalk take(Ledger ledger) {
    return ledger.walk(ledger.take().orElseThrow());
  }

  private static void read(
      Ledger ledger, PartitionWalk walk, Progress progress, @Nullable String max) {
    ledger.observe(walk.slice().partition(), walk.observe(PageSaid.of(progress, max)));
  }

  private static JsonNode state(Ledger ledger) {
    return ExactJson.MAPPER.readTree(StateJson.text(ledger.state()));
  }

  private static List<String> listed(JsonNode state) {
    List<String> ids = new ArrayList<>();
    state.path("states").forEach(entry -> ids.add(entry.at("/partition/id").asString()));
    return ids;
  }

  private static final Progress MORE = Progress.next("after", "b");

  @Test
  void partitionIsListedAtItsOldCursorBeforeTheWatermarkPassesIt() {
    Ledger ledger =
        ledger(
            visits(sites()),
            "{\"states\":[{\"partition\":{\"id\":\"a\",\"parent_slice\":{}},\"cursor\":{\"u\":\"2026-08-01T00:00:00Z\"}}]}");
    page(ledger, MORE, "a", "b");
    PartitionWalk a = take(ledger);
    PartitionWalk b = take(ledger);
    read(ledger, b, Progress.complete(), "2026-08-01T05:00:00Z");
    read(ledger, a, Progress.next("page", 2), "2026-08-01T04:00:00Z");
    assertThat(state(ledger).toString())
        .isEqualTo(
            "{\"use_global_cursor\":false,\"states\":["
                + "{\"partition\":{\"id\":\"a\",\"parent_slice\":{}},\"cursor\":{\"u\":\"2026-08-01T00:00:00Z\"},"
                + "\"page\":{\"token\":{\"page\":2},\"until\":\"2026-08-02T00:00:00Z\",\"max\":\"2026-08-01T04:00:00Z\"}},"
                + "{\"partition\":{\"id\":\"b\",\"parent_slice\":{}},\"cursor\":{\"u\":\"2026-08-01T05:00:00Z\"},\"finished\":true}],"
                + "\"handed_out\":{\"sites\":{\"after\":\"b\"}}}");
  }

  @Test
  void syncThatWasCutOffGoesOnWithItsPass() {
    Ledger ledger = ledger(visits(sites()), "{}");
    page(ledger, MORE, "a", "b");
    PartitionWalk a = take(ledger);
    PartitionWalk b = take(ledger);
    read(ledger, a, Progress.next("page", 2), null);
    read(ledger, b, Progress.complete(), "2026-08-01T05:00:00Z");
    Ledger next = ledger(visits(sites()), state(ledger).toString());
    PartitionWalk open = take(next);
    assertThat(open.slice().describe()).contains("\"a\"", "page {\"page\":2}");
    assertThat(next.take()).isEmpty();
    assertThat(next.request().orElseThrow().slice().cursor().text("after")).isEqualTo("b");
    page(next, Progress.complete(), "b", "c");
    assertThat(take(next).slice().partition().text("id")).as("b was read").isEqualTo("c");
  }

  @Test
  void stateBetweenSyncsHasNothingOfThePass() {
    Ledger ledger = ledger(visits(sites()), "{}");
    page(ledger, Progress.complete(), "a");
    read(ledger, take(ledger), Progress.complete(), "2026-08-01T05:00:00Z");
    ledger.endAttempt();
    assertThat(state(ledger).toString())
        .isEqualTo(
            "{\"use_global_cursor\":false,\"states\":[{\"partition\":{\"id\":\"a\",\"parent_slice\":{}},"
                + "\"cursor\":{\"u\":\"2026-08-01T05:00:00Z\"}}]}");
  }

  /** Else the same failure would keep every other partition from what is new. */
  @Test
  void passWithFailuresEndsAllTheSame() {
    Ledger ledger = ledger(visits(sites()), "{}");
    page(ledger, Progress.complete(), "a", "b");
    PartitionWalk a = take(ledger);
    read(ledger, take(ledger), Progress.complete(), "2026-08-01T05:00:00Z");
    ledger.fail(a.slice().partition());
    ledger.endAttempt();
    JsonNode state = state(ledger);
    assertThat(state.has("handed_out")).isFalse();
    Ledger next = ledger(visits(sites()), state.toString());
    page(next, Progress.complete(), "a", "b");
    assertThat(take(next).slice().describe()).contains("\"b\"", "since 2026-08-01T05:00:00Z");
    assertThat(take(next).slice().partition().text("id")).as("tried again last").isEqualTo("a");
  }

  @Test
  void foldedPartitionsBeginAtWhereTheirPassBegan() {
    StreamDefinition folding = visits(sites()).foldPast(0);
    Ledger ledger = ledger(folding, "{}");
    clock.advance(Duration.ofMinutes(1));
    page(ledger, MORE, "a", "b");
    PartitionWalk a = take(ledger);
    PartitionWalk b = take(ledger);
    read(ledger, b, Progress.complete(), "2026-08-01T05:00:00Z");
    page(ledger, Progress.complete(), "c");
    PartitionWalk c = take(ledger);
    JsonNode middle = state(ledger);
    assertThat(listed(middle)).as("b was read and passed").containsExactly("a", "c");
    assertThat(middle.has("state")).as("what is ahead begins where it always did").isFalse();
    assertThat(middle.at("/next_state/u").asString()).isEqualTo("2026-08-02T00:00:00Z");

    read(ledger, a, Progress.complete(), "2026-08-01T05:00:00Z");
    read(ledger, c, Progress.complete(), null);
    ledger.endAttempt();
    assertThat(state(ledger).toString())
        .isEqualTo(
            "{\"use_global_cursor\":false,\"state\":{\"u\":\"2026-08-02T00:00:00Z\"},\"states\":[]}");
  }

  @Test
  void boundOfThePassIsKeptOverItsAttempts() {
    StreamDefinition folding = visits(sites()).foldPast(0);
    Ledger ledger = ledger(folding, "{}");
    page(ledger, MORE, "a", "b");
    read(ledger, take(ledger), Progress.complete(), null);
    read(ledger, take(ledger), Progress.complete(), null);
    page(ledger, Progress.complete(), "c");
    PartitionWalk c = take(ledger);
    clock.advance(Duration.ofHours(3));
    Ledger next = ledger(folding, state(ledger).toString());
    read(next, take(next), Progress.complete(), null);
    next.endAttempt();
    assertThat(state(next).at("/state/u").asString()).isEqualTo("2026-08-02T00:00:00Z");
    assertThat(c.slice().partition().text("id")).isEqualTo("c");
  }

  /** Read with a bound from before the pass, it would miss what changed in between. */
  @Test
  void partitionThatWasReadUpToAnEarlierBoundKeepsItsCursor() {
    StreamDefinition folding = visits(sites()).foldPast(0);
    String failed =
        "{\"state\":{\"u\":\"2026-08-01T20:00:00Z\"},\"states\":[{\"partition\":{\"id\":\"a\",\"parent_slice\":{}},"
            + "\"cursor\":{\"u\":\"2026-07-01T00:00:00Z\"},\"page\":{\"token\":{\"page\":2},"
            + "\"until\":\"2026-08-01T20:00:00Z\"}}]}";
    Ledger ledger = ledger(folding, failed);
    read(ledger, take(ledger), Progress.complete(), "2026-08-01T19:00:00Z");
    page(ledger, Progress.complete());
    ledger.endAttempt();
    assertThat(state(ledger).toString())
        .contains("\"id\":\"a\"", "\"cursor\":{\"u\":\"2026-08-01T19:00:00Z\"}");
  }

  @Test
  void nothingIsFoldedBelowTheLimit() {
    StreamDefinition folding = visits(sites()).foldPast(100_000);
    Ledger ledger = ledger(folding, "{}");
    page(ledger, Progress.complete(), "a", "b");
    read(ledger, take(ledger), Progress.complete(), "2026-08-01T05:00:00Z");
    read(ledger, take(ledger), Progress.complete(), null);
    ledger.endAttempt();
    assertThat(state(ledger).has("state")).isFalse();
    assertThat(listed(state(ledger))).containsExactly("a", "b");
  }

  @Test
  void stateOfAnotherKitBeginsItsLookbackWindowEarlier() {
    Ledger ledger =
        ledger(
            visits(sites()),
            "{\"use_global_cursor\":true,\"lookback_window\":60,\"state\":{\"u\":\"2026-08-01T00:00:00Z\"},"
                + "\"parent_state\":{\"sites\":{}},\"states\":[]}");
    page(ledger, Progress.complete(), "a");
    assertThat(take(ledger).slice().since()).isEqualTo("2026-07-31T23:59:00Z");
  }

  @Test
  void onlyChangedParentsAreMetAndWhatTheyLeftCountsOnceThePassIsOver() {
    StreamDefinition visits =
        Streams.paged("visits", (slice, output, context) -> Progress.complete())
            .cursor(UPDATED)
            .partitions(
                Partitions.each(sites().cursor(Cursor.instant("changed")), "id").whenChanged());
    Ledger ledger =
        ledger(
            visits,
            "{\"parent_state\":{\"sites\":{\"changed\":\"2026-08-01T00:00:00Z\"}},\"states\":[]}");
    ParentRequest request = ledger.request().orElseThrow();
    assertThat(request.slice().describe())
        .isEqualTo("start, since 2026-08-01T00:00:00Z, until 2026-08-02T00:00:00Z");
    ledger.offer(
        request,
        new ParentPage(
            List.of(
                Partition.of("id", JsonNodeFactory.instance.stringNode("a"), Partition.whole())),
            PageSaid.of(Progress.complete(), "2026-08-01T11:00:00Z")));
    PartitionWalk a = take(ledger);
    assertThat(state(ledger).at("/parent_state/sites/changed").asString())
        .isEqualTo("2026-08-01T00:00:00Z");
    read(ledger, a, Progress.complete(), null);
    ledger.endAttempt();
    assertThat(state(ledger).at("/parent_state/sites/changed").asString())
        .isEqualTo("2026-08-01T11:00:00Z");
    assertThat(ledger(visits, state(ledger).toString()).request().orElseThrow().slice().since())
        .isEqualTo("2026-08-01T11:00:00Z");
  }

  /** Whoever was met before a crash and changes after it must be met by the next pass. */
  @Test
  void parentIsFollowedUpToWhenThePassBegan() {
    StreamDefinition visits =
        Streams.paged("visits", (slice, output, context) -> Progress.complete())
            .cursor(UPDATED)
            .partitions(
                Partitions.each(sites().cursor(Cursor.instant("changed")), "id").whenChanged());
    String before = state(ledger(visits, "{}")).toString();
    clock.advance(Duration.ofHours(1));
    Ledger later = ledger(visits, before);
    assertThat(later.request().orElseThrow().slice().until()).isEqualTo("2026-08-02T00:00:00Z");
  }

  @Test
  void parentThatCannotBeReadEndsAPassThatGetsNowhere() {
    Ledger ledger =
        ledger(visits(sites()), "{\"states\":[],\"handed_out\":{\"sites\":{\"after\":\"m\"}}}");
    ledger.parentFailed(ledger.request().orElseThrow());
    ledger.endAttempt();
    assertThat(state(ledger).has("handed_out")).as("the next attempt reads all").isFalse();
  }

  @Test
  void nothingIsHandedOutTwiceInOnePass() {
    Ledger ledger = ledger(visits(sites()), "{}");
    page(ledger, MORE, "a", "a");
    read(ledger, take(ledger), Progress.complete(), null);
    assertThat(Optional.ofNullable(ledger.take().orElse(null))).isEmpty();
  }

  @Test
  void passThatWasKilledBelowTheLimitIsNotFolded() {
    StreamDefinition folding = visits(sites()).foldPast(100_000);
    Ledger ledger = ledger(folding, "{}");
    page(ledger, MORE, "a", "b");
    read(ledger, take(ledger), Progress.complete(), "2026-08-01T05:00:00Z");
    Ledger next = ledger(folding, state(ledger).toString());
    page(next, Progress.complete(), "b");
    read(next, take(next), Progress.complete(), "2026-08-01T05:00:00Z");
    next.endAttempt();
    assertThat(state(next).has("state")).as("a partition seen late has its history").isFalse();
  }

  @Test
  void passThatHasFoldedSaysSoToTheNextAttempt() {
    StreamDefinition folding = visits(sites()).foldPast(0);
    Ledger ledger = ledger(folding, "{}");
    page(ledger, MORE, "a");
    read(ledger, take(ledger), Progress.complete(), null);
    page(ledger, Progress.next("after", "c"), "b");
    PartitionWalk b = take(ledger);
    JsonNode middle = state(ledger);
    assertThat(middle.path("folded").asBoolean()).isTrue();
    assertThat(b.slice().partition().text("id")).isEqualTo("b");
    // The author gives the folding up meanwhile.
    Ledger next = ledger(visits(sites()), middle.toString());
    read(next, take(next), Progress.complete(), null);
    page(next, Progress.complete());
    next.endAttempt();
    assertThat(state(next).at("/state/u").asString()).isEqualTo("2026-08-02T00:00:00Z");
  }

  /** Who changed after that is met by the next pass, and must begin no later. */
  @Test
  void foldedPartitionsBeginNoLaterThanTheirParentWasFollowed() {
    StreamDefinition dated = sites().cursor(Cursor.instant("changed").format("yyyy-MM-dd"));
    StreamDefinition visits =
        Streams.paged("visits", (slice, output, context) -> Progress.complete())
            .cursor(UPDATED)
            .partitions(Partitions.each(dated, "id").whenChanged())
            .foldPast(0);
    clock.advance(Duration.ofHours(12));
    assertThat(state(ledger(visits, "{}")).at("/next_state/u").asString())
        .isEqualTo("2026-08-02T00:00:00Z");
  }

  @Test
  void failedListingsDoNotKeepWhatLiesBehindThemFromBeingRead() {
    StreamDefinition epics =
        Streams.paged("epics", (slice, output, context) -> Progress.complete());
    StreamDefinition issues =
        Streams.paged("issues", (slice, output, context) -> Progress.complete())
            .partitions(Partitions.each(epics, "id").as("epic"));
    StreamDefinition comments = visits(issues);
    List<Partition> all = new ArrayList<>();
    for (int epic = 1; epic <= 30; epic++) {
      all.add(Partition.of("epic", JsonNodeFactory.instance.numberNode(epic), Partition.whole()));
    }
    String state = "{}";
    List<String> listed = new ArrayList<>();
    for (int attempt = 0; attempt < 3; attempt++) {
      Ledger ledger = ledger(comments, state);
      for (Optional<ParentRequest> next = ledger.request();
          next.isPresent();
          next = ledger.request()) {
        ParentRequest request = next.get();
        if (request.level() > 0) {
          ledger.offer(request, ParentPage.of(all, Progress.complete()));
        } else if (request.slice().partition().number("epic", 0) <= 25) {
          ledger.parentFailed(request);
        } else {
          listed.add(String.valueOf(request.slice().partition().number("epic", 0)));
          ledger.offer(request, ParentPage.of(List.of(), Progress.complete()));
        }
      }
      ledger.endAttempt();
      state = state(ledger).toString();
    }
    assertThat(listed).contains("26", "27", "28", "29", "30");
  }

  @Test
  void partitionTakenFromTheStateBehindTheWatermarkIsFoldedAtTheEnd() {
    StreamDefinition folding = visits(sites()).foldPast(0);
    Ledger ledger = ledger(folding, "{}");
    page(ledger, MORE, "a");
    PartitionWalk a = take(ledger);
    read(ledger, a, Progress.next("page", 2), null);
    Ledger next = ledger(folding, state(ledger).toString());
    PartitionWalk open = take(next);
    read(next, open, Progress.complete(), null);
    page(next, Progress.complete());
    next.endAttempt();
    assertThat(listed(state(next))).isEmpty();
  }
}
