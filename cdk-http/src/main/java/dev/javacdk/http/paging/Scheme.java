package dev.javacdk.http.paging;

import dev.javacdk.api.CursorPosition;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.http.json.Json;
import dev.javacdk.http.json.Pointer;
import dev.javacdk.http.request.Call;
import dev.javacdk.http.request.UrlText;
import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** How pages follow each other. A closed family of values. */
sealed interface Scheme {

  /** There is one page. */
  record Single() implements Scheme {
    @Override
    public Target target() {
      return new Target(Target.Kind.QUERY, "");
    }

    @Override
    public @Nullable JsonNode next(CursorPosition asked, PageFacts facts) {
      return null;
    }

    @Override
    public String words() {
      return "one page";
    }
  }

  /** The response has a token for the next page in its body. */
  record BodyToken(Pointer place, Target target) implements Scheme {
    @Override
    public @Nullable JsonNode next(CursorPosition asked, PageFacts facts) {
      return token(facts.at(place));
    }

    @Override
    public List<Pointer> captures() {
      return List.of(place);
    }

    @Override
    public String words() {
      return "token " + place;
    }
  }

  /** The response has a token for the next page in a header. */
  record HeaderToken(String header, Target target) implements Scheme {
    @Override
    public @Nullable JsonNode next(CursorPosition asked, PageFacts facts) {
      return facts.headers().apply(header).stream()
          .findFirst()
          .filter(value -> !value.isBlank())
          .map(JsonNodeFactory.instance::stringNode)
          .orElse(null);
    }

    @Override
    public String words() {
      return "token in header " + header;
    }
  }

  /** The last record has what the next page begins behind. */
  record LastRecord(Pointer place, Target target) implements Scheme {
    @Override
    public @Nullable JsonNode next(CursorPosition asked, PageFacts facts) {
      JsonNode value = token(facts.lastRecord());
      if (value == null && facts.records() > 0) {
        throw new SystemError("the last record of the page has no value at " + place);
      }
      return value;
    }

    @Override
    public @Nullable Pointer lastRecord() {
      return place;
    }

    @Override
    public boolean endsOnEmptyPage() {
      return true;
    }

    @Override
    public String words() {
      return "keyset " + place;
    }
  }

  /** Pages are numbered. */
  record Numbered(Target target, long first) implements Scheme {
    @Override
    public JsonNode next(CursorPosition asked, PageFacts facts) {
      return JsonNodeFactory.instance.numberNode(asked.number(field(), first) + 1);
    }

    @Override
    public boolean endsOnEmptyPage() {
      return true;
    }

    @Override
    public boolean shifts() {
      return true;
    }

    @Override
    public @Nullable JsonNode back(CursorPosition position, int pages, long size) {
      long page = position.number(field(), first) - pages;
      return page <= first ? null : JsonNodeFactory.instance.numberNode(page);
    }

    @Override
    public String words() {
      return "page number";
    }
  }

  /** Pages begin so many records from the start; the next one behind what came. */
  record Offset(Target target) implements Scheme {
    @Override
    public JsonNode next(CursorPosition asked, PageFacts facts) {
      return JsonNodeFactory.instance.numberNode(asked.number(field(), 0) + facts.records());
    }

    @Override
    public boolean endsOnEmptyPage() {
      return true;
    }

    @Override
    public boolean shifts() {
      return true;
    }

    @Override
    public @Nullable JsonNode back(CursorPosition position, int pages, long size) {
      long offset = position.number(field(), 0) - pages * size;
      return offset <= 0 ? null : JsonNodeFactory.instance.numberNode(offset);
    }

    @Override
    public String words() {
      return "offset";
    }
  }

  /** The response has the next page's address: in its body, or in its {@code Link} header. */
  record Link(@Nullable Pointer place) implements Scheme {
    private static final Pattern NEXT =
        Pattern.compile("<([^>]*)>((?:\\s*;\\s*[^,;=]+=(?:\"[^\"]*\"|[^,;]*))*)");
    private static final Pattern REL =
        Pattern.compile(
            ";\\s*rel\\s*=\\s*(?:\"(?:[^\"]*\\s)?next(?:\\s[^\"]*)?\"|next(?=\\s*(?:;|$)))",
            Pattern.CASE_INSENSITIVE);

