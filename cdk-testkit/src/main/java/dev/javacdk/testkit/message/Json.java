package dev.javacdk.testkit.message;

import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The one JSON mapper of the server, and pointers that may be written as plain field names. */
public final class Json {

  /** Reads and writes JSON. */
  public static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  /** An empty object. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** A text. */
  public static JsonNode text(String value) {
    return JsonNodeFactory.instance.stringNode(value);
  }

  /** {@code /a/b} is a pointer, {@code a} is the field of that name. */
  public static JsonPointer pointer(String fieldOrPointer) {
    return fieldOrPointer.startsWith("/")
        ? JsonPointer.compile(fieldOrPointer)
        : JsonPointer.empty().appendProperty(fieldOrPointer);
  }

  /** Sets a value and makes the objects on the way to it. */
  public static void put(ObjectNode root, JsonPointer where, JsonNode value) {
    ObjectNode holder = root;
    for (JsonPointer at = where; !at.tail().matches(); at = at.tail()) {
      String field = at.getMatchingProperty();
      holder = holder.get(field) instanceof ObjectNode inner ? inner : holder.putObject(field);
    }
    holder.set(where.last().getMatchingProperty(), value);
  }
}
