package dev.javacdk.flink.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.message.StreamId;
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

  /** The record's data as JSON. */
  public String json() {
    return ExactJson.MAPPER.writeValueAsString(data());
  }
}
