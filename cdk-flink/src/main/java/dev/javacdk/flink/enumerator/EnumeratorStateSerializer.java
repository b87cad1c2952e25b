package dev.javacdk.flink.enumerator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.javacdk.core.message.ExactJson;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The enumerator's state as JSON. */
public final class EnumeratorStateSerializer implements SimpleVersionedSerializer<EnumeratorState> {

  private static final int VERSION = 1;
  private static final String BEGAN = "began";
  private static final String STREAMS = "streams";

  @Override
  public int getVersion() {
    return VERSION;
  }

  /** Whether this is a state of an enumerator, in whatever version, or something else. */
  public static boolean isOne(byte[] bytes) {
    try {
      return ExactJson.MAPPER.readTree(bytes).path(STREAMS).isArray();
    } catch (JacksonException e) {
      return false;
    }
  }

  @Override
  public byte[] serialize(EnumeratorState state) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put(BEGAN, state.began().toString());
    ArrayNode streams = json.putArray(STREAMS);
    state.streams().forEach(streams::add);
    return ExactJson.MAPPER.writeValueAsString(json).getBytes(UTF_8);
  }

  @Override
  public EnumeratorState deserialize(int version, byte[] bytes) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "an enumerator's state of version %d cannot be read by this one, which writes version %d"
              .formatted(version, VERSION));
    }
    try {
      JsonNode json = ExactJson.MAPPER.readTree(bytes);
      List<ObjectNode> streams = new ArrayList<>();
      for (JsonNode stream : json.required(STREAMS)) {
        streams.add((ObjectNode) stream);
      }
      return new EnumeratorState(Instant.parse(json.required(BEGAN).asString()), streams);
    } catch (JacksonException
        | ClassCastException
        | IllegalArgumentException
        | DateTimeException e) {
      throw new IOException("not an enumerator's state: " + new String(bytes, UTF_8), e);
    }
  }
}
