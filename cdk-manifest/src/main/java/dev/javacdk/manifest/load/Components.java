package dev.javacdk.manifest.load;

import dev.javacdk.api.error.ConfigError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives every component of a tree its type, where that is known from where it stands, and the
 * {@code $parameters} of those around it. JSON schemas are left as they are. Pure.
 */
public final class Components {

  static final String PARAMETERS = "$parameters";
  private static final String TYPE = "type";

  /** So many values may parameters be, counted once for each component that has them. */
  private static final int MOST_VALUES = 2_000_000;

  private final boolean outerWin;
  private long values;

  private Components(boolean outerWin) {
    this.outerWin = outerWin;
  }

  /**
   * A copy of a manifest in which the nearest parameters of one name win.
   *
   * @throws ConfigError where the parameters multiply beyond measure
   */
  public static ObjectNode completed(ObjectNode manifest) {
    return inPlace(manifest.deepCopy());
  }

  /**
   * A copy of a stream that was made of the template of dynamic streams. The template has its
   * parameters already; those that were set later may be further out.
   *
   * @param outerWin whether the parameters of what is around win over those of the same name that
   *     stand nearer; {@code use_parent_parameters} in a manifest
   */
  public static ObjectNode completedStream(ObjectNode stream, boolean outerWin) {
    ObjectNode copy = stream.deepCopy();
    new Components(outerWin).complete("", copy, JsonNodeFactory.instance.objectNode());
    return copy;
  }

  static ObjectNode inPlace(ObjectNode manifest) {
    new Components(false).complete("", manifest, JsonNodeFactory.instance.objectNode());
    return manifest;
  }

  /**
   * Changes the component itself.
   *
   * @param field type and field around it
   * @param outer not changed
   */
  private void complete(String field, ObjectNode component, ObjectNode outer) {
    if (!component.has(TYPE)) {
      String type = DefaultTypes.of(field, component.has("class_name"));
      if (type != null) {
        component.put(TYPE, type);
      }
    }
    ObjectNode parameters = parameters(component.remove(PARAMETERS), outer);
    JsonNode type = component.get(TYPE);
    if (type == null) {
      completeMembers(field, component, parameters);
    } else if (!isSchema(type)) {
      parameters.forEachEntry((name, value) -> give(component, name, value));
      completeFields(type, component, parameters);
      if (!parameters.isEmpty()) {
        component.set(PARAMETERS, parameters);
      }
    }
  }

  private ObjectNode parameters(@Nullable JsonNode own, ObjectNode outer) {
    ObjectNode far = copied(outer);
    if (!(own instanceof ObjectNode near)) {
      return far;
    }
    ObjectNode first = outerWin ? near : far;
    first.setAll(outerWin ? far : near);
    return first;
  }

  /** Every component has all parameters of those around it, so that they may multiply. */
  private <T extends JsonNode> T copied(T value) {
    values += size(value);
    if (values > MOST_VALUES) {
      throw new ConfigError("the $parameters make more than " + MOST_VALUES + " values");
    }
    @SuppressWarnings("unchecked")
    T copy = (T) value.deepCopy();
    return copy;
  }

  private static int size(JsonNode value) {
    int size = 1;
    for (JsonNode member : value) {
      size += size(member);
    }
    return size;
  }

  private static boolean isSchema(JsonNode type) {
    return type.isContainer() || (type.isString() && type.stringValue().equals("object"));
  }

  /** An object without a type is no component, but may hold some: they stand for it. */
  private void completeMembers(String field, ObjectNode object, ObjectNode parameters) {
    for (JsonNode member : object) {
      if (member instanceof ObjectNode component && isTrue(component.get(TYPE))) {
        complete(field, component, parameters);
      }
    }
  }

  /** A parameter is also the field of its name, where the component has none or an empty one. */
  private void give(ObjectNode component, String name, JsonNode value) {
    if (!isTrue(component.get(name))) {
      component.set(name, value.isObject() ? copied(value) : value);
    }
  }

  private void completeFields(JsonNode type, ObjectNode component, ObjectNode parameters) {
    for (String name : List.copyOf(component.propertyNames())) {
      JsonNode value = component.get(name);
      if (!value.isContainer()) {
        continue;
      }
      // A parameter does not go into the field that has its own name: it would never end.
      JsonNode held = parameters.remove(name);
      String field = type.asString() + "." + name;
      for (ObjectNode below : components(value)) {
        complete(field, below, parameters);
      }
      if (isTrue(held)) {
        parameters.set(name, held);
      }
    }
  }

  private static List<ObjectNode> components(JsonNode value) {
    if (value instanceof ObjectNode object) {
      return List.of(object);
    }
    List<ObjectNode> found = new ArrayList<>();
    for (JsonNode element : (ArrayNode) value) {
      if (element instanceof ObjectNode object) {
        found.add(object);
      }
    }
    return found;
  }

  /** As Python has it: zero and whatever is empty are not. */
  private static boolean isTrue(@Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return false;
    }
    if (value.isString()) {
      return !value.stringValue().isEmpty();
    }
    if (value.isNumber()) {
      return value.doubleValue() != 0;
    }
    return value.isContainer() ? !value.isEmpty() : value.booleanValue();
  }
}
