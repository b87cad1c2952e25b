package dev.javacdk.http.response;

import dev.javacdk.http.json.ByteSink;
import dev.javacdk.http.json.ByteWalk;
import dev.javacdk.http.json.Place;
import dev.javacdk.http.json.Pointer;
import dev.javacdk.http.json.RecordSink;
import dev.javacdk.http.json.Region;
import dev.javacdk.http.json.Walk;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;

/** What a body is written in. Reading is confined to the thread that reads. */
public sealed interface Format {

  /**
   * What came out of a body, its records aside.
   *
   * @param records how many records it had
   * @param captured what stood at the places that were asked for
   * @param regions where its records stood, in bytes; empty where that is the whole body
   * @param reached how many segments of the place of the records were met
   */
  record Content(long records, Map<Pointer, JsonNode> captured, List<Region> regions, int reached) {
    /** Keeps a copy. */
    public Content {
      regions = List.copyOf(regions);
    }
  }

  /** One JSON document. */
  Format JSON = new Json();

  /** One JSON object a line. */
  Format JSON_LINES = new JsonLines();

  /** Rows with a header line, separated by commas. */
  Format CSV = new Csv(',');

  /** Rows with a header line, separated by this character. */
  static Format csv(char separator) {
    return new Csv(separator);
  }

  /** Whether it has places, so that records and tokens are found by pointer. */
  boolean hasPlaces();

  /** The media type that is asked for. */
  String accept();

  /**
   * Reads a body to its end.
   *
   * @param place where its records stand, in a format that has places
   * @param captures places whose values are wanted
   * @param sink takes the records; from where they lie, if it is a {@link ByteSink} and they can be
   * @throws tools.jackson.core.JacksonException where it is not in this format, or breaks off
   */
  Content read(Answer answer, Place place, Collection<Pointer> captures, RecordSink sink)
      throws IOException;

  /** One JSON document. */
  record Json() implements Format {
    @Override
    public boolean hasPlaces() {
      return true;
    }

    @Override
    public String accept() {
      return "application/json";
    }

    @Override
    public Content read(Answer answer, Place place, Collection<Pointer> captures, RecordSink sink) {
      RecordSink rest = sink;
      if (sink instanceof ByteSink bytes
          && answer.isHeldUnicode()
          && ByteWalk.finds(place, captures)) {
        ByteWalk walk = answer.walk(place, captures, bytes);
        if (walk.ended()) {
          return new Content(walk.records(), walk.captured(), walk.regions(), walk.reached());
        }
        rest = walk.rest();
      }
      try (JsonParser parser = answer.parser()) {
        if (parser.nextToken() == null) {
          throw new StreamReadException(parser, "the body is empty");
        }
        Walk walk = Walk.records(parser, place, captures, metered(answer, rest));
        if (parser.nextToken() != null) {
          throw new StreamReadException(parser, "the body goes on behind its end");
        }
        return new Content(walk.records(), walk.captured(), walk.regions(), walk.reached());
      }
    }
  }

  /** One JSON object a line. */
  record JsonLines() implements Format {
    @Override
    public boolean hasPlaces() {
      return false;
    }

    @Override
    public String accept() {
      return "application/x-ndjson, application/jsonl, application/json";
    }

    @Override
    public Content read(Answer answer, Place place, Collection<Pointer> captures, RecordSink sink) {
      long records = 0;
      try (JsonParser parser = answer.parser()) {
        while (parser.nextToken() != null) {
          if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new StreamReadException(parser, "line " + (records + 1) + " is no object");
          }
          records++;
          answer.nextRecord();
          sink.take(parser);
          answer.nextRecord();
        }
      }
      return new Content(records, Map.of(), List.of(), 0);
    }
  }

  /** The sink, before and behind each of whose records the size of what is read counts anew. */
  private static RecordSink metered(Answer answer, RecordSink sink) {
    if (answer.isHeld()) {
      return sink;
    }
    return parser -> {
      answer.nextRecord();
      sink.take(parser);
      answer.nextRecord();
    };
  }

  /**
   * Rows with a header line; every value is text.
   *
   * @param separator between columns
   */
  record Csv(char separator) implements Format {
    @Override
    public boolean hasPlaces() {
      return false;
    }

    @Override
    public String accept() {
      return "text/csv";
    }

    @Override
    public Content read(Answer answer, Place place, Collection<Pointer> captures, RecordSink sink)
        throws IOException {
      return new Content(CsvRows.read(answer, separator, sink), Map.of(), List.of(), 0);
    }
  }
}
