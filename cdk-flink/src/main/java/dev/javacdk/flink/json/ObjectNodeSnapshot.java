package dev.javacdk.flink.json;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a savepoint says of how its JSON objects are written: a version, and no more. For Flink,
 * which finds it by the name of the class.
 */
public final class ObjectNodeSnapshot implements TypeSerializerSnapshot<ObjectNode> {

  private static final int VERSION = 1;

  /** For Flink. */
  public ObjectNodeSnapshot() {}

  @Override
  public int getCurrentVersion() {
    return VERSION;
  }

  @Override
  public void writeSnapshot(DataOutputView out) {}

  @Override
  public void readSnapshot(int version, DataInputView in, ClassLoader classes) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "the savepoint has JSON objects of version %d, which this version of the kit does not know; it knows %d"
              .formatted(version, VERSION));
    }
  }

  @Override
  public TypeSerializer<ObjectNode> restoreSerializer() {
    return new ObjectNodeSerializer();
  }

  @Override
  public TypeSerializerSchemaCompatibility<ObjectNode> resolveSchemaCompatibility(
      TypeSerializerSnapshot<ObjectNode> old) {
    return old instanceof ObjectNodeSnapshot
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.incompatible();
  }
}
