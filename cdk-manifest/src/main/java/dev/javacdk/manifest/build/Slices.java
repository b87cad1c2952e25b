package dev.javacdk.manifest.build;

import dev.javacdk.http.request.Hole;
import dev.javacdk.http.request.ParentField;
import dev.javacdk.http.request.SliceValues;
import dev.javacdk.manifest.expression.Scope;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What texts find of the slice that is read, and of the page that is asked for. A value; safe for
 * use by many threads.
 *
 * @param keys holes for what tells the parts apart
 * @param extra further fields of the parent's record, by the name that texts have for them
 * @param token what the page's token is called in a position; null where there is one page
 * @param first the token of the first page; null where it has none
 */
record Slices(
    List<Hole> keys,
    Map<String, ParentField> extra,
    @Nullable String token,
    @Nullable JsonNode first) {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** The same, of pages with this token. */
  Slices paged(String token, @Nullable JsonNode first) {
    return new Slices(keys, extra, token, first);
  }

  /** All holes that texts may look at. */
  List<Hole> needs() {
    return Stream.concat(keys.stream(), extra.values().stream()).toList();
  }

  /** The variables, and those of the slice. */
  Scope scope(Scope around, SliceValues values) {
    ObjectNode more = NODES.objectNode();
    extra.forEach((name, hole) -> {
      JsonNode value = values.of(hole);
      more.set(name, value == null ? NODES.nullNode() : value);
    });
    return around
        .withSlice(partition(values), NODES.objectNode(), more)
        .with("next_page_token", nextPageToken(values));
  }

  /** What the slice has of this name; null where it has nothing, or nothing that counts. */
  @Nullable JsonNode value(SliceValues values, String name) {
    JsonNode value = partition(values).get(name);
    return value == null || Falsy.is(value) ? null : value;
  }

  /** What this page is asked for with; null for nothing. */
  @Nullable JsonNode token(SliceValues values) {
    JsonNode said = token == null ? null : values.slice().cursor().value(token);
    return said == null ? first : said;
  }

  private JsonNode nextPageToken(SliceValues values) {
    JsonNode said = token(values);
    return said == null ? NODES.nullNode() : NODES.objectNode().set("next_page_token", said);
  }

  private static ObjectNode partition(SliceValues values) {
    return values.slice().partition().toJson();
  }
}
