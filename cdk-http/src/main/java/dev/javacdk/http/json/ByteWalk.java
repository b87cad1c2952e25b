package dev.javacdk.http.json;

import dev.javacdk.api.internal.JsonScan;
import dev.javacdk.api.read.JsonLimits;
import dev.javacdk.http.json.Trails.Trail;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/**
 * Walks a document that is held in memory, as {@link Walk} does, but over its bytes: records are
 * handed on where they lie, and what is not looked for is only scanned. It gives up wherever a
 * parser might see anything else, and says nothing of it: the document then has to be walked by
 * one, which takes the records that were not taken yet. Confined to the thread that reads.
 */
public final class ByteWalk {

  private static final int GIVEN_UP = -1;

  private final byte[] json;
  private final JsonLimits limits;
  private final Place place;
  private final ByteSink sink;
  private final JsonScan scan = new JsonScan();
  private final Trails met;
  private final List<Region> regions = new ArrayList<>();
  private long records;
  private boolean found;
  private @Nullable JacksonException refused;

  private ByteWalk(byte[] json, JsonLimits limits, Place place, ByteSink sink) {
    this.json = json;
    this.limits = limits;
    this.place = place;
    this.sink = sink;
    this.met = new Trails(place);
    scan.within(limits.depth(), limits.nameLength(), limits.numberLength(), limits.recordBytes());
  }

  /**
   * Whether a walk over bytes finds records there: a list at one place, among which nothing else is
   * looked for.
   */
  public static boolean finds(Place place, Collection<Pointer> captures) {
    Pointer list = place.pointer();
    return !place.single()
        && !list.isWild()
        && captures.stream().noneMatch(c -> c.holds(list) || list.holds(c));
  }

  /**
   * A walk over a document in UTF-8, as far as it went.
   *
   * @param place where the records stand
   * @param captures other places whose values are wanted
   */
  public static ByteWalk of(
      byte[] json, JsonLimits limits, Place place, Collection<Pointer> captures, ByteSink sink) {
    ByteWalk walk = new ByteWalk(json, limits, place, sink);
    int first = walk.space(0);
    if (place.inElements() && place.pointer().depth() > 0 && walk.is('[', first)) {
      return walk;
    }
    try {
      int end = walk.value(first, walk.met.start(captures), 0);
      walk.found &= end >= 0 && walk.space(end) == json.length;
    } catch (JacksonException e) {
      walk.found = false;
    }
    return walk;
  }

  /** Whether it went to the end and has met the records; otherwise it gave up. */
  public boolean ended() {
    return found;
  }

  /** What stood at the places that were asked for; a place that was not met is absent. */
  public Map<Pointer, JsonNode> captured() {
    return met.captured();
  }

  /** How many records were handed on. */
  public long records() {
    return records;
  }

  /** How many segments of the place of the records were met. */
  public int reached() {
    return met.reached();
  }

  /** Where the records stood. */
  public List<Region> regions() {
    return regions;
  }

  /** Takes the records of the same document from a parser, and passes over those already taken. */
  public RecordSink rest() {
    return new RecordSink() {
      private long number;

      @Override
      public void take(JsonParser parser) {
        if (number < records) {
          sink.pass(parser);
        } else {
          sink.take(parser);
          if (number == records && refused != null) {
            throw refused;
          }
        }
        number++;
      }
    };
  }

  private int value(int from, List<Trail> trails, int open) {
    if (from >= json.length) {
      return GIVEN_UP;
    }
    for (Trail trail : trails) {
      if (trail.ended()) {
        return trail.pointer().equals(place.pointer())
            ? list(from, open)
            : captured(from, trails, open);
      }
    }
    boolean isContainer = json[from] == '{' || json[from] == '[';
    if (trails.isEmpty() || !isContainer) {
      return scan.skip(json, from, json.length, open);
    }
    return open == limits.depth() ? GIVEN_UP : inside(from, trails, open + 1);
  }

  /** Goes through the object, or the array, that begins here. */
  private int inside(int from, List<Trail> trails, int open) {
    boolean isObject = json[from] == '{';
    char close = isObject ? '}' : ']';
    int at = space(from + 1);
    if (is(close, at)) {
      return at + 1;
    }
    for (int index = 0; true; index++) {
      String name = Integer.toString(index);
      if (isObject) {
        int end = scan.name(json, at, json.length);
        int colon = end < 0 ? GIVEN_UP : space(end);
        if (!is(':', colon)) {
          return GIVEN_UP;
        }
        name = new String(json, at + 1, end - at - 2, StandardCharsets.UTF_8);
        at = space(colon + 1);
      }
      int end = value(at, met.inside(trails, name), open);
      at = end < 0 ? GIVEN_UP : space(end);
      if (is(close, at)) {
        return at + 1;
      }
      if (!is(',', at)) {
        return GIVEN_UP;
      }
      at = space(at + 1);
    }
  }

  private int captured(int from, List<Trail> trails, int open) {
    int end = scan.skip(json, from, json.length, open);
    if (end >= 0) {
      try (JsonParser parser = Json.mapper(limits).createParser(json, from, end - from)) {
        parser.nextToken();
        met.capture(Json.tree(parser), trails);
      }
    }
    return end;
  }

  private int list(int from, int open) {
    if (json[from] != '[' || open + 1 >= limits.depth()) {
      return GIVEN_UP;
    }
    JsonLimits inside =
        new JsonLimits(
            limits.depth() - open - 1,
            limits.nameLength(),
            limits.numberLength(),
            limits.recordBytes());
    int at = space(from + 1);
    boolean isEmpty = is(']', at);
    while (!isEmpty) {
      // A record alone with a zero behind its brace would be taken for UTF-16.
      if (!is('{', at) || is('\0', at + 1)) {
        return GIVEN_UP;
      }
      at = space(take(at, inside));
      if (is(']', at)) {
        break;
      }
      if (!is(',', at)) {
        return GIVEN_UP;
      }
      at = space(at + 1);
    }
    found = true;
    regions.add(new Region(from, at + 1L));
    return at + 1;
  }

  private int take(int from, JsonLimits inside) {
    try {
      int end = sink.take(json, from, json.length, inside);
      records++;
      return end;
    } catch (JacksonException e) {
      refused = e;
      throw e;
    }
  }

  private int space(int from) {
    return JsonScan.space(json, from, json.length);
  }

  private boolean is(char character, int at) {
    return at >= 0 && at < json.length && json[at] == character;
  }
}
