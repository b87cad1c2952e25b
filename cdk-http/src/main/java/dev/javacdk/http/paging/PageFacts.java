package dev.javacdk.http.paging;

import dev.javacdk.http.json.Pointer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is known of a page after it was read: all that a paging needs to say where the next one is.
 * A value.
 *
 * @param url where the page came from
 * @param records how many records were in the body, before any filter of the author's
 * @param captured what stood at the places that the paging looks at
 * @param lastRecord the last record's value at the place that the paging looks at
 * @param headers the response's headers by name, in any case
 * @param hidden names of query parameters that must stand in no position
 */
public record PageFacts(
    URI url,
    long records,
    Map<Pointer, JsonNode> captured,
    @Nullable JsonNode lastRecord,
    Function<String, List<String>> headers,
    Set<String> hidden) {

  /** Facts of which nothing is hidden. */
  public PageFacts(
      URI url,
      long records,
      Map<Pointer, JsonNode> captured,
      @Nullable JsonNode lastRecord,
      Function<String, List<String>> headers) {
    this(url, records, captured, lastRecord, headers, Set.of());
  }

  /** The same, with query parameters that must stand in no position: they hold a secret. */
  public PageFacts hiding(Set<String> parameters) {
    return new PageFacts(url, records, captured, lastRecord, headers, Set.copyOf(parameters));
  }

  /** What stood at this place, or null where nothing did, or JSON's null. */
  @Nullable JsonNode at(Pointer place) {
    JsonNode value = captured.get(place);
    return value == null || value.isNull() ? null : value;
  }
}
