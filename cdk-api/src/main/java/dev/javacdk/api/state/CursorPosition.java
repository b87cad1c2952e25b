package dev.javacdk.api.state;

import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says where in a partition to go on: a page token, a page number, a date; a JSON object with at
 * least one named value, or {@link #start()}, which has none.
 *
 * <p>A position that came out of a connector goes back into it unchanged, to the digit, after any
 * number of attempts. On the wire it is the state's own fields: {@code {"after":"400"}}. Names that
 * begin with two underscores belong to the kit and to the platform.
 */
public final class CursorPosition extends NamedValues {

  private static final CursorPosition START =
      new CursorPosition(JsonNodeFactory.instance.objectNode());

  private CursorPosition(ObjectNode fields) {
    super(fields);
  }

  private CursorPosition(String json) {
    super(json);
  }

  /** The start of a partition: no position yet. Asked by name, it has no value. */
  public static CursorPosition start() {
    return START;
  }

  /** A position of one named string. */
  public static CursorPosition of(String name, String token) {
    return of(object(name, node(token)));
  }

  /** A position of one named whole number. */
  public static CursorPosition of(String name, long token) {
    return of(object(name, node(token)));
  }

  /**
   * A position of one named JSON value: a string, a number, an object of several keys, an array.
   */
  public static CursorPosition of(String name, JsonNode token) {
    return of(object(name, Objects.requireNonNull(token, "token")));
  }

  /**
   * A position of several named values.
   *
   * @throws IllegalArgumentException where the object is empty (which would mean the start), or a
   *     name begins with two underscores
   */
  public static CursorPosition of(ObjectNode position) {
    if (position.isEmpty()) {
      throw new IllegalArgumentException(
          "a cursor position needs at least one named value; {} means the start");
    }
    for (String name : position.propertyNames()) {
      if (name.startsWith("__")) {
        throw new IllegalArgumentException(
            "'" + name + "' cannot name a cursor position: names with '__' belong to the kit");
      }
    }
    return new CursorPosition(position);
  }

  /**
   * A position that is already written as a JSON object, by a runtime that keeps large states;
   * parsed only when a value is asked for. Equal to others of the same text.
   */
  public static CursorPosition ofJson(String json) {
    return new CursorPosition(json);
  }

  /** Whether this is the start of the partition. */
  public boolean isStart() {
    return isEmpty();
  }
}
