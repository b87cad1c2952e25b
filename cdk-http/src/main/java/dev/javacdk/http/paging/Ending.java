package dev.javacdk.http.paging;

import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.state.CursorPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What ends a listing: one decision from all facts of an answer, each of which says that there is
 * more, that this is the end, or nothing. Whoever says more is followed as far as the kit can step;
 * where nothing can step, the contradiction is an error. The table is in {@code docs/http.md}.
 * Confined to the thread that reads.
 */
final class Ending {

  private static final int WARN_EMPTY = 10;
  private static final int MOST_EMPTY_BY_COUNT = 10;
  private static final int WHOLE_PAGE = 10;
  private static final int LEAST_BY_KEY = 2;
  private static final int LEAST_BY_BYTES = 9;

  private final Paging paging;
  private final Scheme scheme;
  private final Stops stops;
  private final long size;
  private final CursorPosition asked;
  private final PageFacts facts;
  private final PageTrail trail;
  private final List<String> warnings = new ArrayList<>();

  Ending(Paging paging, CursorPosition asked, PageFacts facts, PageTrail trail) {
    this.paging = paging;
    this.scheme = paging.scheme();
    this.stops = paging.stops();
    this.size = paging.step();
    this.asked = asked;
    this.facts = facts;
    this.trail = trail;
  }

  Turn decide() {
    boolean first = asked.value(scheme.field()) == null;
    if (!first && !facts.hasContent() && somethingWasToCome() && trail.mayAskAgain()) {
      return new Turn.Again();
    }
    trail.answered();
    long largestBefore = trail.came(first, Seen.before(asked), facts.records());
    if (isPageBefore(largestBefore)) {
      return new Turn.End(warnings, true);
    }
    if (!first && !facts.hasContent() && somethingWasToCome()) {
      return end(
          "an answer without a body was taken for the end, though the page before says that"
              + " there is more");
    }
    return scheme.isLed() ? led() : stepped(largestBefore);
  }

  /** Whether the page before has said in words, by a token or by a count that there is more. */
  private boolean somethingWasToCome() {
    return !PastEnd.is(asked) && (scheme.isLed() || stops.hasFlag() || trail.countWords() != null);
  }

  /**
   * Whether the records of the page before came again, asked for behind what may be the end.
   *
   * @throws SystemError where pages go round in a circle
   */
  private boolean isPageBefore(long largestBefore) {
    PagePrint print = facts.print();
    int repeats = trail.repeats(asked, print);
    if (print == null || repeats == 0 || facts.records() == 0) {
      return false;
    }
    if (PastEnd.is(asked)) {
      return true;
    }
    boolean isWhole = facts.records() >= WHOLE_PAGE;
    // The few rows of a last page come again where as many come in before them.
    boolean isShort = scheme.shifts() && facts.records() < Math.max(largestBefore, size);
    boolean mayMove = isShort || (paging.overlapsByRow() && !isWhole);
    int most = print.byKey() && !mayMove ? (isWhole ? 1 : LEAST_BY_KEY) : LEAST_BY_BYTES;
    String field = scheme.field();
    String same =
        "the page at %s=%s is the same as the one before (%d records): does the API know '%s'?"
            .formatted(field, asked.value(field), facts.records(), field);
    if (repeats >= most) {
      throw new SystemError(same);
    }
    if (repeats == 1) {
      warnings.add(same);
    }
    return false;
  }

  /** The answer says where the next page is. */
  private Turn led() {
    Says flags = stops.flags(facts);
    Optional<CursorPosition> next = paging.parts().next(asked, facts, size);
    next.ifPresent(position -> {
      trail.declared().tokenMet();
      if (scheme instanceof Link link && !paging.shifts().counts()) {
        CountingLinks.between(facts.url(), link.address(facts.url(), position), facts.records())
            .flatMap(step -> trail.declared().countingLink(step.name(), step.from(), step.to()))
            .ifPresent(warnings::add);
      }
    });
    if (flags == Says.END) {
      return end();
    }
    if (next.isEmpty()) {
      if (flags == Says.MORE) {
        throw new SystemError(
            "there is more, says "
                + stops.flagWords()
                + ", but the response has no "
                + scheme.words());
      }
      boolean isOdd = !scheme.mayEndUnsaid();
      if (isOdd && (size > 0 ? facts.records() >= size : mayBeFull(facts.records()))) {
        trail
            .declared()
            .noTokenOnFullPage(paging.words(), facts.records(), size > 0)
            .ifPresent(warnings::add);
      }
      return end();
    }
    if (facts.records() == 0 && stops.emptyPage()) {
      return flags == Says.MORE ? end(moreOnEmptyPage()) : end();
    }
    countEmptyPages();
    return new Turn.Next(next.get(), warnings);
  }

  /** Whether a page of a size that nobody has said has as many records as full pages often have. */
  private static boolean mayBeFull(long records) {
    return records >= WHOLE_PAGE && (records % 10 == 0 || records % 25 == 0);
  }

  /** The kit steps by itself: to the next number, behind what came, behind the last record. */
  private Turn stepped(long largestBefore) {
    Says flags = stops.flags(facts);
    Count count = Count.of(paging, asked, facts, trail);
    boolean empty = facts.records() == 0;
    if (flags == Says.MORE) {
      return empty ? emptyThoughMore() : step();
    }
    if (flags == Says.END) {
      if (count.says() != Says.MORE) {
        return end();
      }
      return empty || !scheme.shifts() ? end(notReached(count)) : past(1);
    }
    return switch (count.says()) {
      case MORE -> empty ? emptyThoughCounted(count) : step();
      case END -> !empty && isFull(largestBefore, count) ? past(0) : end();
      case NOTHING -> {
        boolean isShort = stops.shortPage() && facts.records() < size;
        // Behind its own count the API may say in any way that there is no more.
        yield empty || isShort ? endUncounted() : count.exceeded() ? past(0) : step();
      }
    };
  }

