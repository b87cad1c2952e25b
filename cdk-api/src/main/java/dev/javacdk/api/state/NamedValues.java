package dev.javacdk.api.state;

import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.internal.CanonicalJson;
import java.math.BigInteger;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An immutable JSON object whose values are asked for by name: a {@link CursorPosition} or a {@link
 * Partition}.
 *
 * <p>Two are equal when their canonical form is: keys sorted at every depth, numbers compared by
 * their exact text, so that {@code 17}, {@code "17"} and {@code 17.0} are three different values.
 * Safe for use by many threads; nothing that is handed in or out can change it.
 */
public abstract sealed class NamedValues permits CursorPosition, Partition {

  private final String canonical;
  private volatile @Nullable ObjectNode fields;

  NamedValues(ObjectNode fields) {
    this(fields.deepCopy(), CanonicalJson.of(fields));
  }

  /** Of values that nobody else can change, and their canonical form. */
  NamedValues(ObjectNode fields, String canonical) {
    this.fields = fields;
    this.canonical = canonical;
  }

  NamedValues(String canonical) {
    this.canonical = canonical;
  }

  /** The value of that name as the JSON that it is, or null where there is none. */
  public final @Nullable JsonNode value(String name) {
    JsonNode value = find(name);
    return value == null || value.isValueNode() ? value : value.deepCopy();
  }

  /**
   * The value of that name as text: a string as it is, a number or boolean as JSON writes it; null
   * where there is none, or where it is JSON's null.
   *
   * @throws SystemError where the value is an object or an array
   */
  public final @Nullable String text(String name) {
    JsonNode value = find(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (value.isContainer()) {
      throw notA("text", name);
    }
    return value.isString() ? value.stringValue() : CanonicalJson.of(value);
  }

  /** As {@link #text(String)}, with a value for where there is none. */
  public final String text(String name, String otherwise) {
    String text = text(name);
    return text == null ? otherwise : text;
  }

  /**
   * The value of that name as a whole number, or {@code otherwise} where there is none. A string of
   * digits counts as a number.
   *
   * @throws SystemError where the value is anything else, or beyond the range of a long
   */
  public final long number(String name, long otherwise) {
    JsonNode value = find(name);
    if (value == null || value.isNull()) {
      return otherwise;
    }
    try {
      return switch (value.getNodeType()) {
        case NUMBER -> value.decimalValue().toBigIntegerExact().longValueExact();
        case STRING -> new BigInteger(value.stringValue()).longValueExact();
        default -> throw notA("a whole number", name);
      };
    } catch (ArithmeticException | NumberFormatException e) {
      throw notA("a whole number", name);
    }
  }

  /** Whether there is a value of that name. JSON's null is a value. */
  public final boolean has(String name) {
    return find(name) != null;
  }

  /** The names of the values, sorted. */
  public final Set<String> names() {
    return new TreeSet<>(fields().propertyNames());
  }

  /** Whether there are no values at all. */
  public final boolean isEmpty() {
    return canonical.equals("{}");
  }

  /** A copy as a JSON object. */
  public final ObjectNode toJson() {
    return fields().deepCopy();
  }

  /** The canonical form: one line of compact JSON, the keys sorted at every depth. */
  public final String canonical() {
    return canonical;
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof NamedValues that
        && getClass() == that.getClass()
        && canonical.equals(that.canonical);
  }

  @Override
  public final int hashCode() {
    return canonical.hashCode();
  }

  /** The canonical form. */
  @Override
  public final String toString() {
    return canonical;
  }

  @Nullable JsonNode find(String name) {
    return fields().get(name);
  }

  /** The values themselves, not to be changed; parsed on first use where only the text is there. */
  final ObjectNode fields() {
    ObjectNode known = fields;
    if (known == null) {
      known = CanonicalJson.parse(canonical);
      fields = known;
    }
    return known;
  }

  static ObjectNode object(String name, JsonNode value) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.set(name, value);
    return object;
  }

  static JsonNode node(String value) {
    return JsonNodeFactory.instance.stringNode(value);
  }

  static JsonNode node(long value) {
    return JsonNodeFactory.instance.numberNode(value);
  }

  private SystemError notA(String wanted, String name) {
    return new SystemError("'" + name + "' of " + canonical + " is not " + wanted);
  }
}
