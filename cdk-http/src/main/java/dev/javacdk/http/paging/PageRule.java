package dev.javacdk.http.paging;

import dev.javacdk.http.json.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A paging that the author programs: what the next page is asked for with, from what a page says.
 *
 * <pre>{@code
 * Paging.by(PageRule.of("behind the last id", (asked, page) -> page.last("/id"))
 *         .looksAtLastRecord())
 *     .query("after")
 * }</pre>
 *
 * <p>The value is the position, and so the stream's state: whatever the rule has to know of earlier
 * pages stands in it. Immutable; each method returns a changed copy. Safe for use by many threads,
 * where its function is.
 */
public final class PageRule {

  /** Says what the next page is asked for with. */
  @FunctionalInterface
  public interface Next {
    /**
     * Called once behind each page, on the thread that has read it. Must not block.
     *
     * @param asked what this page was asked for with; null for the first one, unless {@link
     *     PageRule#first} says it
     * @param page what is known of this page
     * @return any JSON value; null where this page is the last one
     */
    @Nullable JsonNode after(@Nullable JsonNode asked, PageFacts page);
  }

  private final String words;
  private final Next next;
  private final List<Pointer> captures;
  private final boolean lastRecord;
  private final @Nullable JsonNode first;

  private PageRule(
      String words,
      Next next,
      List<Pointer> captures,
      boolean lastRecord,
      @Nullable JsonNode first) {
    this.words = words;
    this.next = next;
    this.captures = captures;
    this.lastRecord = lastRecord;
    this.first = first;
  }

  /**
   * A rule that looks at no place of the body yet.
   *
   * @param words what it goes by, for messages and {@code explain}
   */
  public static PageRule of(String words, Next next) {
    return new PageRule(
        Objects.requireNonNull(words), Objects.requireNonNull(next), List.of(), false, null);
  }

  /**
   * The rule sees what stands at this JSON pointer, by {@link PageFacts#at(String)}. It may be
   * anywhere but among the records.
   */
  public PageRule looksAt(String pointer) {
    List<Pointer> more = new ArrayList<>(captures);
    more.add(Pointer.of(pointer));
    return new PageRule(words, next, List.copyOf(more), lastRecord, first);
  }

  /**
   * The rule sees the last record of the page, by {@link PageFacts#last}: a tree of each is built.
   */
  public PageRule looksAtLastRecord() {
    return new PageRule(words, next, captures, true, first);
  }

  /** The first page is asked for with this; otherwise with nothing. */
  public PageRule first(JsonNode value) {
    return new PageRule(words, next, captures, lastRecord, value);
  }

  @Nullable JsonNode next(@Nullable JsonNode asked, PageFacts page) {
    return next.after(asked == null ? first : asked, page);
  }

  String words() {
    return words;
  }

  List<Pointer> captures() {
    return captures;
  }

  Optional<Pointer> lastRecord() {
    return lastRecord ? Optional.of(Pointer.of("")) : Optional.empty();
  }

  @Nullable JsonNode first() {
    return first;
  }

  /** What it goes by. */
  @Override
  public String toString() {
    return words;
  }
}
