package dev.javacdk.http.paging;

import dev.javacdk.http.json.Pointer;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the author says of how a listing ends, beside what the scheme itself sees. A value.
 *
 * @param more a flag that is true while there is more
 * @param last a flag that is true on the last page
 * @param total how many records there are
 * @param pages how many pages there are
 * @param emptyPage whether a page without records is the last one
 * @param shortPage whether a page with fewer records than asked for is the last one
 * @param mostEmpty how many pages without records may follow each other
 */
record Stops(
    @Nullable Spot more,
    @Nullable Spot last,
    @Nullable Spot total,
    @Nullable Spot pages,
    boolean emptyPage,
    boolean shortPage,
    int mostEmpty) {

  static final Stops NONE = new Stops(null, null, null, null, false, false, 1_000);

  Stops more(Spot spot) {
    return new Stops(spot, last, total, pages, emptyPage, shortPage, mostEmpty);
  }

  Stops last(Spot spot) {
    return new Stops(more, spot, total, pages, emptyPage, shortPage, mostEmpty);
  }

  Stops total(Spot spot) {
    return new Stops(more, last, spot, pages, emptyPage, shortPage, mostEmpty);
  }

  Stops pages(Spot spot) {
    return new Stops(more, last, total, spot, emptyPage, shortPage, mostEmpty);
  }

  Stops onEmptyPage() {
    return new Stops(more, last, total, pages, true, shortPage, mostEmpty);
  }

  Stops onShortPage() {
    return new Stops(more, last, total, pages, emptyPage, true, mostEmpty);
  }

  Stops mostEmpty(int pages) {
    return new Stops(more, last, total, this.pages, emptyPage, shortPage, pages);
  }

  List<Pointer> captures() {
    return Stream.of(more, last, total, pages)
        .filter(Objects::nonNull)
        .flatMap(Spot::captures)
        .toList();
  }

  boolean hasFlag() {
    return more != null || last != null;
  }

  boolean hasCount() {
    return total != null || pages != null;
  }

  /** The declared flags, as a part of a sentence. */
  String flagWords() {
    return more == null ? String.valueOf(last) : more + (last == null ? "" : " or " + last);
  }

  /**
   * What the flags say.
   *
   * @throws dev.javacdk.api.error.SystemError where one is missing, or is none
   */
  Says flags(PageFacts facts) {
    if (!facts.hasContent()) {
      return Says.NOTHING;
    }
    Says says = more == null ? Says.NOTHING : more.flag(facts) ? Says.MORE : Says.END;
    return last == null ? says : says.or(last.flag(facts) ? Says.END : Says.MORE);
  }
}
