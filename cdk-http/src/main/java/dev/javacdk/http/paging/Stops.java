package dev.javacdk.http.paging;

import dev.javacdk.api.CursorPosition;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.http.json.Pointer;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What says that a page is the last one, beside what the scheme itself sees. A value.
 *
 * @param more a flag that is true while there is more
 * @param last a flag that is true on the last page
 * @param total how many records there are
 * @param pages how many pages there are
 * @param emptyPage whether a page without records is the last one
 * @param shortPage whether a page with fewer records than asked for is the last one
 */
record Stops(
    @Nullable Pointer more,
    @Nullable Pointer last,
    @Nullable Pointer total,
    @Nullable Pointer pages,
    boolean emptyPage,
    boolean shortPage) {

  static final Stops NONE = new Stops(null, null, null, null, false, false);

  Stops more(Pointer place) {
    return new Stops(place, last, total, pages, emptyPage, shortPage);
  }

  Stops last(Pointer place) {
    return new Stops(more, place, total, pages, emptyPage, shortPage);
  }

  Stops total(Pointer place) {
    return new Stops(more, last, place, pages, emptyPage, shortPage);
  }

  Stops pages(Pointer place) {
    return new Stops(more, last, total, place, emptyPage, shortPage);
  }

  Stops onEmptyPage() {
    return new Stops(more, last, total, pages, true, shortPage);
  }

  Stops onShortPage() {
    return new Stops(more, last, total, pages, emptyPage, true);
  }

  List<Pointer> captures() {
    return Stream.of(more, last, total, pages).filter(Objects::nonNull).toList();
  }

  boolean end(Scheme scheme, CursorPosition asked, PageFacts facts, long size) {
    if (facts.records() == 0 && (emptyPage || scheme.endsOnEmptyPage())) {
      return true;
    }
    if (shortPage && facts.records() < size) {
      return true;
    }
    if (last != null && flag(facts, last)) {
      return true;
    }
    if (more != null && !flag(facts, more)) {
      return true;
    }
    return counted(scheme, asked, facts, size);
  }

  private boolean counted(Scheme scheme, CursorPosition asked, PageFacts facts, long size) {
    if (scheme instanceof Scheme.Offset && total != null) {
      long seen = asked.number(scheme.field(), 0) + facts.records();
      return seen >= number(facts, total);
    }
    if (scheme instanceof Scheme.Numbered numbers) {
      long page = asked.number(numbers.field(), numbers.first()) - numbers.first() + 1;
      boolean allPages = pages != null && page >= number(facts, pages);
      return allPages || (total != null && page * size >= number(facts, total));
    }
    return false;
  }

  private static boolean flag(PageFacts facts, Pointer place) {
    JsonNode value = facts.captured().get(place);
    if (value == null) {
      throw new SystemError(
          "expected a flag at " + place + " that says if there is more; found nothing");
    }
    if (value.isString()) {
      return value.stringValue().equalsIgnoreCase("true");
    }
    return value.isNumber()
        ? value.decimalValue().signum() != 0
        : value.isBoolean() && value.booleanValue();
  }

  private static long number(PageFacts facts, Pointer place) {
    JsonNode value = facts.at(place);
    try {
      if (value != null && value.isNumber()) {
        return value.decimalValue().longValueExact();
      }
      if (value != null && value.isString()) {
        return Long.parseLong(value.stringValue());
      }
    } catch (ArithmeticException | NumberFormatException e) {
      throw new SystemError("expected a count at " + place + ", found " + value, e);
    }
    throw new SystemError(
        "expected a count at " + place + ", found " + (value == null ? "nothing" : value));
  }
}
