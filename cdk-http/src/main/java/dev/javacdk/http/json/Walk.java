package dev.javacdk.http.json;

import dev.javacdk.http.json.Trails.Trail;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * Walks one JSON document once, forwards: hands on its records where they stand, and keeps the few
 * values that were asked for, wherever they stand. Confined to the thread that reads.
 */
public final class Walk {

  private final @Nullable Place place;
  private final RecordSink sink;
  private final Trails met;
  private final List<Region> regions = new ArrayList<>();

  /** Behind so many values that were captured, nothing is looked at any more. */
  private int enough = Integer.MAX_VALUE;

  private long records;
  private boolean found;
  private @Nullable String instead;

  private Walk(@Nullable Place place, RecordSink sink) {
    this.place = place;
    this.met = new Trails(place);
    this.sink = sink;
  }

  /**
   * Walks the document at whose first token the parser stands.
   *
   * @param place where the records stand
   * @param captures other places whose values are wanted; none of them wild
   * @throws NoRecordsFound where the place was not met
   */
  public static Walk records(
      JsonParser parser, Place place, Collection<Pointer> captures, RecordSink sink) {
    Walk walk = new Walk(place, sink);
    List<Trail> trails = walk.met.start(captures);
    boolean isList = parser.currentToken() == JsonToken.START_ARRAY;
    if (isList && place.inElements() && place.pointer().depth() > 0) {
      walk.elements(parser, trails);
    } else {
      walk.value(parser, trails);
    }
    if (!walk.found && !place.optional()) {
      throw new NoRecordsFound(place, walk.instead);
    }
    return walk;
  }

  /** Walks the document at whose first token the parser stands, for these values only. */
  public static Walk captures(JsonParser parser, Collection<Pointer> captures) {
    Walk walk = new Walk(null, p -> {});
    walk.value(parser, walk.met.start(captures));
    return walk;
  }

  /** The same, up to where each place was met: what else stands behind that is not looked at. */
  public static Walk firstCaptures(JsonParser parser, Collection<Pointer> captures) {
    Walk walk = new Walk(null, p -> {});
    walk.enough = captures.size();
    walk.value(parser, walk.met.start(captures));
    return walk;
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

  /** Where the records stood, where the document is read as bytes. */
  public List<Region> regions() {
    return regions;
  }

  private void value(JsonParser parser, List<Trail> trails) {
    if (trails.isEmpty()) {
      parser.skipChildren();
      return;
    }
    for (Trail trail : trails) {
      if (trail.ended()) {
        if (place != null && trail.pointer().equals(place.pointer())) {
          recordsHere(parser, place, trails);
        } else {
          met.capture(Json.tree(parser), trails);
        }
        return;
      }
    }
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      object(parser, trails);
    } else if (token == JsonToken.START_ARRAY) {
      array(parser, trails);
    }
  }

  /** Each element as a document of its own; other values are those of the first one. */
  private void elements(JsonParser parser, List<Trail> trails) {
    List<Trail> here = trails;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      value(parser, here);
      here = trails.subList(trails.size() - 1, trails.size());
    }
  }

  private void object(JsonParser parser, List<Trail> trails) {
    boolean empty = true;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      value(parser, met.inside(trails, name));
      empty = false;
      if (met.captured().size() >= enough) {
        return;
      }
    }
    noteEmpty(empty, trails);
  }

  private void array(JsonParser parser, List<Trail> trails) {
    int index = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      value(parser, met.inside(trails, Integer.toString(index)));
      index++;
      if (met.captured().size() >= enough) {
        return;
      }
    }
    noteEmpty(index == 0, trails);
  }

  /** A {@code *} over nothing is met: there is just nothing in it. */
  private void noteEmpty(boolean empty, List<Trail> trails) {
    if (empty && place != null) {
      for (Trail trail : trails) {
        if (trail.pointer().equals(place.pointer()) && trail.pointer().isWildAt(trail.depth())) {
          found = true;
        }
      }
    }
  }

  private void recordsHere(JsonParser parser, Place where, List<Trail> trails) {
    JsonToken token = parser.currentToken();
    long from = parser.currentTokenLocation().getByteOffset();
    if (token == JsonToken.START_ARRAY && !where.single()) {
      found = true;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        take(parser, where);
      }
      regions.add(new Region(from, parser.currentTokenLocation().getByteOffset() + 1));
    } else if (token == JsonToken.START_OBJECT && where.takesObjects()) {
      found = true;
      if (where.holds() == Place.Holds.EITHER) {
        takeUnlessEmpty(parser, where, trails);
      } else {
        take(parser, where);
      }
      regions.add(new Region(from, parser.currentTokenLocation().getByteOffset() + 1));
    } else if (token == JsonToken.VALUE_NULL && where.pointer().isWild()) {
      // An element whose object inside is null has no record.
      found = true;
    } else {
      instead = kind(token);
      parser.skipChildren();
    }
  }

  private void takeUnlessEmpty(JsonParser parser, Place where, List<Trail> trails) {
    JsonNode object = Json.tree(parser);
    met.capture(object, trails.stream().filter(trail -> !trail.ended()).toList());
    if (!object.isEmpty()) {
      try (JsonParser again = Json.parser(object)) {
        again.nextToken();
        take(again, where);
      }
    }
  }

  private void take(JsonParser parser, Place where) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new NoRecordsFound(where, kind(parser.currentToken()) + " among the records");
    }
    records++;
    sink.take(parser);
  }

  private static String kind(@Nullable JsonToken token) {
    if (token == null) {
      return "nothing";
    }
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case VALUE_NULL -> "null";
      default -> token.toString();
    };
  }
}
