package dev.javacdk.flink.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.core.message.ExactJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ObjectNodeTypeTest {

  private static final String JSON =
      "{\"z\":1.50,\"a\":123456789012345678901234567890,\"e\":1E+400,\"n\":null,"
          + "\"of\":[{\"x\":\"ü😀\"},true],\"d\":0.1}";

  private final TypeSerializer<ObjectNode> serializer =
      ObjectNodeType.INSTANCE.createSerializer(new SerializerConfigImpl());

  private static ObjectNode read(String json) {
    return (ObjectNode) ExactJson.MAPPER.readTree(json);
  }

  /** As savepoints of version 1 have it: they are there for ever. */
  private static byte[] written(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Integer.BYTES + bytes.length)
        .putInt(bytes.length)
        .put(bytes)
        .array();
  }

  @Test
  void objectTravelsWithExactNumbers() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(8);
    serializer.serialize(read(JSON), out);
    serializer.serialize(read("{}"), out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    DataOutputSerializer copied = new DataOutputSerializer(8);
    serializer.copy(in, copied);
    assertThat(copied.getCopyOfBuffer()).isEqualTo(written(JSON));
    assertThat(serializer.deserialize(in)).isEqualTo(read("{}"));
    ObjectNode back = serializer.deserialize(new DataInputDeserializer(written(JSON)));
    assertThat(back).isEqualTo(read(JSON)).hasToString(JSON);
  }

  @Test
  void copySharesNothing() {
    ObjectNode object = read(JSON);
    ObjectNode copy = serializer.copy(object);
    ((ObjectNode) copy.path("of").path(0)).put("x", "changed");
    assertThat(object).isEqualTo(read(JSON)).isNotEqualTo(copy);
  }

  @Test
  void whatIsNoObjectIsRefused() {
    assertThatThrownBy(() -> serializer.deserialize(new DataInputDeserializer(written("{\"a\":"))))
        .isInstanceOf(IOException.class)
        .hasMessage("what should be a JSON object is none");
  }

  @Test
  void savepointSaysHowObjectsAreWritten() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(8);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    TypeSerializerSnapshot<ObjectNode> read =
        TypeSerializerSnapshot.readVersionedSnapshot(
            new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());
    assertThat(read.restoreSerializer()).isEqualTo(serializer);
    assertThat(
            serializer.snapshotConfiguration().resolveSchemaCompatibility(read).isCompatibleAsIs())
        .isTrue();
    DataInputDeserializer none = new DataInputDeserializer(new byte[0]);
    assertThatThrownBy(() ->
            read.readSnapshot(read.getCurrentVersion() + 1, none, getClass().getClassLoader()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("JSON objects of version 2");
  }

  @Test
  void typeEqualsItselfOnAnotherMachine() throws Exception {
    assertThat(InstantiationUtil.clone(ObjectNodeType.INSTANCE))
        .isEqualTo(ObjectNodeType.INSTANCE)
        .hasSameHashCodeAs(ObjectNodeType.INSTANCE)
        .isNotEqualTo(Types.STRING)
        .matches(type -> type.canEqual(type) && !type.canEqual(Types.STRING));
    assertThat(serializer)
        .isEqualTo(serializer.duplicate())
        .isNotEqualTo(Types.STRING.createSerializer(new SerializerConfigImpl()));
  }
}
