package dev.javacdk.testkit.source;

import dev.javacdk.testkit.listing.Rows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rows of a stream in an API on this machine, and how they change while it is read: some come,
 * behind all others, and some go. What hangs on a row that goes is expected no more where it is
 * said to be its {@link #children}. Immutable: each method gives another one.
 *
 * <pre>{@code
 * Changes.of("customers", customers)
 *     .changed(row -> row.put("updated_at", Instant.now().toString()))
 *     .children("orders", customer -> ordersOf(customer))
 * }</pre>
 */
public final class Changes {

  private final String stream;
  private final Rows rows;
  private final boolean onlyGrowing;
  private final @Nullable UnaryOperator<ObjectNode> change;
  private final @Nullable JsonPointer id;
  private final Map<String, LongFunction<Rows>> children;

  private Changes(
      String stream,
      Rows rows,
      boolean onlyGrowing,
      @Nullable UnaryOperator<ObjectNode> change,
      @Nullable JsonPointer id,
      Map<String, LongFunction<Rows>> children) {
    this.stream = stream;
    this.rows = rows;
    this.onlyGrowing = onlyGrowing;
    this.change = change;
    this.id = id;
    this.children = Map.copyOf(children);
  }

  /**
   * Rows that come and go.
   *
   * @param rows make a row of each index behind the last, too
   */
  public static Changes of(String stream, Rows rows) {
    return new Changes(stream, rows, false, null, null, Map.of());
  }

  /** No row goes: the API takes none away, or its paging promises nothing where it does. */
  public Changes onlyGrowing() {
    return new Changes(stream, rows, true, change, id, children);
  }

  /**
   * Some are changed as well, where they stand; and those that come, before anybody sees them.
   *
   * @param how changes a copy; of a stream with a cursor it gives the cursor's field a later value
   *     than any before: {@code row -> row.put("updated_at", Instant.now().toString())}
   */
  public Changes changed(UnaryOperator<ObjectNode> how) {
    return new Changes(stream, rows, onlyGrowing, how, id, children);
  }

  /** Where a row of the API has what is the key of its record; the key's own name if not said. */
  public Changes idAt(String pointer) {
    return new Changes(stream, rows, onlyGrowing, change, JsonPointer.compile(pointer), children);
  }

  /** Another stream has rows of each of these: its substream. */
  public Changes children(String substream, LongFunction<Rows> ofRow) {
    Map<String, LongFunction<Rows>> more = new LinkedHashMap<>(children);
    more.put(substream, ofRow);
    return new Changes(stream, rows, onlyGrowing, change, id, more);
  }

  String stream() {
    return stream;
  }

  Rows rows() {
    return rows;
  }

  Map<String, LongFunction<Rows>> children() {
    return children;
  }

  @Nullable JsonPointer id() {
    return id;
  }

  /** Makes one change, of whatever kind, and says which. */
  String make(Random random) {
    List<Kind> kinds = kinds();
    return make(kinds.get(random.nextInt(kinds.size())), random);
  }

  /** Makes one change of each kind, and says which. */
  List<String> makeEach(Random random) {
    return kinds().stream().map(kind -> make(kind, random)).toList();
  }

  private enum Kind {
    ADDED,
    CHANGED,
    REMOVED
  }

  private List<Kind> kinds() {
    List<Kind> kinds = new ArrayList<>(List.of(Kind.ADDED));
    if (change != null) {
      kinds.add(Kind.CHANGED);
    }
    if (!onlyGrowing) {
      kinds.add(Kind.REMOVED);
    }
    return kinds;
  }

  private String make(Kind kind, Random random) {
    List<Long> present = rows.present();
    if (kind == Kind.ADDED || present.isEmpty()) {
      long added = rows.append();
      // New rows are as new as those that change.
      boolean unused = change != null && rows.change(added, change);
      return stream + " +" + added;
    }
    long index = present.get(random.nextInt(present.size()));
    boolean unused =
        kind == Kind.CHANGED
            ? rows.change(index, Objects.requireNonNull(change))
            : rows.delete(index);
    return stream + (kind == Kind.CHANGED ? " ~" : " -") + index;
  }
}
