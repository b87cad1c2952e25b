package dev.javacdk.http.paging;

import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.http.json.Pointer;
import dev.javacdk.http.request.Call;
import dev.javacdk.http.response.Answer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A paging in use: puts positions into requests, and says after each page where the next one is.
 * Keeps nothing; immutable, safe for use by many threads.
 */
public final class Pages {

  private final Paging paging;
  private final Scheme scheme;
  private final Parts parts;
  private final Stops stops;
  private final @Nullable Sizing size;
  private final @Nullable Opening opening;

  private Pages(Paging paging) {
    this.paging = paging;
    this.scheme = paging.scheme();
    this.parts = paging.parts();
    this.stops = paging.stops();
    this.size = paging.size();
    this.opening = paging.opening().orElse(null);
  }

  /** The pages of this paging. */
  public static Pages of(Paging paging) {
    return new Pages(paging);
  }

  /** Whether positions are the addresses of pages. */
  public boolean areLinks() {
    return scheme.isAddress();
  }

  /** What must be opened before the page at this position is asked for; empty: nothing. */
  public Optional<Opening> toOpen(CursorPosition position) {
    return Optional.ofNullable(opening).filter(o -> position.value(o.target().field()) == null);
  }

  /** The position with the id of what was opened. */
  public CursorPosition opened(CursorPosition position, JsonNode id) {
    return opening == null ? position : Opened.with(opening, position, id);
  }

  /** The position without the id of what was opened. */
  public CursorPosition unopened(CursorPosition position) {
    return Opened.without(opening, position);
  }

  /** Whether the rest of a position is good with another id, too: it names a record. */
  public boolean outlivesOpening(CursorPosition position) {
    return opening != null && scheme instanceof Scheme.LastRecord && !isFirst(position);
  }

  /** The places of the body that it looks at. */
  public Set<Pointer> captures() {
    Set<Pointer> all = new LinkedHashSet<>(parts.captures());
    all.addAll(stops.captures());
    paging.opening().flatMap(Opening::renewed).ifPresent(all::add);
    return all;
  }

  /** The place of each record that it looks at; empty where it looks at none. */
  public Optional<Pointer> lastRecord() {
    return Optional.ofNullable(scheme.lastRecord());
  }

  /**
   * Whether the position is one of this paging. Another one was written before the paging changed.
   */
  public boolean takes(CursorPosition position) {
    return position.isStart() || parts.take(Opened.without(opening, position));
  }

  /**
   * The position as this paging counts. One that counts pages of another size is the page that
   * holds the row, where it is known how many came before; else the start.
   *
   * @param own the size in which a position counts that says none
   */
  public CursorPosition counted(CursorPosition position, int own) {
    if (!(scheme instanceof Scheme.Numbered numbers)
        || size == null
        || position.isStart()
        || PageSize.of(position).orElse(own) == size.records()) {
      return position;
    }
    long page = Seen.before(position).orElse(0) / size.records();
    return page == 0
        ? CursorPosition.start()
        : CursorPosition.of(numbers.field(), numbers.first() + page);
  }

  /**
   * How many pages may be asked for before their turn.
   *
   * @param operator makes what the operator wants of what the author says
   */
  public int mostAhead(IntUnaryOperator operator) {
    return AheadRule.most(paging, operator);
  }

  /**
   * Where the next pages are going to be, as far as that can be said.
   *
   * @param next the position that the page before has named
   * @param facts what that page was
   * @param most how many positions
   * @param trail what came of the pages so far
   */
  public List<CursorPosition> forecast(
      CursorPosition next, PageFacts facts, int most, PageTrail trail) {
    return Forecast.of(paging, next, facts, most, trail);
  }

  /** The same, of a page that is about to be read: behind it, if it is as full as those before. */
  public List<CursorPosition> forecastBehind(CursorPosition asked, int most, PageTrail trail) {
    return Forecast.behind(paging, asked, most, trail);
  }

  /**
   * The position of the next page, where that is seen before the records of this one are read: the
   * answer says it, and nothing about the records has a say in it.
   *
   * @param answer one of JSON that is held in memory
   */
  public Optional<CursorPosition> glance(CursorPosition asked, Answer answer) {
    if (!scheme.isLed() || stops.emptyPage()) {
      return Optional.empty();
    }
    Map<Pointer, JsonNode> captured = answer.glance(captures());
    PageFacts facts =
        new PageFacts(answer.url(), true, 1, 0, captured, null, answer::headers, null);
    return stops.flags(facts) == Says.END
        ? Optional.empty()
        : paging.parts().next(asked, facts, paging.step());
  }

  /** Whether pages are held against the ones before by a row. */
  public boolean overlapsByRow() {
    return paging.overlapsByRow();
  }

  /** Whether the page at this position begins with the last row of the page before. */
  public boolean beginsAtEdge(CursorPosition position) {
    return overlapsByRow() && scheme instanceof Scheme.Offset && !isFirst(position);
  }

  /**
   * The page of one row, {@link #ofOneRow}, that is the last row of the page before this one; empty
   * where that cannot be said.
   */
  public Optional<CursorPosition> edge(CursorPosition position) {
    if (!(scheme instanceof Scheme.Numbered numbers) || size == null || isFirst(position)) {
      return Optional.empty();
    }
    long page = position.number(numbers.field(), numbers.first()) - numbers.first();
    long row = numbers.first() + page * size.records() - 1;
    return Optional.of(CursorPosition.of(numbers.field(), row));
  }

  /** The same listing in pages of one row. */
  public Pages ofOneRow() {
    return new Pages(paging.pageSize(1));
  }

