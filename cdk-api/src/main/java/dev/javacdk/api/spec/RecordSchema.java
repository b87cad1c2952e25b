package dev.javacdk.api.spec;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a JSON Schema off a Java record. Of a config it says what must be there, and names keys in
 * snake case; of data it lets every field be null, since APIs leave fields out as they please.
 */
final class RecordSchema {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final boolean config;

  private RecordSchema(boolean config) {
    this.config = config;
  }

  static ObjectNode ofConfig(Class<?> type) {
    if (!type.isRecord()) {
      throw new IllegalArgumentException("a config arrives as a record; " + type + " is none");
    }
    ObjectNode schema = object();
    schema.put("$schema", "http://json-schema.org/draft-07/schema#");
    schema.setAll(new RecordSchema(true).record(type));
    return schema;
  }

  static ObjectNode ofData(Class<?> type) {
    ObjectNode schema = object();
    schema.put("$schema", "http://json-schema.org/draft-07/schema#");
    schema.setAll(new RecordSchema(false).record(type));
    return schema;
  }

  private ObjectNode record(Class<?> type) {
    ObjectNode schema = object();
    schema.put("type", "object");
    document(schema, type, config ? words(type.getSimpleName()) : null);
    ObjectNode properties = object();
    ArrayNode required = JsonNodeFactory.instance.arrayNode();
    int order = 0;
    for (RecordComponent component : type.getRecordComponents()) {
      String name = nameOf(component);
      ObjectNode property = property(component);
      if (config) {
        property.put("order", order++);
        if (!isOptional(component)) {
          required.add(name);
        }
      }
      properties.set(name, property);
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    schema.set("properties", properties);
    schema.put("additionalProperties", true);
    return schema;
  }

  private ObjectNode property(RecordComponent component) {
    ObjectNode property = typeOf(component.getGenericType(), component.getAnnotatedType());
    document(property, component, config ? words(nameOf(component)) : null);
    Default defaultValue = component.getAnnotation(Default.class);
    if (defaultValue != null) {
      property.set("default", literal(defaultValue.value(), component.getType()));
    }
    if (component.isAnnotationPresent(Secret.class)) {
      property.put("airbyte_secret", true);
    }
    if (!config) {
      allowNull(property);
    }
    return property;
  }

  private ObjectNode typeOf(Type type, AnnotatedType annotated) {
    if (type instanceof ParameterizedType generic) {
      return parameterized(generic, annotated);
    }
    if (!(type instanceof Class<?> raw)) {
      throw unsupported(type);
    }
    if (raw.isArray()) {
      return array(typeOf(raw.getComponentType(), annotated));
    }
    Optional<ObjectNode> scalar = scalar(raw);
    if (scalar.isPresent()) {
      return scalar.get();
    }
    if (raw.isRecord()) {
      return record(raw);
    }
    if (raw.isSealed()) {
      return oneOf(raw);
    }
    if (JsonNode.class.isAssignableFrom(raw) || raw == Object.class) {
      return raw == ObjectNode.class ? object().put("type", "object") : object();
    }
    if (Map.class.isAssignableFrom(raw)) {
      return object().put("type", "object").put("additionalProperties", true);
    }
    throw unsupported(type);
  }

  private ObjectNode parameterized(ParameterizedType type, AnnotatedType annotated) {
    Class<?> raw = (Class<?>) type.getRawType();
    AnnotatedType[] arguments =
        ((AnnotatedParameterizedType) annotated).getAnnotatedActualTypeArguments();
    if (Collection.class.isAssignableFrom(raw)) {
      return array(typeOf(type.getActualTypeArguments()[0], arguments[0]));
    }
    if (raw == Optional.class) {
      return typeOf(type.getActualTypeArguments()[0], arguments[0]);
    }
    if (Map.class.isAssignableFrom(raw)) {
      ObjectNode map = object().put("type", "object");
      map.set("additionalProperties", typeOf(type.getActualTypeArguments()[1], arguments[1]));
      return map;
    }
    throw unsupported(type);
  }

  private static Optional<ObjectNode> scalar(Class<?> type) {
    ObjectNode schema = object();
    if (type == String.class || type == URI.class || type == char.class) {
      schema.put("type", "string");
    } else if (type == UUID.class) {
      schema.put("type", "string").put("format", "uuid");
    } else if (type == boolean.class || type == Boolean.class) {
      schema.put("type", "boolean");
    } else if (isInteger(type)) {
      schema.put("type", "integer");
    } else if (Number.class.isAssignableFrom(type) || type == double.class || type == float.class) {
      schema.put("type", "number");
    } else if (type == Instant.class
        || type == OffsetDateTime.class
        || type == ZonedDateTime.class) {
      schema.put("type", "string").put("format", "date-time");
      schema.put("airbyte_type", "timestamp_with_timezone");
    } else if (type == LocalDateTime.class) {
      schema.put("type", "string").put("format", "date-time");
      schema.put("airbyte_type", "timestamp_without_timezone");
    } else if (type == LocalDate.class) {
      schema.put("type", "string").put("format", "date");
    } else if (type == LocalTime.class) {
      schema.put("type", "string").put("format", "time");
      schema.put("airbyte_type", "time_without_timezone");
    } else if (type.isEnum()) {
      schema.put("type", "string");
      ArrayNode values = schema.putArray("enum");
      for (Object constant : type.getEnumConstants()) {
        values.add(JSON.valueToTree(constant));
      }
    } else {
      return Optional.empty();
    }
    return Optional.of(schema);
  }

  private static boolean isInteger(Class<?> type) {
    return type == int.class
        || type == long.class
        || type == short.class
        || type == byte.class
        || type == Integer.class
        || type == Long.class
        || type == Short.class
        || type == Byte.class
        || type == BigInteger.class;
  }

  private ObjectNode oneOf(Class<?> sealed) {
    JsonTypeInfo info = sealed.getAnnotation(JsonTypeInfo.class);
    if (info == null || info.property().isEmpty()) {
      throw new IllegalArgumentException(
          sealed + " needs @JsonTypeInfo(use = NAME, property = ...): the key that tells apart");
    }
    ObjectNode schema = object().put("type", "object");
    ArrayNode options = schema.putArray("oneOf");
    for (Class<?> option : sealed.getPermittedSubclasses()) {
      JsonTypeName named = option.getAnnotation(JsonTypeName.class);
      if (named == null || !option.isRecord()) {
        throw new IllegalArgumentException(option + " must be a record with a @JsonTypeName");
      }
      ObjectNode schemaOfOption = record(option);
      ObjectNode properties = object();
      properties.putObject(info.property()).put("type", "string").put("const", named.value());
      properties.setAll((ObjectNode) schemaOfOption.get("properties"));
      schemaOfOption.set("properties", properties);
      schemaOfOption.withArray("required").insert(0, info.property());
      options.add(schemaOfOption);
    }
    return schema;
  }

  private static void document(
      ObjectNode schema, AnnotatedElement element, @Nullable String title) {
    Doc doc = element.getAnnotation(Doc.class);
    if (doc == null) {
      if (title != null) {
        schema.put("title", title);
      }
      return;
    }
    if (!doc.title().isEmpty()) {
      schema.put("title", doc.title());
    } else if (title != null) {
      schema.put("title", title);
    }
    putUnlessEmpty(schema, "description", doc.value());
    putUnlessEmpty(schema, "pattern", doc.pattern());
    putUnlessEmpty(schema, "format", doc.format());
    if (!doc.minimum().isEmpty()) {
      schema.put("minimum", new BigDecimal(doc.minimum()));
    }
    if (!doc.maximum().isEmpty()) {
      schema.put("maximum", new BigDecimal(doc.maximum()));
    }
    if (doc.examples().length > 0) {
      ArrayNode examples = schema.putArray("examples");
      boolean text = schema.path("type").asString("").equals("string");
      for (String example : doc.examples()) {
        examples.add(literal(example, text ? String.class : Object.class));
      }
    }
  }

  private static void putUnlessEmpty(ObjectNode schema, String name, String value) {
    if (!value.isEmpty()) {
      schema.put(name, value);
    }
  }

  private static JsonNode literal(String value, Class<?> type) {
    boolean text = CharSequence.class.isAssignableFrom(type) || type.isEnum() || type == URI.class;
    if (text && !value.startsWith("\"")) {
      return JsonNodeFactory.instance.stringNode(value);
    }
    try {
      return JSON.readTree(value);
    } catch (JacksonException e) {
      return JsonNodeFactory.instance.stringNode(value);
    }
  }

  private static void allowNull(ObjectNode property) {
    JsonNode type = property.get("type");
    if (type != null && type.isString()) {
      property.putArray("type").add("null").add(type.stringValue());
      if (property.get("enum") instanceof ArrayNode values) {
        values.addNull();
      }
    }
  }

  private static boolean isOptional(RecordComponent component) {
    return component.isAnnotationPresent(Default.class)
        || component.getType() == Optional.class
        || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private String nameOf(RecordComponent component) {
    JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
    if (property != null && !property.value().isEmpty()) {
      return property.value();
    }
    return config ? snakeCase(component.getName()) : component.getName();
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private static String words(String name) {
    String words = snakeCase(name).replace('_', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static ObjectNode array(ObjectNode items) {
    ObjectNode array = object().put("type", "array");
    array.set("items", items);
    return array;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static IllegalArgumentException unsupported(Type type) {
    return new IllegalArgumentException("no JSON Schema says what " + type.getTypeName() + " is");
  }
}
