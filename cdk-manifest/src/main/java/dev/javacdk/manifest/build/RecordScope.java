package dev.javacdk.manifest.build;

import dev.javacdk.http.request.SliceValues;
import dev.javacdk.manifest.expression.Scope;
import dev.javacdk.manifest.model.Node;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * What texts find of each record: the slice as well, where one of them looks at it. A value; safe
 * for use by many threads.
 *
 * @param slices what is found of the slice
 * @param around what they find of no slice
 * @param sliced whether the slice is looked at
 */
record RecordScope(Slices slices, Scope around, boolean sliced) {

  static RecordScope of(Surroundings surroundings, Slices slices, Node node, Stream<Text> texts) {
    boolean sliced =
        texts.anyMatch(text -> text.mentions("stream_slice") || text.mentions("next_page_token"));
    return new RecordScope(slices, surroundings.scope(node), sliced);
  }

  Scope of(ObjectNode record, SliceValues values) {
    return (sliced ? slices.scope(around, values) : around).with("record", record);
  }
}