  /** The total that a page says; empty where none is declared or there, or where pages are led. */
  public OptionalLong total(PageFacts facts) {
    Spot total = stops.total();
    return total == null || !scheme.shifts() ? OptionalLong.empty() : total.count(facts);
  }

  /** The position so many pages before this one; of what was opened for it, too. */
  public CursorPosition back(CursorPosition position, int pages) {
    JsonNode value = scheme.back(position, pages, paging.step());
    ObjectNode back = JsonNodeFactory.instance.objectNode();
    JsonNode id = opening == null ? null : position.value(opening.target().field());
    if (opening != null && id != null) {
      back.set(opening.target().field(), id);
    }
    if (value != null) {
      back.set(scheme.field(), value);
    }
    return back.isEmpty() ? CursorPosition.start() : CursorPosition.of(back);
  }

  /** The position behind a page of counted ones; empty where nothing came of it. */
  public Optional<CursorPosition> behind(CursorPosition at, @Nullable PageFacts facts) {
    long rows = facts == null ? 0 : facts.records() - (beginsAtEdge(at) ? 1 : 0);
    if (rows <= 0) {
      return Optional.empty();
    }
    ObjectNode behind = at.toJson();
    behind.put(
        scheme.field(),
        scheme instanceof Scheme.Numbered numbers
            ? at.number(numbers.field(), numbers.first()) + 1
            : at.number(scheme.field(), 0) + rows);
    return Optional.of(CursorPosition.of(behind));
  }

  /** Whether a position that is counted stands before another. */
  public boolean isBefore(CursorPosition one, CursorPosition other) {
    return one.number(scheme.field(), 0) < other.number(scheme.field(), 0);
  }

  /** How many rows a page is asked for; 0 where that is left to the API. */
  public int pageSize() {
    return paging.pageSize().orElse(0);
  }

  /** Over how many pages so many rows go; at least one. */
  public int pagesOf(long rows) {
    long step = Math.max(1, paging.step());
    return (int) Math.max(1, (rows + step - 1) / step);
  }

  /** Whether pages before this one can be read again. */
  public boolean goesBack() {
    return scheme.shifts() && (scheme instanceof Scheme.Numbered || paging.step() > 0);
  }

  /** Whether positions are values that mean nothing to anybody but the API. */
  public boolean areOpaque() {
    return !scheme.shifts();
  }

  /** The path for the page at this position. */
  public String path(String path, CursorPosition position) {
    JsonNode value = position.value(scheme.field());
    JsonNode main =
        value == null && scheme instanceof Scheme.Numbered numbers ? numbers.start() : value;
    String placed = parts.inPath(path, position, main);
    return opening == null
        ? placed
        : opening.target().inPath(placed, position.value(opening.target().field()));
  }

  /** The call for the page at this position. */
  public Call at(Call call, CursorPosition position) {
    boolean first = isFirst(position);
    boolean replaced = scheme instanceof Link && !first;
    Call sized = size == null || replaced ? call : size.put(call);
    CursorPosition from = beginsAtEdge(position) ? oneBefore(position) : position;
    return Opened.put(opening, parts.put(sized, from, first ? start() : null), position);
  }

  private CursorPosition oneBefore(CursorPosition offset) {
    ObjectNode before = offset.toJson();
    before.put(scheme.field(), offset.number(scheme.field(), 1) - 1);
    return CursorPosition.of(before);
  }

  /** Whether this is the position of the first page. */
  public boolean isFirst(CursorPosition position) {
    return position.value(scheme.field()) == null;
  }

  /**
   * What is done after a page.
   *
   * @param trail what came of the pages before it
   * @throws SystemError where the response contradicts itself, or lacks what the paging looks at
   */
  public Turn turn(CursorPosition asked, PageFacts facts, PageTrail trail) {
    if (!paging.isPaged()) {
      return new Turn.End(List.of(), false);
    }
    return Opened.keep(opening, asked, facts, new Ending(paging, asked, facts, trail).decide());
  }

  /** Whether an error answer to the request at this position is the end of the listing. */
  public boolean isPastEnd(CursorPosition position) {
    return PastEnd.is(position);
  }

  /** The listing has ended with an error answer, asked for behind what may be the end. */
  public Optional<String> endedBy(String answer, CursorPosition asked, PageTrail trail) {
    if (PastEnd.doubts(asked) == 0) {
      return Optional.empty();
    }
    String counted = trail.countWords();
    return trail
        .declared()
        .doubtfulEnd(
            "the listing has ended before its count was reached"
                + (counted == null ? "" : ": " + counted)
                + "; "
                + answer);
  }

  /** The position from which a full refresh resumes: so many pages earlier as the overlap says. */
  public CursorPosition resume(CursorPosition position) {
    if (paging.overlap() == 0 || position.isStart()) {
      return position;
    }
    JsonNode value = scheme.back(position, paging.overlap(), paging.step());
    return value == null ? CursorPosition.start() : CursorPosition.of(scheme.field(), value);
  }

  /** What stands in the path for a position; {@code {page}}. */
  public List<String> pathMarks() {
    List<String> marks = new ArrayList<>(parts.pathMarks());
    paging
        .opening()
        .map(Opening::target)
        .filter(target -> target.kind() == Target.Kind.PATH)
        .map(Target::mark)
        .ifPresent(marks::add);
    return marks;
  }

  private @Nullable JsonNode start() {
    return paging.manner().sentFromStart() || scheme instanceof ByRule ? scheme.start() : null;
  }
}
