package dev.javacdk.flink.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.message.StreamId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One record, as the kit has encoded it. Valid while it is read. */
public final class RecordLine {

  private final StreamId stream;
  private final byte[] lines;
  private final int start;
  private final int end;

  /**
   * A record of this stream.
   *
   * @param lines holds its message
   * @param start of the message
   * @param end behind the message, without its line feed
   */
  public RecordLine(StreamId stream, byte[] lines, int start, int end) {
    this.stream = stream;
    this.lines = lines;
    this.start = start;
    this.end = end;
  }

  /** The stream that it is of. */
  public StreamId stream() {
    return stream;
  }

  /** The whole RECORD message. */
  public String message() {
    return new String(lines, start, end - start, UTF_8);
  }

  /** The record's data. */
  public ObjectNode data() {
    JsonNode message = ExactJson.MAPPER.readTree(lines, start, end - start);
    return (ObjectNode) message.path("record").path("data");
  }

  /** A field at the top of the record's data; null where it has none. Reads no more than that. */
  public @Nullable JsonNode field(String name) {
    try (JsonParser parser = ExactJson.MAPPER.createParser(lines, start, end - start)) {
      return inside(parser, "record") && inside(parser, "data") && inside(parser, name)
          ? ExactJson.readTree(parser)
          : null;
    }
  }

  /** Goes on to the value of a member of the object that is next; returns whether it has one. */
  private static boolean inside(JsonParser parser, String name) {
    if (parser.currentToken() == null) {
      parser.nextToken();
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean isIt = parser.currentName().equals(name);
      parser.nextToken();
      if (isIt) {
        return true;
      }
      parser.skipChildren();
    }
    return false;
  }

  /** The record's data as JSON. */
  public String json() {
    return ExactJson.MAPPER.writeValueAsString(data());
  }
}