    @Override
    public Target target() {
      return new Target(Target.Kind.QUERY, "next");
    }

    @Override
    public @Nullable JsonNode next(CursorPosition asked, PageFacts facts) {
      String link = place == null ? inHeader(facts) : inBody(facts, place);
      if (link == null) {
        return null;
      }
      try {
        URI next = UrlText.resolve(facts.url(), link);
        for (String parameter : facts.hidden()) {
          next = UrlText.withoutParameter(next, parameter);
        }
        return JsonNodeFactory.instance.stringNode(shorten(facts.url(), next));
      } catch (IllegalArgumentException e) {
        throw new SystemError("the link to the next page is no URL: '" + link + "'", e);
      }
    }

    @Override
    public Call put(Call call, JsonNode value) {
      try {
        return call.url(UrlText.resolve(call.url(), Json.text(value)));
      } catch (IllegalArgumentException e) {
        throw new SystemError("the position {\"next\":" + value + "} holds no URL", e);
      }
    }

    @Override
    public List<Pointer> captures() {
      return place == null ? List.of() : List.of(place);
    }

    @Override
    public String words() {
      return place == null ? "Link header" : "next link " + place;
    }

    private static @Nullable String inBody(PageFacts facts, Pointer place) {
      JsonNode link = token(facts.at(place));
      if (link != null && !link.isString()) {
        throw new SystemError("expected a link at " + place + ", found " + link);
      }
      return link == null ? null : link.stringValue();
    }

    private static @Nullable String inHeader(PageFacts facts) {
      Stream<Matcher> links =
          facts.headers().apply("Link").stream()
              .flatMap(header -> NEXT.matcher(header).results().map(r -> NEXT.matcher(r.group())));
      return links
          .filter(Matcher::matches)
          .filter(link -> REL.matcher(link.group(2)).find())
          .map(link -> link.group(1))
          .findFirst()
          .orElse(null);
    }

    /**
     * Without the origin where it is the request's own: the state stays good when the host moves.
     */
    private static String shorten(URI from, URI next) {
      if (!UrlText.origin(from).equals(UrlText.origin(next))) {
        return next.toString();
      }
      String query = next.getRawQuery();
      String path = next.getRawPath().isEmpty() ? "/" : next.getRawPath();
      return query == null ? path : path + "?" + query;
    }
  }

  /** Where the position goes. */
  Target target();

  /** The value of the next position, or null where the response says that there is none. */
  @Nullable JsonNode next(CursorPosition asked, PageFacts facts);

  /** In a word or two. */
  String words();

  /** What the position is called in the state. */
  default String field() {
    return target().field();
  }

  /** The call for the page at this position. */
  default Call put(Call call, JsonNode value) {
    return target().put(call, value);
  }

  /** Whether a page without records is the last one. */
  default boolean endsOnEmptyPage() {
    return false;
  }

  /** Whether rows that come or go move the others past a position. */
  default boolean shifts() {
    return false;
  }

  /** The value of the position so many pages earlier; null: the start. */
  default @Nullable JsonNode back(CursorPosition position, int pages, long size) {
    throw new IllegalStateException("positions of a " + words() + " cannot be counted back");
  }

  /** Whether the position is a value that the response has, which may stand beside others. */
  default boolean hasToken() {
    return this instanceof BodyToken || this instanceof HeaderToken || this instanceof LastRecord;
  }

  /** Places of the body that are looked at. */
  default List<Pointer> captures() {
    return List.of();
  }

  /** The place of each record that is looked at; null for none. */
  default @Nullable Pointer lastRecord() {
    return null;
  }

  /** A token that is there: not null, not empty, not {@code false}. */
  private static @Nullable JsonNode token(@Nullable JsonNode value) {
    boolean absent =
        value == null
            || value.isNull()
            || (value.isString() && value.stringValue().isBlank())
            || (value.isBoolean() && !value.booleanValue())
            || (value.isContainer() && value.isEmpty());
    return absent ? null : value;
  }
}
