package dev.javacdk.flink.json;

import dev.javacdk.core.message.ExactJson;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes an object as the length and the bytes of its JSON. Has no state. */
final class ObjectNodeSerializer extends TypeSerializer<ObjectNode> {

  private static final long serialVersionUID = 1;

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public TypeSerializer<ObjectNode> duplicate() {
    return this;
  }

  @Override
  public ObjectNode createInstance() {
    return JsonNodeFactory.instance.objectNode();
  }

  @Override
  public ObjectNode copy(ObjectNode from) {
    return from.deepCopy();
  }

  @Override
  public ObjectNode copy(ObjectNode from, ObjectNode reuse) {
    return copy(from);
  }

  /** Each has its own. */
  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(ObjectNode object, DataOutputView target) throws IOException {
    byte[] json = ExactJson.MAPPER.writeValueAsBytes(object);
    target.writeInt(json.length);
    target.write(json);
  }

  @Override
  public ObjectNode deserialize(DataInputView source) throws IOException {
    try {
      return (ObjectNode) ExactJson.MAPPER.readTree(bytes(source));
    } catch (JacksonException e) {
      throw new IOException("what should be a JSON object is none", e);
    }
  }

  @Override
  public ObjectNode deserialize(ObjectNode reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    byte[] json = bytes(source);
    target.writeInt(json.length);
    target.write(json);
  }

  private static byte[] bytes(DataInputView source) throws IOException {
    byte[] json = new byte[source.readInt()];
    source.readFully(json);
    return json;
  }

  @Override
  public TypeSerializerSnapshot<ObjectNode> snapshotConfiguration() {
    return new ObjectNodeSnapshot();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ObjectNodeSerializer;
  }

  @Override
  public int hashCode() {
    return ObjectNodeSerializer.class.hashCode();
  }
}
