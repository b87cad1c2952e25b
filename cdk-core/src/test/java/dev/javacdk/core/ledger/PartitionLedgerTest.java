package dev.javacdk.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.walk.Step;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Each rule of the ledger by itself, on the smallest case that shows it. */
class PartitionLedgerTest {

  private static final String DONE = "{\"__ab_full_refresh_sync_complete\":true}";

  private static final Stream CONTACTS =
      Streams.paged("contacts", (slice, output, context) -> Progress.complete());
  private static final Stream NOTES =
      Streams.paged("notes", (slice, output, context) -> Progress.complete())
          .partitions(Partitions.each(CONTACTS, "id").as("contact_id"));

  private static PartitionLedger notes(String state) {
    return Ledgers.partitions(
        NOTES,
        (ObjectNode) ExactJson.MAPPER.readTree(state),
        NOTES.cursor(),
        InstantSource.system());
  }

  private static Partition contact(Object id) {
    JsonNode value =
        id instanceof Integer number
            ? JsonNodeFactory.instance.numberNode(number)
            : JsonNodeFactory.instance.stringNode((String) id);
    return Partition.of("contact_id", value, Partition.whole());
  }

  private static void page(PartitionLedger ledger, Progress progress, Object... ids) {
    List<Partition> partitions = new ArrayList<>();
    for (Object id : ids) {
      partitions.add(contact(id));
    }
    Steps.offer(ledger, ledger.request().orElseThrow(), partitions, progress);
  }

  private static String state(PartitionLedger ledger) {
    return StateJson.text(ledger.state());
  }

  private static Partition take(PartitionLedger ledger) {
    return ledger.take().orElseThrow().partition();
  }

  @Test
  void takingListsAndMovesTheWatermarkInOneStep() {
    PartitionLedger ledger = notes("{}");
    page(ledger, Progress.next("after", "2"), "1", "2");
    assertThat(state(ledger)).isEqualTo("{\"states\":[],\"handed_out\":{\"contacts\":{}}}");
    take(ledger);
    assertThat(state(ledger))
        .as("the second one was not handed out yet")
        .isEqualTo(
            "{\"states\":[{\"partition\":{\"contact_id\":\"1\",\"parent_slice\":{}},\"cursor\":{}}],\"handed_out\":{\"contacts\":{}}}");
    take(ledger);
    assertThat(state(ledger)).contains("\"contact_id\":\"2\"").endsWith("{\"after\":\"2\"}}}");
  }

  @Test
  void finishedEntryLeavesWhenTheWatermarkNextMoves() {
    PartitionLedger ledger = notes("{}");
    page(ledger, Progress.next("after", "2"), "1", "2");
    Steps.finish(ledger, take(ledger));
    assertThat(state(ledger))
        .contains("{\"partition\":{\"contact_id\":\"1\",\"parent_slice\":{}},\"cursor\":" + DONE);
    take(ledger);
    assertThat(state(ledger)).doesNotContain("\"contact_id\":\"1\"");
  }

  @Test
  void entryThatCameInFinishedStaysUntilItsPageWasMetAndPassed() {
    PartitionLedger ledger =
        notes(
            "{\"states\":[{\"partition\":{\"contact_id\":\"2\",\"parent_slice\":{}},\"cursor\":"
                + DONE
                + "}],\"handed_out\":{\"contacts\":{\"after\":\"0\"}}}");
    page(ledger, Progress.next("after", "1"), "1");
    Steps.finish(ledger, take(ledger));
    assertThat(state(ledger)).as("not met yet").contains("\"contact_id\":\"2\"");
    page(ledger, Progress.next("after", "3"), "2", "3");
    assertThat(take(ledger)).as("2 is finished").isEqualTo(contact("3"));
    assertThat(state(ledger)).doesNotContain("\"contact_id\":\"2\"");
  }

