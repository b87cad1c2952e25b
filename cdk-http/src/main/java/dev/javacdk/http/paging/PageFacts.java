package dev.javacdk.http.paging;

import dev.javacdk.http.json.Pointer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is known of a page after it was read: all that a paging needs to say where the next one is.
 * A value.
 *
 * @param url where the page came from
 * @param hasContent whether there was a body at all
 * @param records how many records were in the body, before any filter of the author's
 * @param placeReached how many segments of the place of the records were in the body: of {@code
 *     /data/items} 1 where there is an object {@code data} without {@code items}
 * @param captured what stood at the places that the paging looks at
 * @param lastRecord the last record's value at the place that the paging looks at
 * @param headers the response's headers by name, in any case
 * @param print tells its records from those of other pages; null where it has none
 */
public record PageFacts(
    URI url,
    boolean hasContent,
    long records,
    int placeReached,
    Map<Pointer, JsonNode> captured,
    @Nullable JsonNode lastRecord,
    Function<String, List<String>> headers,
    @Nullable PagePrint print) {

  /** Facts of an answer without a body. */
  public static PageFacts empty(URI url, Function<String, List<String>> headers) {
    return new PageFacts(url, false, 0, 0, Map.of(), null, headers, null);
  }

  /**
   * What stood at this JSON pointer, or null where nothing did, or JSON's null. Only of a place
   * that the paging looks at.
   */
  public @Nullable JsonNode at(String pointer) {
    return at(Pointer.of(pointer));
  }

  /** The first header of this name; null where there is none. */
  public @Nullable String header(String name) {
    return headers.apply(name).stream().findFirst().orElse(null);
  }

  /**
   * What the last record has at this JSON pointer, the empty one for all of it; null where there is
   * no record. Of a rule that looks at it: as it has left the author's steps, where they let it
   * through.
   */
  public @Nullable JsonNode last(String pointer) {
    return lastRecord == null ? null : Pointer.of(pointer).in(lastRecord);
  }

  /** What stood at this place, or null where nothing did, or JSON's null. */
  @Nullable JsonNode at(Pointer place) {
    JsonNode value = captured.get(place);
    return value == null || value.isNull() ? null : value;
  }
}
