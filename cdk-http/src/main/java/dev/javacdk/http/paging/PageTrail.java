package dev.javacdk.http.paging;

import dev.javacdk.api.state.CursorPosition;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What came of the pages of one listing so far, for what one answer alone cannot tell: whether they
 * repeat, how many records there were, how many pages in a row had none. It is lost with the
 * process, and the reading is right without it. Confined to the thread that reads the listing.
 */
public final class PageTrail {

  private static final long UNKNOWN = -1;

  private final Declared declared;

  /** Records since the start of the listing; unknown where it was taken up in the middle. */
  private long seen = UNKNOWN;

  private long largest;
  private int pagesCame;
  private int emptyInARow;
  private int repeats;
  private boolean askedAgain;
  private @Nullable PagePrint print;
  private @Nullable CursorPosition printed;
  private OptionalLong total = OptionalLong.empty();
  private OptionalLong pages = OptionalLong.empty();
  private @Nullable String countWords;

  /** A trail of a stream of which this was said so far. */
  public PageTrail(Declared declared) {
    this.declared = declared;
  }

  Declared declared() {
    return declared;
  }

  /**
   * A page of so many records has come; returns how large the largest before it was.
   *
   * @param before how many records came before it, where its position says so
   */
  long came(boolean first, OptionalLong before, long records) {
    if (seen == UNKNOWN) {
      seen = before.orElse(UNKNOWN);
    }
    if (first) {
      seen = 0;
      largest = 0;
      pagesCame = 0;
      emptyInARow = 0;
      repeats = 0;
      print = null;
      printed = null;
      total = OptionalLong.empty();
      pages = OptionalLong.empty();
      countWords = null;
    }
    long largestBefore = largest;
    seen = seen == UNKNOWN ? UNKNOWN : seen + records;
    largest = Math.max(largest, records);
    pagesCame++;
    emptyInARow = records == 0 ? emptyInARow + 1 : 0;
    return largestBefore;
  }

  /** Records since the start of the listing, this page's too; empty where that is unknown. */
  OptionalLong seen() {
    return seen == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(seen);
  }

  /** How many records the largest page has had. */
  long largest() {
    return largest;
  }

  /** How many pages have come; since it was taken up in the middle, perhaps. */
  int pagesCame() {
    return pagesCame;
  }

  /** How many pages in a row had no records, this one too. */
  int emptyInARow() {
    return emptyInARow;
  }

  /** How often in a row this page came with the records of the page before; 0: it is a new one. */
  int repeats(CursorPosition asked, @Nullable PagePrint now) {
    if (now == null || asked.equals(printed)) {
      return repeats;
    }
    repeats = print != null && now.isSameAs(print) ? repeats + 1 : 0;
    print = now;
    printed = asked;
    return repeats;
  }

  /** Whether the answer may be asked for again; once a position. */
  boolean mayAskAgain() {
    askedAgain = !askedAgain;
    return askedAgain;
  }

  void answered() {
    askedAgain = false;
  }

  /** The total that was said last. */
  OptionalLong total(OptionalLong said) {
    total = said.isPresent() ? said : total;
    return total;
  }

  /** The number of pages that was said last. */
  OptionalLong pages(OptionalLong said) {
    pages = said.isPresent() ? said : pages;
    return pages;
  }

  /** What is still to come by a count; null where nothing is. */
  void counted(@Nullable String words) {
    countWords = words;
  }

  /** {@code 100 of 450 records, says /total}; null where no count says that there is more. */
  @Nullable String countWords() {
    return countWords;
  }
}
