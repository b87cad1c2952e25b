package dev.javacdk.api.state;

import dev.javacdk.api.internal.CanonicalJson;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An independent part of a stream: one parent record of a substream, one region, one time window.
 *
 * <p>Its identity is its key, a JSON object. The partition of a substream also holds its parent's
 * partition, under {@code parent_slice} and as part of the key; and it may carry {@link #data()}:
 * the fields of the parent record that requests need, which are no part of its identity. Values are
 * asked for by name, and found in the key, then in the data, then in the parent's partition.
 */
public final class Partition extends NamedValues {

  /** The field of a substream's key that holds the partition of its parent. */
  public static final String PARENT_SLICE = "parent_slice";

  private static final ObjectNode NO_DATA = JsonNodeFactory.instance.objectNode();
  private static final Partition WHOLE = new Partition(NO_DATA, NO_DATA, null);

  private final ObjectNode data;
  private final @Nullable Partition parent;

  /** Of a key and data that nobody else can change. */
  private Partition(ObjectNode key, ObjectNode data, @Nullable Partition parent) {
    super(key, CanonicalJson.of(key));
    this.data = data.isEmpty() ? NO_DATA : data;
    this.parent = parent;
  }

  private static Partition ofOwn(ObjectNode key) {
    return new Partition(
        key, NO_DATA, key.get(PARENT_SLICE) instanceof ObjectNode slice ? ofOwn(slice) : null);
  }

  /** The one partition of a stream that has no parts; its key is {@code {}}. */
  public static Partition whole() {
    return WHOLE;
  }

  /** A partition whose key is one named string. */
  public static Partition of(String name, String value) {
    return of(object(name, node(value)));
  }

  /** A partition whose key is one named JSON value. */
  public static Partition of(String name, JsonNode value) {
    return of(object(name, Objects.requireNonNull(value, "value")));
  }

  /** A partition with this key. */
  public static Partition of(ObjectNode key) {
    return ofOwn(key.deepCopy());
  }

  /** A partition of a substream: one record of the parent, in the parent's own partition. */
  public static Partition of(String name, JsonNode value, Partition parent) {
    // One parent has many partitions: all of them have it, and nobody can change it.
    Partition above =
        parent.data.isEmpty() ? parent : new Partition(parent.fields(), NO_DATA, parent.parent);
    ObjectNode key = object(name, Objects.requireNonNull(value, "value").deepCopy());
    key.set(PARENT_SLICE, above.fields());
    return new Partition(key, NO_DATA, above);
  }

  /** The same partition, carrying these fields of its parent's record. */
  public Partition withData(ObjectNode data) {
    return new Partition(fields(), data.deepCopy(), parent);
  }

  /** The fields of the parent's record that this partition carries; a copy, maybe empty. */
  public ObjectNode data() {
    return data.deepCopy();
  }

  /** The partition of the parent stream in which the parent's record was; empty in no substream. */
  public Optional<Partition> parent() {
    return Optional.ofNullable(parent);
  }

  @Override
  @Nullable JsonNode find(String name) {
    JsonNode value = super.find(name);
    if (value == null) {
      value = data.get(name);
    }
    if (value == null && parent != null) {
      value = parent.find(name);
    }
    return value;
  }
}
