package dev.javacdk.api.spec;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the records of a stream look like: a JSON Schema of type {@code object}. Immutable; safe for
 * use by many threads.
 */
public final class Schema {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Schema ANY = new Schema(anyObject());

  private final ObjectNode json;

  private Schema(ObjectNode json) {
    this.json = json;
  }

  /** The schema of a Java record: a property for each component, under the name Jackson writes. */
  public static Schema of(Class<? extends Record> type) {
    return new Schema(RecordSchema.ofData(type));
  }

  /** A schema as it stands: built by hand, or fetched from the API. Keeps a copy. */
  public static Schema of(ObjectNode json) {
    return new Schema(json.deepCopy());
  }

  /**
   * A schema from a resource on the class path.
   *
   * @param beside the class whose package the path starts from
   * @param path the resource, {@code "contacts.json"} say
   * @throws IllegalArgumentException where there is no such resource, or it is no JSON object
   */
  public static Schema resource(Class<?> beside, String path) {
    try (InputStream in = beside.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource '" + path + "' beside " + beside.getName());
      }
      if (JSON.readTree(in) instanceof ObjectNode object) {
        return new Schema(object);
      }
      throw new IllegalArgumentException("resource '" + path + "' is not a JSON object");
    } catch (IOException | JacksonException e) {
      throw new IllegalArgumentException("resource '" + path + "' cannot be read: " + e, e);
    }
  }

  /** Any object: nothing is said of its fields. */
  public static Schema any() {
    return ANY;
  }

  /** A copy as JSON. */
  public ObjectNode toJson() {
    return json.deepCopy();
  }

  /** Whether a field of that name is among the properties. */
  public boolean has(String field) {
    JsonNode properties = json.get("properties");
    return properties != null && properties.has(field);
  }

  /** The names of the fields at the top, in the schema's order. */
  public List<String> fields() {
    return List.copyOf(json.path("properties").propertyNames());
  }

  /** Whether anything is said of the fields. */
  public boolean saysProperties() {
    return json.path("properties") instanceof ObjectNode properties && !properties.isEmpty();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Schema that && json.equals(that.json);
  }

  @Override
  public int hashCode() {
    return Objects.hash(json);
  }

  /** The schema as one line of JSON. */
  @Override
  public String toString() {
    return json.toString();
  }

  private static ObjectNode anyObject() {
    ObjectNode any = JsonNodeFactory.instance.objectNode();
    any.put("type", "object");
    any.put("additionalProperties", true);
    any.putObject("properties");
    return any;
  }
}
