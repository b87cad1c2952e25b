package dev.javacdk.manifest.expression;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an expression may read: variables by name, and the clock. Immutable, each {@code with} gives
 * another; safe for use by many threads where its suppliers are.
 *
 * <p>JSON is never copied, and must not change while an expression is evaluated. What stands under
 * {@code stream_slice} is found under {@code stream_partition} and {@code stream_interval} as well.
 */
public final class Scope {

  private static final String SLICE = "stream_slice";

  private final InstantSource clock;
  private final @Nullable Scope before;
  private final String name;
  private final Supplier<Object> value;

  private Scope(InstantSource clock, @Nullable Scope before, String name, Supplier<Object> value) {
    this.clock = clock;
    this.before = before;
    this.name = name;
    this.value = value;
  }

  /** Without variables. */
  public static Scope of(InstantSource clock) {
    return new Scope(clock, null, "", () -> None.NONE);
  }

  /** This one and a variable more; one of the same name is hidden by it. */
  public Scope with(String name, JsonNode value) {
    return new Scope(clock, this, name, () -> Values.of(value));
  }

  /**
   * This one and a variable more that is made when it is read.
   *
   * @param value asked on the thread that evaluates, each time an expression reads the variable
   */
  public Scope with(String name, Supplier<? extends JsonNode> value) {
    return new Scope(clock, this, name, () -> Values.of(value.get()));
  }

  /**
   * This one and the slice that is read: all its keys, and its parts as {@code
   * stream_slice.partition}, {@code .cursor_slice} and {@code .extra_fields}.
   */
  public Scope withSlice(ObjectNode partition, ObjectNode cursor, ObjectNode extra) {
    return new Scope(clock, this, SLICE, () -> slice(partition, cursor, extra));
  }

  private static Object slice(ObjectNode partition, ObjectNode cursor, ObjectNode extra) {
    Map<Object, Object> all = new LinkedHashMap<>(new JsonMap(partition));
    all.putAll(new JsonMap(cursor));
    return new Dict(
        all,
        Map.of(
            "partition", Values.of(partition),
            "_partition", Values.of(partition),
            "cursor_slice", Values.of(cursor),
            "extra_fields", Values.of(extra)));
  }

  /** Whether a variable of this name can be read. */
  public boolean has(String name) {
    return holder(name) != null;
  }

  InstantSource clock() {
    return clock;
  }

  @Nullable Object find(String name) {
    Scope holder = holder(name);
    return holder == null ? null : holder.value.get();
  }

  private @Nullable Scope holder(String wanted) {
    String real = real(wanted);
    for (Scope scope = this; scope != null; scope = scope.before) {
      if (scope.name.equals(wanted) || scope.name.equals(real)) {
        return scope;
      }
    }
    return null;
  }

  /** The variable that a name stands for. */
  static String real(String name) {
    return switch (name) {
      case "stream_partition", "stream_interval" -> SLICE;
      default -> name;
    };
  }
}
