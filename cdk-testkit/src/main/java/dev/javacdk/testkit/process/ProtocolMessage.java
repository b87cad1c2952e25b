package dev.javacdk.testkit.process;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line of a connector's stdout, taken apart as far as tests need it.
 *
 * <p>Immutable as long as nobody changes the JSON. Safe for use by many threads.
 *
 * @param type RECORD, STATE, LOG, TRACE, ...
 * @param json the whole message
 * @param line the line as it came, without its line break
 */
public record ProtocolMessage(String type, JsonNode json, String line) {

  /** Numbers stay as they were written. */
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** The message of a line; empty if the line is not a JSON object with a type. */
  public static Optional<ProtocolMessage> parse(String line) {
    try {
      JsonNode json = MAPPER.readTree(line);
      String type = json.path("type").asString("");
      return type.isEmpty() ? Optional.empty() : Optional.of(new ProtocolMessage(type, json, line));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** Whether it is a RECORD. */
  public boolean isRecord() {
    return type.equals("RECORD");
  }

  /** Whether it is a STATE. */
  public boolean isState() {
    return type.equals("STATE");
  }

  /** Whether it is a TRACE of a stream's status, such as {@code STARTED}. */
  public boolean isStatus(String status) {
    return json.at("/trace/stream_status/status").asString("").equals(status);
  }

  /** The stream that it is about: of a RECORD, STATE, stream status, error or estimate. */
  public Optional<StreamId> stream() {
    return switch (type) {
      case "RECORD" -> StreamId.in(json.path("record"), "stream");
      case "STATE" -> StreamId.in(json.at("/state/stream/stream_descriptor"), "name");
      case "TRACE" ->
          StreamId.in(json.at("/trace/stream_status/stream_descriptor"), "name")
              .or(() -> StreamId.in(json.at("/trace/error/stream_descriptor"), "name"))
              .or(() -> StreamId.in(json.at("/trace/estimate"), "name"));
      default -> Optional.empty();
    };
  }

  /** Whether it is about the stream of this name, in whatever namespace. */
  public boolean isOf(String streamName) {
    return stream().filter(id -> id.name().equals(streamName)).isPresent();
  }

  /** The data of a RECORD, the stream's state of a STATE; a missing node for anything else. */
  public JsonNode data() {
    return json.at(isState() ? "/state/stream/stream_state" : "/record/data");
  }

  @Override
  public String toString() {
    return line;
  }
}
