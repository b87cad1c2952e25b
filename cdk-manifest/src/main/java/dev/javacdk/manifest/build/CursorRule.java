package dev.javacdk.manifest.build;

import dev.javacdk.http.json.Pointer;
import dev.javacdk.http.paging.PageFacts;
import dev.javacdk.http.paging.PageRule;
import dev.javacdk.http.request.JsonPlaces;
import dev.javacdk.http.request.UrlText;
import dev.javacdk.manifest.expression.Expression;
import dev.javacdk.manifest.expression.Reads;
import dev.javacdk.manifest.expression.Reads.Use;
import dev.javacdk.manifest.expression.Scope;
import dev.javacdk.manifest.model.Node;
import dev.javacdk.manifest.model.Paginator.Strategy;
import java.net.URI;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What comes next is what an expression makes of an answer. */
final class CursorRule {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String LINK = "link";

  private final Surroundings surroundings;
  private final Node node;
  private final Text value;
  private final @Nullable Text stop;
  private final OptionalInt size;
  private final @Nullable URI base;
  private final String records;
  private final Set<String> body;

  /** Objects that hold the records, and so are there whatever else is not. */
  private final Set<String> around = new TreeSet<>();

  private final Set<String> headers;

  /** How much is read of the list of records: its length, and its last one; null where nothing. */
  private final @Nullable Use list;

  /**
   * Of one stream.
   *
   * @param base below which the addresses are that it gives; null where it gives none
   * @param records the JSON pointer of the records
   * @param changes whether the records that the stream gives are others than those of the answer
   */
  CursorRule(
      Surroundings surroundings,
      Strategy.Cursor cursor,
      OptionalInt size,
      @Nullable URI base,
      String records,
      boolean changes) {
    this.surroundings = surroundings;
    this.records = records;
    this.node = cursor.node();
    this.value = Text.of(node, "cursor_value", cursor.value());
    this.stop = cursor.stop() == null ? null : Text.of(node, "stop_condition", cursor.stop());
    this.size = size;
    this.base = base;
    this.list = list(changes);
    this.body = places();
    this.headers = names();
    texts()
        .filter(text -> text.mentions("stream_slice"))
        .forEach(text -> {
          throw new Refused(
              node.problem(text.field(), "looks at the slice, which cannot be done yet"));
        });
  }

  private Stream<Text> texts() {
    return stop == null ? Stream.of(value) : Stream.of(value, stop);
  }

  /**
   * How much is read of the list of records, which is not kept: none of what stands in it but how
   * many there are, and the last one, where that goes through the stream as it is.
   */
  private @Nullable Use list(boolean changes) {
    Use most = null;
    for (Text text : (Iterable<Text>) texts()::iterator) {
      Use use = text.paths("response").uses().get(records);
      if (use == Use.ALL || (use == Use.LAST && changes)) {
        return null;
      }
      most = most == null || (use != null && use.compareTo(most) > 0) ? use : most;
    }
    return most;
  }

  /**
   * Places of the body: of what is looked at, the objects around it, since it is another thing to
   * an expression that a value is missing than that the object is in which it would be.
   */
  private Set<String> places() {
    Set<String> places = new TreeSet<>();
    texts()
        .forEach(text -> {
          Reads reads = text.paths("response");
          if (reads.whole() && !(list != null && records.isEmpty())) {
            throw new Refused(
                node.problem(
                    text.field(),
                    "looks at the response as a whole, which is not kept: name the place that it needs"));
          }
          reads.pointers().stream()
              .filter(pointer -> list == null || !pointer.equals(records))
              .forEach(pointer -> places.add(untilIndex(text, pointer)));
        });
    places.removeIf(place -> places.stream().anyMatch(other -> place.startsWith(other + "/")));
    return places;
  }

  private String untilIndex(Text text, String pointer) {
    StringBuilder place = new StringBuilder();
    boolean isElement = false;
    for (String segment : pointer.substring(1).split("/", -1)) {
      isElement = segment.matches("-?\\d+");
      if (isElement) {
        break;
      }
      place.append('/').append(segment);
    }
    if (place.isEmpty()) {
      throw new Refused(
          node.problem(text.field(), "looks at an element of the response: use last_record"));
    }
    int last = place.lastIndexOf("/");
    if (isElement || last == 0) {
      return place.toString();
    }
    String object = place.substring(0, last);
    if ((records + "/").startsWith(object + "/")) {
      around.add(object);
      return place.toString();
    }
    return object;
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>();
    texts()
        .forEach(text -> {
          Reads reads = text.paths("headers");
          if (reads.whole()) {
            throw new Refused(
                node.problem(text.field(), "looks at all headers: name the one that it needs"));
          }
          reads.pointers().forEach(pointer -> names.add(pointer.substring(1).split("/", -1)[0]));
        });
    return names;
  }

  PageRule rule() {
    PageRule rule = PageRule.of("'" + value + "'", (asked, page) -> next(page));
    for (String place : body) {
      rule = rule.looksAt(place);
    }
    boolean isLast = list == Use.LAST || texts().anyMatch(text -> text.mentions("last_record"));
    return isLast ? rule.looksAtLastRecord() : rule;
  }

  private @Nullable JsonNode next(PageFacts page) {
    JsonNode last = page.last("");
    Scope scope =
        surroundings
            .scope(node)
            .with("response", response(page))
            .with("headers", headers(page))
            .with("last_record", last == null ? NODES.nullNode() : last)
            .with("last_page_size", NODES.numberNode(page.records()))
            .with(
                "page_size",
                size.isPresent() ? NODES.numberNode(size.getAsInt()) : NODES.nullNode());
    if (stop != null && stop.holds(scope)) {
      return null;
    }
    JsonNode next = value.literal(scope);
    if (Falsy.is(next)) {
      return null;
    }
    return base == null ? next : NODES.stringNode(address(base, Expression.str(next)));
  }

  /** As Python joins it: to the first part of all addresses, not to the page's own. */
  private static String address(URI base, String path) {
    String folder = base.toString().endsWith("/") ? base.toString() : base + "/";
    return UrlText.resolve(URI.create(folder), path).toString();
  }

  private JsonNode response(PageFacts page) {
    boolean isList = list != null && page.hasContent() && page.placeReached() == depth(records);
    if (isList && records.isEmpty()) {
      return list(page);
    }
    ObjectNode response = NODES.objectNode();
    around.stream()
        .filter(object -> depth(object) <= page.placeReached())
        .forEach(object -> JsonPlaces.set(response, object, NODES.objectNode()));
    if (isList) {
      JsonPlaces.set(response, records, list(page));
    }
    for (String place : body) {
      JsonNode said = page.captured().get(Pointer.of(place)); // JSON's null too, which is none
      if (said != null) {
        JsonPlaces.set(response, place, said);
      }
    }
    return response;
  }

  /** As long as the list of records was, with the last of them where it is looked at. */
  private static JsonNode list(PageFacts page) {
    ArrayNode list = NODES.arrayNode();
    for (long index = 1; index < page.records(); index++) {
      list.addNull();
    }
    if (page.records() > 0) {
      JsonNode last = page.last("");
      list.add(last == null ? NODES.nullNode() : last);
    }
    return list;
  }

  private static int depth(String pointer) {
    return Pointer.of(pointer).depth();
  }

  private JsonNode headers(PageFacts page) {
    ObjectNode all = NODES.objectNode();
    for (String name : headers) {
      String said = page.header(name);
      if (name.equals(LINK)) {
        all.set(LINK, Links.of(said == null ? "" : said));
      } else if (said != null) {
        all.put(name, said);
      }
    }
    return all;
  }
}
