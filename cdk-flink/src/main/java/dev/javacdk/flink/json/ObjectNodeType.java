package dev.javacdk.flink.json;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON objects as a type of Flink: for {@code returns} behind an operator that makes them, and for
 * the descriptors of states that keep them. They travel as JSON, with exact numbers; a copy shares
 * nothing. A savepoint that has some can be restored by later versions of the kit. No key: the same
 * object may be written in more than one order.
 *
 * <p>Immutable; safe for use by many threads.
 */
public final class ObjectNodeType extends TypeInformation<ObjectNode> {

  /** The type. */
  public static final ObjectNodeType INSTANCE = new ObjectNodeType();

  private static final long serialVersionUID = 1;

  private ObjectNodeType() {}

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<ObjectNode> getTypeClass() {
    return ObjectNode.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<ObjectNode> createSerializer(SerializerConfig config) {
    return new ObjectNodeSerializer();
  }

  @Override
  public String toString() {
    return "ObjectNode";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ObjectNodeType;
  }

  @Override
  public int hashCode() {
    return ObjectNodeType.class.hashCode();
  }

  @Override
  public boolean canEqual(@Nullable Object other) {
    return other instanceof ObjectNodeType;
  }
}
