package dev.javacdk.http.paging;

import dev.javacdk.http.json.Pointer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How pages follow each other: where a response says what comes next, where in the next request
 * that goes, and what says that there is no more.
 *
 * <p>It keeps nothing: the position stands outside, in the slice, and is the stream's state. So one
 * paging may serve any number of streams and partitions. Each method that says something more
 * returns a changed copy. Immutable; safe for use by many threads.
 */
public final class Paging {

  private static final Paging NONE =
      new Paging(Parts.of(new Scheme.Single()), Stops.NONE, null, Shifts.NONE, Manner.PLAIN);

  private final Scheme scheme;
  private final Parts parts;
  private final Stops stops;
  private final @Nullable Sizing size;
  private final Shifts shifts;
  private final Manner manner;

  private Paging(Parts parts, Stops stops, @Nullable Sizing size, Shifts shifts, Manner manner) {
    this.scheme = parts.main();
    this.parts = parts;
    this.stops = stops;
    this.size = size;
    this.shifts = shifts;
    this.manner = manner;
  }

  private static Paging of(Scheme scheme) {
    return new Paging(Parts.of(scheme), Stops.NONE, null, Shifts.NONE, Manner.PLAIN);
  }

  /** The API has one page, and that is said. */
  public static Paging none() {
    return NONE;
  }

  /**
   * The body has a token for the next page: a string, a number, an object, an array. It ends where
   * there is none, or null, or an empty one.
   *
   * @param pointer to the token
   */
  public static From token(String pointer) {
    Pointer place = Pointer.of(pointer);
    return new From(target -> of(new Scheme.BodyToken(place, target)));
  }

  /** A header of the response has a token for the next page. */
  public static From headerToken(String header) {
    return new From(target -> of(new Scheme.HeaderToken(header, target)));
  }

  /**
   * The next page begins behind the last record of this one. It ends with an empty page, or where a
   * flag says so.
   *
   * @param field of the record: a name or a JSON pointer
   */
  public static From lastRecord(String field) {
    Pointer place = Pointer.field(field);
    return new From(target -> of(new Scheme.LastRecord(place, target)));
  }

  /** Pages are numbered from 1, in this query parameter. It ends with an empty page. */
  public static Paging pageNumber(String parameter) {
    return of(new Scheme.Numbered(new Target(Target.Kind.QUERY, parameter), 1));
  }

  /** Pages are numbered from {@code first}, in a place of the author's: {@code .query("page")}. */
  public static From pageNumber(long first) {
    return new From(target -> of(new Scheme.Numbered(target, first)));
  }

  /**
   * Pages begin so many records from the start, counted by what came, not by what was asked for. It
   * ends with an empty page.
   *
   * @param offset the query parameter for the offset
   * @param limit the query parameter for the page size
   * @param size how many records a page is asked for
   */
  public static Paging offset(String offset, String limit, int size) {
    return of(new Scheme.Offset(new Target(Target.Kind.QUERY, offset))).size(limit, size);
  }

  /** As {@link #offset(String, String, int)}, in a place of the author's. */
  public static From offset() {
    return new From(target -> of(new Scheme.Offset(target)));
  }

  /** The body has the address of the next page, whole or relative. It ends where there is none. */
  public static Paging nextLink(String pointer) {
    return of(new Link(Pointer.of(pointer)));
  }

  /** The {@code Link} header has the address of the next page, as RFC 8288 writes it. */
  public static Paging linkHeader() {
    return of(new Link(null));
  }

  /** Pages follow each other by a rule of the author's. */
  public static From by(PageRule rule) {
    return new From(target -> of(new ByRule(rule, target)));
  }

  /**
   * The next request takes another token of the body as well: {@code token("/next_cursor")
   * .query("cursor").and("/next_page_id").query("page_id")}. What the body does not have is left
   * out; it ends where it has none of them.
   *
   * @param pointer to the token
   */
  public From and(String pointer) {
    Pointer place = Pointer.of(pointer);
    return new From(target ->
        new Paging(parts.and(new Scheme.BodyToken(place, target)), stops, size, shifts, manner));
  }

