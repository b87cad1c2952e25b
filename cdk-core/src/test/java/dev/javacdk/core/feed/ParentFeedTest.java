package dev.javacdk.core.feed;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Streams;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.core.feed.ParentFeed.Answer;
import dev.javacdk.core.message.ExactJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Who takes a page of a parent's own stream, who waits for one, and who goes alone. */
class ParentFeedTest {

  private static final Partition A = Partition.of("part", "a");
  private static final Partition B = Partition.of("part", "b");

  private final ParentFeed feed = new ParentFeed(1_000, false);
  private final ParentFeed.Child child = feed.child();

  private static StreamSlice page(Partition of, int number) {
    return number == 0
        ? StreamSlice.of(of, CursorPosition.start())
        : StreamSlice.of(of, CursorPosition.of("page", number));
  }

  private static KeptPage kept(StreamSlice slice) {
    PageKeeper keeper =
        new PageKeeper(
            ParentFields.of(
                List.of(
                    Partitions.each(
                        Streams.paged("parent", (s, o, c) -> Progress.complete()), "id"))),
            1_000);
    keeper.begin();
    ObjectNode record = ExactJson.MAPPER.createObjectNode().put("id", 1);
    keeper.take(record, () -> record);
    return requireNonNull(
        keeper.page(slice, Progress.next("page", slice.cursor().number("page", 0) + 1)));
  }

  private static void read(ParentFeed feed, Partition of, int number) {
    feed.begins(page(of, number));
    feed.read(of, kept(page(of, number)));
  }

  private void read(Partition of, int number) {
    read(feed, of, number);
  }

  private void assertTakes(Partition of, int number) {
    assertThat(child.ask(page(of, number)))
        .isInstanceOfSatisfying(
            Answer.Take.class,
            taken -> assertThat(taken.page().slice()).isEqualTo(page(of, number)));
  }

  private void assertWaits(Partition of, int number) {
    assertThat(child.ask(page(of, number))).isInstanceOf(Answer.Await.class);
  }

  private void assertAlone(Partition of, int number) {
    assertThat(child.ask(page(of, number))).isInstanceOf(Answer.Alone.class);
  }

  private void fetches(Partition of, int number) {
    assertAlone(of, number);
    child.fetched(page(of, number), Progress.next("page", number + 1));
  }

  @Test
  void takesPageAfterPageAndWaitsForTheNext() {
    feed.opened(A);
    assertWaits(A, 0);
    feed.begins(page(A, 0));
    assertWaits(A, 0);
    feed.read(A, kept(page(A, 0)));
    read(A, 1);
    assertTakes(A, 0);
    assertTakes(A, 1);
    assertWaits(A, 2);
    feed.left(A);
    assertAlone(A, 2);
  }

  @Test
  void takesUpWhereBothStand() {
    feed.opened(A);
    read(A, 4);
    read(A, 5);
    read(A, 6);
    assertTakes(A, 5);
    assertTakes(A, 6);
  }

  @Test
  void doesNotWaitForWhatMayNotCome() {
    assertAlone(A, 0);
    feed.opened(B);
    assertAlone(A, 0);
    feed.opened(A);
    fetches(A, 1);
    feed.begins(page(A, 7));
    assertAlone(A, 2);
  }

  @Test
  void joinsWithWhatIsReadAfterItsOwnFetch() {
    feed.opened(A);
    feed.begins(page(A, 1));
    fetches(A, 0);
    assertAlone(A, 1);
    feed.read(A, kept(page(A, 1)));
    child.fetched(page(A, 1), Progress.next("page", 2));
    assertWaits(A, 2);
    read(A, 2);
    assertTakes(A, 2);
  }

  @Test
  void waitsWhereWhatItHasFetchedIsReadNow() {
    feed.opened(A);
    feed.begins(page(A, 0));
    assertAlone(A, 1);
    feed.read(A, kept(page(A, 0)));
    feed.begins(page(A, 1));
    child.fetched(page(A, 1), Progress.next("page", 2));
    assertWaits(A, 2);
    feed.read(A, kept(page(A, 1)));
    read(A, 2);
    assertTakes(A, 2);
  }

