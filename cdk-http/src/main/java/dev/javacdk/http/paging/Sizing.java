package dev.javacdk.http.paging;

import dev.javacdk.http.request.Call;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * How many records a full page has. A value.
 *
 * @param target where that is asked for; null where it is only known
 * @param records of a full page
 */
record Sizing(@Nullable Target target, int records) {

  /** The call that asks for it. */
  Call put(Call call) {
    return target == null ? call : target.put(call, JsonNodeFactory.instance.numberNode(records));
  }
}
