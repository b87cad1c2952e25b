package dev.javacdk.http.paging;

import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.http.request.Call;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Keeps the id of what was opened in positions, and puts it into requests. Pure. */
final class Opened {

  private Opened() {}

  /** The call with the id that the position has. */
  static Call put(@Nullable Opening opening, Call call, CursorPosition position) {
    JsonNode id = opening == null ? null : position.value(opening.target().field());
    return opening == null || id == null ? call : opening.target().put(call, id);
  }

  /** The position without the id; as it is where nothing is opened. */
  static CursorPosition without(@Nullable Opening opening, CursorPosition position) {
    if (opening == null || !position.has(opening.target().field())) {
      return position;
    }
    ObjectNode rest = position.toJson();
    rest.remove(opening.target().field());
    return rest.isEmpty() ? CursorPosition.start() : CursorPosition.of(rest);
  }

  /** The position with this id. */
  static CursorPosition with(Opening opening, CursorPosition position, JsonNode id) {
    ObjectNode more = position.toJson();
    more.set(opening.target().field(), id);
    return CursorPosition.of(more);
  }

  /** The turn with the id that the page was asked for with, or a newer one that it says. */
  static Turn keep(@Nullable Opening opening, CursorPosition asked, PageFacts facts, Turn turn) {
    if (opening == null || !(turn instanceof Turn.Next next)) {
      return turn;
    }
    JsonNode newer = opening.renewed().map(facts::at).orElse(null);
    JsonNode id = newer == null ? asked.value(opening.target().field()) : newer;
    return id == null ? turn : new Turn.Next(with(opening, next.position(), id), next.warnings());
  }
}