  @Test
  void whatWasReadBeforeItsOwnFetchIsNotTaken() {
    feed.opened(A);
    feed.begins(page(A, 2));
    fetches(A, 1);
    feed.read(A, kept(page(A, 2)));
    feed.begins(page(A, 3));
    assertAlone(A, 2);
  }

  @Test
  void whoIsElsewhereHasNothingKept() {
    feed.opened(A);
    feed.begins(page(A, 0));
    fetches(A, 3);
    feed.read(A, kept(page(A, 0)));
    read(A, 1);
    assertThat(feed.bytes()).isZero();
  }

  @Test
  void behindAPageThatIsNotSharedNothingIsKept() {
    feed.opened(A);
    read(A, 0);
    assertTakes(A, 0);
    feed.begins(page(A, 1));
    feed.read(A, null);
    read(A, 2);
    assertThat(feed.bytes()).isZero();
    fetches(A, 1);
  }

  @Test
  void behindAFailureNothingIsWaitedFor() {
    feed.opened(A);
    feed.begins(page(A, 0));
    assertWaits(A, 0);
    feed.left(A);
    assertAlone(A, 0);
  }

  @Test
  void whatIsBegunAgainDoesNotFollowWhatWasTaken() {
    feed.opened(A);
    read(A, 0);
    assertTakes(A, 0);
    feed.left(A);
    feed.opened(A);
    assertAlone(A, 1);
  }

  @Test
  void whatIsForgottenIsAskedForAndNothingIsKeptBehindIt() {
    feed.opened(A);
    read(A, 0);
    read(A, 1);
    assertThat(feed.isFull()).isTrue();
    feed.forgetLast(A);
    assertThat(feed.isFull()).isFalse();
    read(A, 2);
    assertThat(feed.isFull()).isFalse();
    assertTakes(A, 0);
    assertAlone(A, 1);
  }

  @Test
  void onlyWhoIsAtWorkIsWaitedFor() {
    feed.opened(A);
    read(A, 0);
    assertThat(feed.isGoingToBeTaken(c -> c == child)).isTrue();
    assertThat(feed.isGoingToBeTaken(c -> false)).isFalse();
    feed.begins(page(A, 1));
    fetches(A, 7);
    assertThat(feed.isGoingToBeTaken(c -> c == child)).isFalse();
  }

  @Test
  void partitionsBegunBeforeTheOneInHandAreForgotten() {
    feed.opened(A);
    read(A, 0);
    feed.opened(B);
    read(B, 0);
    assertTakes(B, 0);
    assertThat(feed.bytes()).isZero();
    read(A, 1);
    assertThat(feed.bytes()).isZero();
  }

  @Test
  void partitionsWithOtherDataAreOthers() {
    feed.opened(A);
    read(A, 0);
    feed.begins(page(A, 1));
    Partition other = A.withData(ExactJson.MAPPER.createObjectNode().put("region", "eu"));
    assertThat(child.ask(page(other, 0))).isInstanceOf(Answer.Alone.class);
  }

  @Test
  void forManyAPageWeighsOnceAndForNobodyNothing() {
    ParentFeed.Child second = feed.child();
    feed.opened(A);
    read(A, 0);
    long once = feed.bytes();
    assertThat(once).isPositive();
    assertTakes(A, 0);
    assertThat(feed.bytes()).isEqualTo(once);
    second.over();
    assertThat(feed.bytes()).isZero();
    child.over();
    assertThat(feed.isWanted()).isFalse();
  }

  @Test
  void wherePositionsShiftOnlyWalksThatBeginTogetherGoTogether() {
    ParentFeed shifting = new ParentFeed(1_000, true);
    ParentFeed.Child first = shifting.child();
    shifting.opened(A);
    read(shifting, A, 4);
    read(shifting, A, 5);
    assertThat(first.ask(page(A, 4))).isInstanceOf(Answer.Take.class);
    assertThat(first.ask(page(A, 5))).isInstanceOf(Answer.Take.class);
    ParentFeed other = new ParentFeed(1_000, true);
    ParentFeed.Child second = other.child();
    other.opened(A);
    read(other, A, 4);
    read(other, A, 5);
    other.begins(page(A, 6));
    assertThat(second.ask(page(A, 5))).isInstanceOf(Answer.Alone.class);
  }
}