  /** Whether the page may be one of several: as large as asked for, or as those before it. */
  private boolean isFull(long largestBefore, Count count) {
    boolean asBefore = largestBefore > 0 && facts.records() >= largestBefore;
    return scheme.shifts() && (asBefore || (size > 0 && facts.records() >= size) || !count.exact());
  }

  private Turn emptyThoughMore() {
    if (stops.emptyPage()) {
      return end(moreOnEmptyPage());
    }
    if (!scheme.skips(size)) {
      throw new SystemError(
          "there is more, says "
              + stops.flagWords()
              + ", but the page has no records, and "
              + scheme.words()
              + " cannot go on behind nothing");
    }
    countEmptyPages();
    return new Turn.Next(next(), warnings);
  }

  private Turn emptyThoughCounted(Count count) {
    int doubts = PastEnd.doubts(asked) + 1;
    if (stops.emptyPage() || !scheme.skips(size) || doubts > MOST_EMPTY_BY_COUNT) {
      return end(notReached(count));
    }
    return past(doubts);
  }

  private Turn endUncounted() {
    if (stops.hasCount()) {
      String spots = stops.total() == null ? stops.pages() + "" : stops.total() + "";
      trail.declared().noCount(spots).ifPresent(warnings::add);
    }
    return end();
  }

  private Turn past(int doubts) {
    return new Turn.Next(PastEnd.mark(next(), doubts), warnings);
  }

  private Turn step() {
    return new Turn.Next(next(), warnings);
  }

  private CursorPosition next() {
    CursorPosition next = paging.parts().next(asked, facts, size).orElseThrow();
    if (!(scheme instanceof Scheme.Numbered)) {
      return next;
    }
    boolean counts = stops.total() != null && trail.seen().isPresent();
    CursorPosition counted = counts ? Seen.mark(next, trail.seen().getAsLong()) : next;
    return paging.pageSize().isPresent() ? PageSize.mark(counted, size) : counted;
  }

  private Turn end(String warning) {
    trail.declared().doubtfulEnd(warning).ifPresent(warnings::add);
    return end();
  }

  private Turn end() {
    return new Turn.End(warnings, false);
  }

  private String moreOnEmptyPage() {
    return "an empty page was taken for the last one, as the stream says, though there is more, says "
        + stops.flagWords();
  }

  private static String notReached(Count count) {
    return "the listing has ended before its count was reached: " + count.words();
  }

  private void countEmptyPages() {
    int empty = trail.emptyInARow();
    if (empty >= stops.mostEmpty()) {
      throw new SystemError(
          "%d pages in a row had no records, though there is more, says %s: no end is in sight"
              .formatted(empty, moreWords()));
    }
    if (empty == WARN_EMPTY) {
      warnings.add(
          "%d pages in a row had no records; reading goes on, since there is more, says %s"
              .formatted(empty, moreWords()));
    }
  }

  private String moreWords() {
    return stops.hasFlag() ? stops.flagWords() : scheme.words();
  }

  /** What the counts of an answer say, beside what has come. */
  record Count(Says says, boolean exact, boolean exceeded, String words) {

    static final Count NONE = new Count(Says.NOTHING, true, false, "");

    static Count of(Paging paging, CursorPosition asked, PageFacts facts, PageTrail trail) {
      Stops stops = paging.stops();
      if (!stops.hasCount()) {
        return NONE;
      }
      Count records = NONE;
      Count pages = NONE;
      if (stops.total() != null) {
        records = records(paging, asked, facts, trail, stops.total());
      }
      if (stops.pages() != null && paging.scheme() instanceof Scheme.Numbered numbers) {
        pages = pages(numbers, asked, facts, trail, stops.pages());
      }
      Count told = pages.says == Says.MORE || records.says == Says.NOTHING ? pages : records;
      Says says = records.says.or(pages.says);
      trail.counted(says == Says.MORE ? told.words : null);
      boolean exceeded = records.exceeded || pages.exceeded;
      return new Count(says, records.exact && pages.exact, exceeded, told.words);
    }

    private static Count records(
        Paging paging, CursorPosition asked, PageFacts facts, PageTrail trail, Spot spot) {
      OptionalLong said = trail.total(spot.count(facts));
      if (said.isEmpty()) {
        return NONE;
      }
      trail.declared().countMet();
      OptionalLong seen = paging.scheme().seen(asked, facts.records(), trail.seen());
      long size = paging.pageSize().orElse(0);
      long reached = seen.orElseGet(() -> paging.scheme().atMost(asked, facts.records(), size));
      String words = reached + " of " + said.getAsLong() + " records, says " + spot;
      return of(reached, said.getAsLong(), seen.isPresent(), words);
    }

    private static Count pages(
        Scheme.Numbered numbers,
        CursorPosition asked,
        PageFacts facts,
        PageTrail trail,
        Spot spot) {
      OptionalLong said = trail.pages(spot.count(facts));
      if (said.isEmpty()) {
        return NONE;
      }
      trail.declared().countMet();
      long page = asked.number(numbers.field(), numbers.first()) - numbers.first() + 1;
      String words = page + " of " + said.getAsLong() + " pages, says " + spot;
      long reached = facts.records() == 0 ? Math.min(page, said.getAsLong()) : page;
      return of(reached, said.getAsLong(), true, words);
    }

    /** A count that is smaller than what came is not to be believed. */
    private static Count of(long reached, long said, boolean exact, String words) {
      Says says = reached < said ? Says.MORE : reached == said || !exact ? Says.END : Says.NOTHING;
      return new Count(says, exact, says == Says.NOTHING, words);
    }
  }
}