  @Test
  void entryThatCameInOpenStaysListedUntilItsPageWasMetAndPassed() {
    PartitionLedger ledger =
        notes(
            "{\"states\":[{\"partition\":{\"contact_id\":\"2\",\"parent_slice\":{}},\"cursor\":{\"after\":\"9\"}}],\"handed_out\":{\"contacts\":{\"after\":\"0\"}}}");
    Steps.finish(ledger, take(ledger));
    page(ledger, Progress.next("after", "1"), "1");
    Steps.finish(ledger, take(ledger));
    assertThat(state(ledger)).as("a new row has moved 2 to the next page").contains("\"2\"");
    page(ledger, Progress.next("after", "3"), "2", "3");
    assertThat(take(ledger)).as("2 is finished").isEqualTo(contact("3"));
    assertThat(state(ledger)).doesNotContain("\"2\"");
  }

  @Test
  void slowPartitionDoesNotHoldBackOthers() {
    PartitionLedger ledger = notes("{}");
    page(ledger, Progress.next("after", "1"), "1");
    Partition slow = take(ledger);
    for (int i = 2; i < 50; i++) {
      page(ledger, Progress.next("after", String.valueOf(i)), String.valueOf(i));
      Steps.finish(ledger, take(ledger));
    }
    Steps.advance(ledger, slow, CursorPosition.of("after", "400"));
    assertThat(ledger.size()).isLessThanOrEqualTo(2);
    assertThat(state(ledger))
        .contains("{\"contact_id\":\"1\",\"parent_slice\":{}},\"cursor\":{\"after\":\"400\"}")
        .contains("\"handed_out\":{\"contacts\":{\"after\":\"49\"}}");
  }

  @Test
  void openPartitionsAreTakenUpFromTheStateBeforeTheParentGoesOn() {
    PartitionLedger ledger =
        notes(
            "{\"states\":[{\"partition\":{\"contact_id\":\"17\",\"parent_slice\":{}},\"cursor\":{\"after\":\"400\"},\"data\":{\"region\":\"eu\"}}],\"handed_out\":{\"contacts\":{\"after\":\"1200\"}}}");
    LedgerEntry entry = ledger.take().orElseThrow();
    assertThat(entry.partition().text("region")).isEqualTo("eu");
    assertThat(entry.state().cursor().text("after")).isEqualTo("400");
    assertThat(ledger.request().orElseThrow().slice().cursor().text("after")).isEqualTo("1200");
  }

  @Test
  void partitionOfAStateWithoutDataWaitsUntilItsKeyIsMet() {
    Stream notes =
        Streams.paged("notes", (slice, output, context) -> Progress.complete())
            .partitions(Partitions.each(CONTACTS, "id").as("contact_id").with("region"));
    ObjectNode state =
        (ObjectNode)
            ExactJson.MAPPER.readTree(
                "{\"states\":[{\"partition\":{\"contact_id\":\"1\",\"parent_slice\":{}},\"cursor\":{\"after\":\"4\"}}]}");
    PartitionLedger ledger =
        Ledgers.partitions(notes, state, notes.cursor(), InstantSource.system());
    assertThat(ledger.take()).isEmpty();
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("region", "eu");
    Steps.offer(
        ledger,
        ledger.request().orElseThrow(),
        List.of(contact("1").withData(data)),
        Progress.complete());
    LedgerEntry entry = ledger.take().orElseThrow();
    assertThat(entry.partition().text("region")).isEqualTo("eu");
    assertThat(entry.state().cursor().text("after")).isEqualTo("4");
  }

  @Test
  void parentThatEndedIsCompleteAndOnlyTheLastPartitionEndsTheStream() {
    PartitionLedger ledger = notes("{}");
    page(ledger, Progress.complete(), "1", "2");
    Partition one = take(ledger);
    Partition two = take(ledger);
    Steps.finish(ledger, two);
    assertThat(state(ledger))
        .isEqualTo(
            "{\"states\":[{\"partition\":{\"contact_id\":\"1\",\"parent_slice\":{}},\"cursor\":{}}],\"handed_out\":{\"contacts\":"
                + DONE
                + "}}");
    assertThat(ledger.complete()).isFalse();
    Steps.finish(ledger, one);
    assertThat(state(ledger)).isEqualTo(DONE);
  }

