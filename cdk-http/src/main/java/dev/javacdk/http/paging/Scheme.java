package dev.javacdk.http.paging;

import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.http.json.Pointer;
import dev.javacdk.http.request.Call;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** How pages follow each other. A closed family of values. */
sealed interface Scheme
    permits Scheme.Single,
        Scheme.BodyToken,
        Scheme.HeaderToken,
        Scheme.LastRecord,
        Scheme.Numbered,
        Scheme.Offset,
        Link,
        ByRule {

  /** There is one page. */
  record Single() implements Scheme {
    @Override
    public Target target() {
      return new Target(Target.Kind.QUERY, "");
    }

    @Override
    public @Nullable JsonNode next(CursorPosition asked, PageFacts facts, long size) {
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
    public @Nullable JsonNode next(CursorPosition asked, PageFacts facts, long size) {
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
    public @Nullable JsonNode next(CursorPosition asked, PageFacts facts, long size) {
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
    public @Nullable JsonNode next(CursorPosition asked, PageFacts facts, long size) {
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
    public String words() {
      return "keyset " + place;
    }
  }

  /** Pages are numbered. */
  record Numbered(Target target, long first) implements Scheme {
    /** The number of the first page. */
    @Override
    public JsonNode start() {
      return JsonNodeFactory.instance.numberNode(first);
    }

    @Override
    public JsonNode next(CursorPosition asked, PageFacts facts, long size) {
      return JsonNodeFactory.instance.numberNode(asked.number(field(), first) + 1);
    }

    @Override
    public boolean skips(long size) {
      return true;
    }

    @Override
    public long atMost(CursorPosition asked, long records, long size) {
      return (asked.number(field(), first) - first) * size + records;
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
    public JsonNode start() {
      return JsonNodeFactory.instance.numberNode(0);
    }

    @Override
    public JsonNode next(CursorPosition asked, PageFacts facts, long size) {
      long step = facts.records() == 0 ? size : facts.records();
      return JsonNodeFactory.instance.numberNode(asked.number(field(), 0) + step);
    }

    @Override
    public boolean skips(long size) {
      return size > 0;
    }

    @Override
    public OptionalLong seen(CursorPosition asked, long records, OptionalLong came) {
      return came.isPresent() ? came : OptionalLong.of(asked.number(field(), 0) + records);
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

  /** Where the position goes. */
  Target target();

  /** The value of the next position, or null where the response says that there is none. */
  @Nullable JsonNode next(CursorPosition asked, PageFacts facts, long size);

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

  /** Whether the answer says where the next page is; else the kit steps by itself. */
  default boolean isLed() {
    return this instanceof BodyToken || this instanceof HeaderToken || this instanceof Link;
  }

  /** Whether it ends listings by itself, so that an end on a full page is nothing odd. */
  default boolean mayEndUnsaid() {
    return false;
  }

  /** Whether positions are the addresses of pages. */
  default boolean isAddress() {
    return false;
  }

  /** What the first page is asked for with, where its position is said; null: nothing. */
  default @Nullable JsonNode start() {
    return null;
  }

  /** Whether it can step over a page without records. */
  default boolean skips(long size) {
    return false;
  }

  /**
   * How many records there were up to this page; empty where that is unknown.
   *
   * @param came since the start of the listing, where that was read here
   */
  default OptionalLong seen(CursorPosition asked, long records, OptionalLong came) {
    return came;
  }

  /** How many there were at most, if each page before was as large as asked for. */
  default long atMost(CursorPosition asked, long records, long size) {
    return records;
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
  static @Nullable JsonNode token(@Nullable JsonNode value) {
    boolean absent =
        value == null
            || value.isNull()
            || (value.isString() && value.stringValue().isBlank())
            || (value.isBoolean() && !value.booleanValue())
            || (value.isContainer() && value.isEmpty());
    return absent ? null : value;
  }
}
