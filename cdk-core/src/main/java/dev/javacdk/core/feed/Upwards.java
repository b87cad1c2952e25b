package dev.javacdk.core.feed;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.core.ledger.ParentRequest;
import java.util.ArrayList;
import java.util.List;

/** What a stream hangs on. */
public final class Upwards {

  private Upwards() {}

  /**
   * How the parts of a stream come from its parent, of that one from its own, and so on. A stream
   * that cannot say it hangs on nobody here: it fails in its turn.
   */
  public static List<Partitions.Each> of(Stream stream) {
    List<Partitions.Each> levels = new ArrayList<>();
    Stream at = stream;
    try {
      while (at.partitions() instanceof Partitions.Each each) {
        levels.add(each);
        at = each.parent();
      }
    } catch (RuntimeException e) {
      return List.of();
    }
    return levels;
  }

  /** What is asked of the parent for that page: who does not follow its changes asks for all. */
  public static StreamSlice asked(Partitions.Each each, ParentRequest request) {
    return each.onlyChanged()
        ? request.slice()
        : request.slice().since(each.parent().cursor().flatMap(Cursor::start).orElse(null));
  }
}