  @Test
  void failedPartitionKeepsTheStreamOpenAndIsReadAloneNextTime() {
    PartitionLedger ledger = notes("{}");
    page(ledger, Progress.complete(), "17");
    Partition failing = take(ledger);
    Steps.advance(ledger, failing, CursorPosition.of("after", "400"));
    ledger.fail(failing);
    assertThat(state(ledger))
        .isEqualTo(
            "{\"states\":[{\"partition\":{\"contact_id\":\"17\",\"parent_slice\":{}},\"cursor\":{\"after\":\"400\"},\"failures\":1}],\"handed_out\":{\"contacts\":"
                + DONE
                + "}}");
    PartitionLedger next = notes(state(ledger));
    assertThat(next.request()).isEmpty();
    assertThat(take(next)).isEqualTo(contact("17"));
    Steps.finish(next, contact("17"));
    assertThat(state(next)).isEqualTo(DONE);
  }

  @Test
  void failuresOfEarlierAttemptsAreRetriedLastAndDoNotUseUpTheBudget() {
    StringBuilder state = new StringBuilder("{\"states\":[");
    for (int i = 0; i < 30; i++) {
      state.append(i == 0 ? "" : ",");
      state.append(
          "{\"partition\":{\"contact_id\":\"f%d\",\"parent_slice\":{}},\"cursor\":{},\"failures\":1}"
              .formatted(i));
    }
    PartitionLedger ledger = notes(state.append("]}").toString());
    page(ledger, Progress.next("after", "1"), "new");
    assertThat(take(ledger)).as("new ones first").isEqualTo(contact("new"));
    Steps.finish(ledger, contact("new"));
    page(ledger, Progress.complete());
    for (int i = 0; i < 30; i++) {
      ledger.fail(take(ledger));
    }
    assertThat(ledger.stoppedByFailures()).isFalse();
    assertThat(ledger.exhausted()).isTrue();
  }

  @Test
  void openOnesThatFailDoNotUseUpTheBudgetEither() {
    StringBuilder state = new StringBuilder("{\"states\":[");
    for (int i = 0; i < 30; i++) {
      state.append(i == 0 ? "" : ",");
      state.append(
          "{\"partition\":{\"contact_id\":\"o%d\",\"parent_slice\":{}},\"cursor\":{}}"
              .formatted(i));
    }
    PartitionLedger ledger = notes(state.append("]}").toString());
    for (int i = 0; i < 30; i++) {
      ledger.fail(take(ledger));
    }
    assertThat(ledger.stoppedByFailures()).isFalse();
    page(ledger, Progress.complete(), "new");
    assertThat(take(ledger)).as("what lies behind is read").isEqualTo(contact("new"));
  }

  @Test
  void newFailuresStopTheHandOut() {
    PartitionLedger ledger = notes("{}");
    for (int i = 0; i < FailureBudget.NEW_FAILURES; i++) {
      page(ledger, Progress.next("after", String.valueOf(i)), String.valueOf(i));
      ledger.fail(take(ledger));
    }
    assertThat(ledger.request()).isEmpty();
    assertThat(ledger.take()).isEmpty();
    assertThat(ledger.stoppedByFailures()).isTrue();
    assertThat(ledger.complete()).isFalse();
  }

  @Test
  void keyMetTwiceIsReadOnceWhileItIsListed() {
    PartitionLedger ledger = notes("{}");
    page(ledger, Progress.next("after", "1"), "1", "1", "2");
    Partition one = take(ledger);
    assertThat(take(ledger)).isEqualTo(contact("2"));
    page(ledger, Progress.next("after", "2"), "1", "3");
    assertThat(take(ledger)).as("1 is open").isEqualTo(contact("3"));
    Steps.finish(ledger, one);
    page(ledger, Progress.next("after", "3"), "1", "4");
    assertThat(take(ledger)).as("1 is finished, but listed").isEqualTo(contact("4"));
    page(ledger, Progress.next("after", "4"), "1");
    assertThat(take(ledger)).as("1 was forgotten").isEqualTo(contact("1"));
  }