  /** Asks for pages of this size, in a query parameter. */
  public Paging size(String parameter, int records) {
    return sized(new Target(Target.Kind.QUERY, parameter), records);
  }

  /** Asks for pages of this size, in the JSON body. */
  public Paging sizeInBody(String place, int records) {
    return sized(new Target(Target.Kind.BODY, place), records);
  }

  /** Asks for pages of this size, in a place of the author's: {@code size(50).header("Limit")}. */
  public From size(int records) {
    return new From(target -> sized(target, records));
  }

  /** A full page has so many records, though the paging does not ask for them. */
  public Paging fullPage(int records) {
    return sized(null, records);
  }

  /** How many records a page is asked for; empty where that is left to the API. */
  public OptionalInt pageSize() {
    return size == null ? OptionalInt.empty() : OptionalInt.of(size.records());
  }

  /** The same asking for pages of another size, where it asks for a size at all. */
  public Paging pageSize(int records) {
    return size == null || size.target() == null || size.records() == records
        ? this
        : sized(size.target(), records);
  }

  /**
   * There is more while the flag at this place is true: {@code true}, {@code 1}, {@code "yes"},
   * {@code "on"}; not {@code false}, {@code 0}, {@code "no"}, {@code null}. It must be there.
   */
  public Paging more(String pointer) {
    return with(stops.more(Spot.body(pointer)));
  }

  /** As {@link #more}, of a header. */
  public Paging moreHeader(String header) {
    return with(stops.more(Spot.header(header)));
  }

  /** A page is the last one when the flag at this place is true. It must be there. */
  public Paging last(String pointer) {
    return with(stops.last(Spot.body(pointer)));
  }

  /** As {@link #last}, of a header. */
  public Paging lastHeader(String header) {
    return with(stops.last(Spot.header(header)));
  }

  /**
   * The body says at this place how many records there are. It is held against what came; a full
   * page at which it is reached is not believed to be the last, since totals may be lower bounds.
   */
  public Paging total(String pointer) {
    return with(stops.total(Spot.body(pointer)));
  }

  /** As {@link #total}, of a header: {@code X-Total-Count}. */
  public Paging totalHeader(String header) {
    return with(stops.total(Spot.header(header)));
  }

  /** The body says at this place how many pages there are; believed as {@link #total} is. */
  public Paging pages(String pointer) {
    return with(stops.pages(Spot.body(pointer)));
  }

  /** As {@link #pages}, of a header: {@code X-WP-TotalPages}. */
  public Paging pagesHeader(String header) {
    return with(stops.pages(Spot.header(header)));
  }

  /**
   * So many pages without records may follow each other though there is more; 1,000 if not said.
   */
  public Paging emptyPagesAtMost(int pages) {
    if (pages < 1) {
      throw new IllegalArgumentException("at least 1 empty page may come, not " + pages);
    }
    return with(stops.mostEmpty(pages));
  }

  /** A request before the first page opens what all pages are then asked for with. */
  public Paging opened(Opening opening) {
    return new Paging(parts, stops, size, shifts, manner.opened(opening));
  }

  /** What is opened before the first page; empty where nothing is. */
  public Optional<Opening> opening() {
    return Optional.ofNullable(manner.opening());
  }

  /** A page without records is the last one, though it has a token. */
  public Paging emptyPageIsLast() {
    return with(stops.onEmptyPage());
  }

  /**
   * A page with fewer records than asked for is the last one, unless a flag or count says that
   * there is more. Only of an API that promises it: one that filters behind its paging would end
   * early.
   */
  public Paging shortPageIsLast() {
    return with(stops.onShortPage());
  }

  /**
   * A full refresh that resumes reads so many pages again, since rows may have come or gone
   * meanwhile. Rows that shifted further than that are missed, as by an uninterrupted read.
   */
  public Paging overlap(int pages) {
    if (pages < 0) {
      throw new IllegalArgumentException("overlap must be at least 0 pages, not " + pages);
    }
    return new Paging(parts, stops, size, shifts.overlap(pages), manner);
  }

