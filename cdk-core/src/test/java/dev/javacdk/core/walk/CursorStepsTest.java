package dev.javacdk.core.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Stream;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.cursor.CursorFilter;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.spec.Schema;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.testkit.ManualClock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where positions shift and records ascend, pages follow each other by the cursor. */
class CursorStepsTest {

  private static final Progress PAGE_2 = Progress.next("page", 2);
  private static final Progress PAGE_3 = Progress.next("page", 3);

  /** Records ascend by {@code u}; pages are numbered. */
  private record Numbered(Cursor by, CursorFilter asks) implements Stream {
    @Override
    public String name() {
      return "s";
    }

    @Override
    public Schema schema() {
      return Schema.any();
    }

    @Override
    public PageReader reader(Partition partition) {
      return (slice, output, context) -> Progress.complete();
    }

    @Override
    public Optional<Cursor> cursor() {
      return Optional.of(by);
    }

    @Override
    public boolean positionsAreStable() {
      return false;
    }

    @Override
    public Optional<CursorFilter> cursorFilter() {
      return Optional.of(asks);
    }
  }

  private static CursorWalk walk(Stream stream) {
    return CursorWalk.of(
        stream,
        Partition.whole(),
        Standing.at(StreamState.initial()),
        ManualClock.at("2026-08-02T00:00:00Z"));
  }

  private static CursorWalk numbers(CursorFilter filter) {
    return walk(new Numbered(Cursor.number("u").ascending(), filter));
  }

  private static PageSaid page(Progress progress, long least, @Nullable Long below, long greatest) {
    return new PageSaid(
        progress,
        new PageSaid.Values("" + least, below == null ? null : "" + below, "" + greatest));
  }

  @Test
  void theFirstPageSinceTheGreatestValueFollows() {
    CursorWalk walk = numbers(CursorFilter.since());
    Step step = walk.observe(page(PAGE_2, 1, 8L, 9));
    assertThat(step.more()).isTrue();
    assertThat(walk.slice().describe()).isEqualTo("start, since 9");
    walk.observe(page(PAGE_2, 9, 19L, 20));
    assertThat(walk.slice().describe()).isEqualTo("start, since 20");
  }

  @Test
  void insideOneValuePagesFollowEachOther() {
    CursorWalk walk = numbers(CursorFilter.since());
    walk.observe(page(PAGE_2, 9, null, 9));
    walk.observe(page(PAGE_2, 9, null, 9));
    assertThat(walk.slice().describe()).isEqualTo("page {\"page\":2}, since 9");
    walk.observe(page(PAGE_3, 9, null, 9));
    assertThat(walk.slice().describe()).isEqualTo("page {\"page\":3}, since 9");
    walk.observe(page(Progress.next("page", 4), 9, 9L, 12));
    assertThat(walk.slice().describe()).isEqualTo("start, since 12");
  }

  @Test
  void anExclusiveFilterLosesNothingOfAValue() {
    CursorWalk walk = numbers(new CursorFilter(false, value -> value));
    walk.observe(page(PAGE_2, 1, 8L, 9));
    assertThat(walk.slice().describe()).isEqualTo("start, since 8");
    walk.observe(page(PAGE_2, 9, null, 9));
    assertThat(walk.slice().describe()).isEqualTo("page {\"page\":2}, since 8");
  }

  @Test
  void valuesThatGoOutAlikeAreOne() {
    CursorFilter tens = new CursorFilter(true, value -> value.substring(0, value.length() - 1));
    CursorWalk walk = numbers(tens);
    walk.observe(page(PAGE_2, 10, 11L, 12));
    assertThat(walk.slice().describe()).isEqualTo("start, since 12");
    walk.observe(page(PAGE_2, 10, 17L, 18));
    assertThat(walk.slice().describe()).isEqualTo("page {\"page\":2}, since 12");
    walk.observe(page(PAGE_3, 18, 20L, 21));
    assertThat(walk.slice().describe()).isEqualTo("start, since 21");
  }

  @Test
  void whereTheApiDoesNotFilterPagesAreCounted() {
    CursorWalk walk = numbers(CursorFilter.since());
    walk.observe(page(PAGE_2, 1, 8L, 9));
    walk.observe(page(PAGE_2, 1, 8L, 9));
    assertThat(walk.slice().describe()).isEqualTo("page {\"page\":2}, since 9");
    walk.observe(page(PAGE_3, 10, 19L, 20));
    assertThat(walk.slice().describe()).isEqualTo("page {\"page\":3}, since 9");
  }

  @Test
  void behindTheBoundOfTheSlicePagesAreCounted() {
    CursorWalk walk = walk(new Numbered(Cursor.instant("u").ascending(), CursorFilter.since()));
    walk.observe(
        new PageSaid(
            PAGE_2, new PageSaid.Values("2026-08-01T00:00:00Z", null, "2026-08-03T00:00:00Z")));
    assertThat(walk.slice().since()).isEqualTo("2026-08-02T00:00:00Z");
    walk.observe(
        new PageSaid(
            PAGE_2, new PageSaid.Values("2026-08-03T00:00:00Z", null, "2026-08-04T00:00:00Z")));
    assertThat(walk.slice().describe()).startsWith("page {\"page\":2}, since 2026-08-02");
  }
}