  @Test
  void fewGonePartitionsCountAsReadButNotAllOfThem() {
    PartitionLedger few = notes("{}");
    page(few, Progress.complete(), "1", "2");
    Steps.gone(few, take(few));
    Steps.gone(few, take(few));
    assertThat(few.complete()).as("not before the end").isFalse();
    few.endAttempt();
    assertThat(state(few)).isEqualTo(DONE);

    PartitionLedger all = notes("{}");
    page(all, Progress.complete(), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    for (int i = 0; i < 10; i++) {
      Steps.gone(all, take(all));
    }
    assertThatThrownBy(all::endAttempt)
        .isInstanceOf(SystemError.class)
        .hasMessageContaining("all 10 partitions")
        .hasMessageContaining("\"contact_id\":1");
    assertThat(all.complete()).isFalse();
    assertThat(state(all)).as("nothing was read, nothing is said").contains("\"contact_id\":10");
  }

  @Test
  void goneOnesCountAsReadOnceOneIsThere() {
    PartitionLedger ledger = notes("{}");
    page(ledger, Progress.complete(), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    for (int i = 0; i < 10; i++) {
      Steps.gone(ledger, take(ledger));
    }
    Steps.finish(ledger, take(ledger));
    assertThat(state(ledger)).isEqualTo(DONE);
  }

  @Test
  void refusedPositionResetsItsPartitionOnly() {
    PartitionLedger ledger = notes("{}");
    page(ledger, Progress.complete(), "1", "2");
    Partition one = take(ledger);
    Partition two = take(ledger);
    Steps.advance(ledger, one, CursorPosition.of("after", "5"));
    Steps.advance(ledger, two, CursorPosition.of("after", "6"));
    Steps.reset(ledger, one);
    assertThat(state(ledger)).contains("\"cursor\":{}").contains("\"cursor\":{\"after\":\"6\"}");
  }

  @Test
  void progressOfAPartitionThatIsNotBeingReadIsRefused() {
    PartitionLedger ledger = notes("{}");
    page(ledger, Progress.complete(), "1", "2");
    Partition one = take(ledger);
    Steps.finish(ledger, one);
    assertThatThrownBy(() -> Steps.advance(ledger, one, CursorPosition.of("after", "1")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("\"contact_id\":\"1\"");
    assertThatThrownBy(() -> Steps.finish(ledger, contact("2")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void entryThatCannotBeReadIsKeptAndEverythingIsMetAgain() {
    PartitionLedger ledger =
        notes(
            "{\"states\":[{\"partition\":{\"contact_id\":\"1\",\"parent_slice\":{}},\"cursor\":{\"after\":\"4\"}},{\"from\":\"the future\"}],\"handed_out\":{\"contacts\":{\"after\":\"9\"}}}");
    assertThat(ledger.request().orElseThrow().slice().cursor().isStart()).isTrue();
    assertThat(state(ledger))
        .contains("{\"from\":\"the future\"}")
        .contains("{\"after\":\"4\"}")
        .endsWith("\"handed_out\":{\"contacts\":{}}}");
    assertThat(take(ledger)).isEqualTo(contact("1"));
  }

  @Test
  void keysAreToldApartByTheirExactText() {
    PartitionLedger ledger = notes("{}");
    JsonNode decimal = ExactJson.MAPPER.readTree("1.0");
    JsonNode number = ExactJson.MAPPER.readTree("1");
    List<Partition> partitions =
        List.of(
            contact("1"),
            Partition.of("contact_id", number, Partition.whole()),
            Partition.of("contact_id", decimal, Partition.whole()),
            Partition.of("contact_id", number, Partition.of("region", "eu")));
    Steps.offer(ledger, ledger.request().orElseThrow(), partitions, Progress.complete());
    for (Partition partition : partitions) {
      assertThat(take(ledger)).isEqualTo(partition);
    }
    assertThat(state(ledger)).contains(":\"1\"", ":1,", ":1.0,");
  }

  @Test
  void keyOfSeveralFieldsIsTheSameInAnyOrder() {
    String state =
        "{\"states\":[{\"partition\":{\"parent_slice\":{},\"contact_id\":{\"b\":2,\"a\":1}},\"cursor\":"
            + DONE
            + "}]}";
    PartitionLedger ledger = notes(state);
    JsonNode key = ExactJson.MAPPER.readTree("{\"a\":1,\"b\":2}");
    Steps.offer(
        ledger,
        ledger.request().orElseThrow(),
        List.of(Partition.of("contact_id", key, Partition.whole())),
        Progress.complete());
    assertThat(ledger.take()).isEmpty();
    assertThat(state(ledger)).isEqualTo(DONE);
  }

  @Test
  void parentWithoutPositionsIsReadAgainAndKeepsFinishedKeysListed() {
    Stream contacts =
        Streams.paged("contacts", (slice, output, context) -> Progress.complete())
            .withoutCheckpoints();
    Stream notes =
        Streams.paged("notes", (slice, output, context) -> Progress.complete())
            .partitions(Partitions.each(contacts, "id").as("contact_id"));
    PartitionLedger ledger =
        Ledgers.partitions(
            notes, JsonNodeFactory.instance.objectNode(), notes.cursor(), InstantSource.system());
    page(ledger, Progress.next("after", "1"), "1");
    Steps.finish(ledger, take(ledger));
    page(ledger, Progress.next("after", "2"), "2");
    Steps.finish(ledger, take(ledger));
    assertThat(state(ledger)).contains("\"contact_id\":\"1\"").endsWith("{\"contacts\":{}}}");

    PartitionLedger next =
        Ledgers.partitions(
            notes,
            (ObjectNode) ExactJson.MAPPER.readTree(state(ledger)),
            notes.cursor(),
            InstantSource.system());
    page(next, Progress.next("after", "2"), "1", "2");
    assertThat(next.take()).isEmpty();
    page(next, Progress.complete(), "3");
    Steps.finish(next, take(next));
    assertThat(state(next)).isEqualTo(DONE);
  }

  @Test
  void partitionsKnownBeforehandStayListedToTheEndBecauseNothingElseSaysThatTheyAreDone() {
    Partitions.Listed regions = Partitions.of("region", "eu", "us");
    Stream stream =
        Streams.paged("s", (slice, output, context) -> Progress.complete()).partitions(regions);
    PartitionLedger ledger =
        Ledgers.partitions(
            stream, JsonNodeFactory.instance.objectNode(), stream.cursor(), InstantSource.system());
    Steps.offer(ledger, ledger.request().orElseThrow(), regions.partitions(), Progress.complete());
    Steps.finish(ledger, take(ledger));
    Partition us = take(ledger);
    Steps.advance(ledger, us, CursorPosition.of("after", "7"));
    PartitionLedger next =
        Ledgers.partitions(
            stream,
            (ObjectNode) ExactJson.MAPPER.readTree(state(ledger)),
            stream.cursor(),
            InstantSource.system());
    Steps.offer(next, next.request().orElseThrow(), regions.partitions(), Progress.complete());
    assertThat(take(next)).isEqualTo(us);
    assertThat(next.take()).as("eu is done").isEmpty();
    Steps.finish(next, us);
    assertThat(state(next)).isEqualTo(DONE);
  }

  @Test
  void listingThatFailsStaysOpenAndTheOthersGoOn() {
    Stream epics = Streams.paged("epics", (slice, output, context) -> Progress.complete());
    Stream issues =
        Streams.paged("issues", (slice, output, context) -> Progress.complete())
            .partitions(Partitions.each(epics, "id").as("epic_id"));
    Stream comments =
        Streams.paged("comments", (slice, output, context) -> Progress.complete())
            .partitions(Partitions.each(issues, "id").as("issue_id"));
    PartitionLedger ledger =
        Ledgers.partitions(
            comments,
            JsonNodeFactory.instance.objectNode(),
            comments.cursor(),
            InstantSource.system());
    ParentRequest epicPage = ledger.request().orElseThrow();
    assertThat(epicPage.level()).isEqualTo(1);
    Partition epic3 =
        Partition.of("epic_id", JsonNodeFactory.instance.stringNode("3"), Partition.whole());
    Partition epic4 =
        Partition.of("epic_id", JsonNodeFactory.instance.stringNode("4"), Partition.whole());
    Steps.offer(ledger, epicPage, List.of(epic3, epic4), Progress.next("page", 5));
    ParentRequest issuesOf3 = ledger.request().orElseThrow();
    assertThat(issuesOf3.slice().partition()).isEqualTo(epic3);
    Partition issue77 = Partition.of("issue_id", JsonNodeFactory.instance.stringNode("77"), epic3);
    Steps.offer(ledger, issuesOf3, List.of(issue77), Progress.next("page", 2));
    assertThat(take(ledger)).isEqualTo(issue77);
    Steps.advance(ledger, issue77, CursorPosition.of("page", 4));
    assertThat(state(ledger))
        .isEqualTo(
            "{\"states\":[{\"partition\":{\"issue_id\":\"77\",\"parent_slice\":{\"epic_id\":\"3\",\"parent_slice\":{}}},\"cursor\":{\"page\":4}}],"
                + "\"handed_out\":{\"issues\":{\"states\":[{\"partition\":{\"epic_id\":\"3\",\"parent_slice\":{}},\"cursor\":{\"page\":2}}],\"handed_out\":{\"epics\":{}}}}}");

    ledger.parentFailed(ledger.request().orElseThrow());
    assertThat(ledger.request().orElseThrow().slice().partition()).isEqualTo(epic4);
    Steps.offer(ledger, ledger.request().orElseThrow(), List.of(), Progress.complete());
    Steps.offer(ledger, ledger.request().orElseThrow(), List.of(), Progress.complete());
    Steps.finish(ledger, issue77);
    assertThat(ledger.request()).isEmpty();
    assertThat(ledger.complete()).isFalse();
    assertThat(state(ledger))
        .contains("{\"epic_id\":\"3\",\"parent_slice\":{}},\"cursor\":{\"page\":2},\"failures\":1}")
        .endsWith("\"handed_out\":{\"epics\":" + DONE + "}}}}");
  }

  @Test
  void entryThatWouldBloatTheStateIsNamed() {
    PartitionLedger ledger = notes("{}");
    page(ledger, Progress.complete(), "x".repeat(Listing.MAX_ENTRY));
    assertThatThrownBy(ledger::take)
        .isInstanceOf(SystemError.class)
        .hasMessageContaining("\"contact_id\":\"xxx")
        .hasMessageContaining("8192");
  }

  @Test
  void stateOfAStreamWithoutPartsIsRefusedWithTheExpectedShape() {
    assertThatThrownBy(() -> notes("{\"next_page_token\":2}"))
        .isInstanceOf(ConfigError.class)
        .hasMessageContaining("notes")
        .hasMessageContaining("{\"next_page_token\":2}")
        .hasMessageContaining("{\"states\":[{\"partition\":{...},\"cursor\":{...}},...]}");
  }

  private static PartitionLedger notesOfShiftingContacts() {
    Stream contacts =
        Streams.paged("contacts", (slice, output, context) -> Progress.complete())
            .withShiftingPositions();
    Stream notes =
        Streams.paged("notes", (slice, output, context) -> Progress.complete())
            .partitions(Partitions.each(contacts, "id").as("contact_id"));
    return Ledgers.partitions(
        notes,
        (ObjectNode) ExactJson.MAPPER.readTree("{}"),
        notes.cursor(),
        InstantSource.system());
  }

  @Test
  void whereARowOfACountedParentHasGoneItsPagesSinceAreMetAgain() {
    PartitionLedger ledger = notesOfShiftingContacts();
    page(ledger, Progress.next("page", 2), 1, 2, 3);
    Steps.finish(ledger, take(ledger));
    Partition second = take(ledger);
    Steps.finish(ledger, take(ledger));
    page(ledger, Progress.next("page", 3), 5, 6, 7);
    Steps.finish(ledger, take(ledger));
    Steps.gone(ledger, second);
    Steps.finish(ledger, take(ledger));
    Steps.finish(ledger, take(ledger));
    assertThat(ledger.request().orElseThrow().slice().describe())
        .as("4 has moved onto the page of 2")
        .isEqualTo("start");
    assertThat(state(ledger)).as("a later attempt looks again").contains("\"contacts\":{}");
    page(ledger, Progress.next("page", 2), 1, 3, 4);
    assertThat(take(ledger)).as("only 4 is new").isEqualTo(contact(4));
    page(ledger, Progress.next("page", 3), 5, 6, 7);
    assertThat(ledger.take()).isEmpty();
    page(ledger, Progress.complete(), 8);
    Steps.finish(ledger, contact(4));
    Steps.finish(ledger, take(ledger));
    assertThat(ledger.complete()).isTrue();
  }

  @Test
  void aParentThatHadEndedIsMetAgainToo() {
    PartitionLedger ledger = notesOfShiftingContacts();
    page(ledger, Progress.next("page", 2), 1, 2);
    Steps.finish(ledger, take(ledger));
    Partition second = take(ledger);
    page(ledger, Progress.complete(), 4);
    Steps.finish(ledger, take(ledger));
    Steps.gone(ledger, second);
    assertThat(ledger.complete()).isFalse();
    assertThat(ledger.exhausted()).isFalse();
    page(ledger, Progress.next("page", 2), 1, 3);
    Steps.finish(ledger, take(ledger));
    page(ledger, Progress.complete(), 4);
    assertThat(ledger.take()).isEmpty();
    assertThat(state(ledger)).isEqualTo(DONE);
  }

  @Test
  void aParentWithTokensIsNot() {
    PartitionLedger ledger = notes("{}");
    page(ledger, Progress.next("after", "2"), 1, 2);
    Steps.finish(ledger, take(ledger));
    Steps.gone(ledger, take(ledger));
    assertThat(ledger.request().orElseThrow().slice().describe()).contains("after");
  }

  @Test
  void whatIsReadSinceAnEarlierOwnerIsTakenUpAndNotHandedOut() {
    PartitionLedger before = notes("{}");
    page(before, Progress.next("after", "2"), 1, 2);
    assertThat(before.take()).isPresent();
    assertThat(before.take()).isPresent();
    PartitionLedger ledger = notes(state(before));
    assertThat(ledger.takeUp(contact(2))).isPresent();
    assertThat(ledger.takeUp(contact(2))).as("twice").isEmpty();
    assertThat(ledger.takeUp(contact(3))).as("not listed").isEmpty();
    assertThat(ledger.take().orElseThrow().partition()).isEqualTo(contact(1));
    assertThat(ledger.take()).isEmpty();
    ledger.observe(contact(2), Step.to(Progress.complete(), false, null));
    page(ledger, Progress.complete());
    assertThat(ledger.complete()).isFalse();
    ledger.observe(contact(1), Step.to(Progress.complete(), false, null));
    assertThat(ledger.complete()).isTrue();
  }

  @Test
  void whatFailedBeforeIsTakenUpBeforeItsTurn() {
    PartitionLedger ledger =
        notes(
            """
            {"states":[{"partition":{"contact_id":1,"parent_slice":{}},"cursor":{},"failures":1}],
             "handed_out":{"contacts":{}}}\
            """);
    assertThat(ledger.takeUp(contact(1))).isPresent();
    page(ledger, Progress.complete());
    assertThat(ledger.take()).isEmpty();
  }
}