  /**
   * Each page is held against the one before: an offset begins with the row that was read last, and
   * of page numbers that row is asked for besides, by a page of one. Where another row stands
   * there, rows have moved up (they were deleted, or left the filter), and the page before is read
   * again. The stream needs a key. With offsets this sees all; with page numbers a row that comes
   * in just before the request for the edge can hide one that goes. Say so of offsets only where an
   * API takes any, not only multiples of the page size.
   */
  public Paging overlapByRow() {
    return new Paging(parts, stops, size, shifts.overlapByRow(), manner);
  }

  /**
   * The links, or values of a rule, only count pages or rows ({@code ...&page=7}), so that rows
   * that come or go move others past them: an incremental slice that was cut off does not go on
   * there.
   */
  public Paging counting() {
    return new Paging(parts, stops, size, shifts.counting(), manner);
  }

  /** The first request says its page number or offset too; otherwise it leaves that out. */
  public Paging sentFromStart() {
    return new Paging(parts, stops, size, shifts, manner.fromStart());
  }

  /**
   * Though pages are counted, rows never move while they are read: new ones come at the end, and
   * none goes. Then a position stays good, and eight pages are read ahead unless {@link #ahead}.
   */
  public Paging atRest() {
    return new Paging(parts, stops, size, shifts.atRest(), manner);
  }

  /**
   * So many pages at once are asked for before their turn, and as many may wait for it; records and
   * states stay in their order. Counted pages go so, where it shows that rows have moved ({@link
   * #showsMoves}) or they rest; of others the next one, once its position is known. 0: none.
   */
  public Paging ahead(int pages) {
    if (pages < 0) {
      throw new IllegalArgumentException("at least 0 pages are read ahead, not " + pages);
    }
    return new Paging(parts, stops, size, shifts, manner.ahead(pages));
  }

  /**
   * Whether rows that come or go while reading leave the positions good: tokens, keysets, links
   * that do not count.
   */
  public boolean isStable() {
    return shifts.rest() || (!scheme.shifts() && !shifts.counts());
  }

  /**
   * Whether it shows when rows have moved up past a position: for certain where pages overlap by a
   * row; by a total, unless as many came as went.
   */
  public boolean showsMoves() {
    return isStable() || (scheme.shifts() && (shifts.byRow() || stops.total() != null));
  }

  /** Whether each page is held against the one before by a row. */
  public boolean overlapsByRow() {
    return shifts.byRow();
  }

  /** The field of the record behind which pages go on; empty where they go on otherwise. */
  public Optional<String> keyset() {
    return scheme instanceof Scheme.LastRecord last
        ? Optional.of(last.place().last())
        : Optional.empty();
  }

  /** Whether its pages are numbered. */
  public boolean isNumbered() {
    return scheme instanceof Scheme.Numbered;
  }

  /** Whether there is more than one page. */
  public boolean isPaged() {
    return !(scheme instanceof Scheme.Single);
  }

  /** How many pages a full refresh that resumes reads again. */
  public int overlap() {
    return shifts.overlap();
  }

  /** What is unsound about it. */
  public List<String> problems() {
    return PagingProblems.of(this);
  }

  Scheme scheme() {
    return scheme;
  }

  Parts parts() {
    return parts;
  }

  Stops stops() {
    return stops;
  }

  @Nullable Sizing size() {
    return size;
  }

  /** How many new rows a full page behind the first one has; 0 where that is left to the API. */
  long step() {
    long records = pageSize().orElse(0);
    return shifts.byRow() && scheme instanceof Scheme.Offset ? records - 1 : records;
  }

  Manner manner() {
    return manner;
  }

  Shifts shifts() {
    return shifts;
  }

  /** In a word or two: {@code token /paging/next/after}. */
  public String words() {
    return parts.words();
  }

  /** In a word or two. */
  @Override
  public String toString() {
    return words();
  }

  private Paging sized(@Nullable Target target, int records) {
    if (records < 1) {
      throw new IllegalArgumentException("a page size must be at least 1, not " + records);
    }
    return new Paging(parts, stops, new Sizing(target, records), shifts, manner);
  }

  private Paging with(Stops changed) {
    return new Paging(parts, changed, size, shifts, manner);
  }
}
