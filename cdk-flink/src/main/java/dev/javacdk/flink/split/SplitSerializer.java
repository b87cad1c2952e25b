package dev.javacdk.flink.split;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.javacdk.core.message.ExactJson;
import dev.javacdk.flink.split.Reached.End;
import java.io.IOException;
import java.util.Locale;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Splits as JSON, in the words that a state on the wire has. */
public final class SplitSerializer implements SimpleVersionedSerializer<PartitionSplit> {

  private static final int VERSION = 1;

  private static final String STREAM = "stream";
  private static final String NUMBER = "number";
  private static final String PARTITION = "partition";
  private static final String DATA = "data";
  private static final String FAILURES = "failures";
  private static final String CURSOR = "cursor";
  private static final String PAGE = "page";
  private static final String UNTIL = "until";
  private static final String RECORDS = "records";
  private static final String END = "end";
  private static final String REASON = "reason";
  private static final String KEPT = "kept";

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(PartitionSplit split) {
    Reached reached = split.reached();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put(STREAM, split.stream()).put(NUMBER, split.number());
    json.set(PARTITION, split.partition());
    if (!split.data().isEmpty()) {
      json.set(DATA, split.data());
    }
    if (split.failures() > 0) {
      json.put(FAILURES, split.failures());
    }
    json.set(CURSOR, ExactJson.MAPPER.readTree(reached.cursor()));
    if (reached.page() != null) {
      json.set(PAGE, ExactJson.MAPPER.readTree(reached.page()));
    }
    if (reached.until() != null) {
      json.put(UNTIL, reached.until());
    }
    json.put(RECORDS, reached.records());
    if (split.kept() >= 0) {
      json.put(KEPT, split.kept());
    }
    if (reached.end() != End.OPEN) {
      json.put(END, reached.end().name().toLowerCase(Locale.ROOT));
      json.put(REASON, reached.reason());
    }
    return ExactJson.MAPPER.writeValueAsString(json).getBytes(UTF_8);
  }

  @Override
  public PartitionSplit deserialize(int version, byte[] bytes) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "a split of version %d cannot be read by this one, which writes version %d"
              .formatted(version, VERSION));
    }
    try {
      return read((ObjectNode) ExactJson.MAPPER.readTree(bytes));
    } catch (JacksonException | ClassCastException | IllegalArgumentException e) {
      throw new IOException("not a split: " + new String(bytes, UTF_8), e);
    }
  }

  private static PartitionSplit read(ObjectNode json) {
    String end = json.path(END).asString(End.OPEN.name());
    Reached reached =
        new Reached(
            json.required(CURSOR).toString(),
            text(json.get(PAGE)),
            json.path(UNTIL).asString(null),
            json.path(RECORDS).asLong(0),
            End.valueOf(end.toUpperCase(Locale.ROOT)),
            json.path(REASON).asString(""));
    return new PartitionSplit(
        json.required(STREAM).asString(),
        json.required(NUMBER).asLong(),
        (ObjectNode) json.required(PARTITION),
        json.has(DATA) ? (ObjectNode) json.required(DATA) : json.objectNode(),
        json.path(FAILURES).asInt(0),
        reached,
        json.path(KEPT).asLong(-1));
  }

  private static @Nullable String text(@Nullable JsonNode json) {
    return json == null ? null : json.toString();
  }
}
