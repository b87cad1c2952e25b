package dev.javacdk.manifest.expression;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A text of a manifest with places for values, such as {@code /users/{{ config['id'] }}}. It means
 * what Python's kit makes of it, with one exception: where Python meets a value of a wrong type and
 * sends the template itself, this fails.
 *
 * <p>Parsed once, evaluated as often as wanted. A value; safe for use by many threads.
 */
public final class Expression {

  /** No longer known to Python's kit either, which refuses the mere name. */
  private static final String REFUSED = "stream_state";

  private static final Set<String> FALSE =
      Set.of("", "False", "false", "{}", "[]", "()", "0", "0.0");

  private final String text;
  private final Template template;
  private final @Nullable Object literal;
  private final @Nullable Expression otherwise;
  private final boolean elseItself;

  private Expression(
      String text, Template template, @Nullable Expression otherwise, boolean elseItself) {
    this.text = text;
    this.template = template;
    this.literal = template.literal();
    this.otherwise = otherwise;
    this.elseItself = elseItself;
  }

  /**
   * The expression of this text.
   *
   * @throws ExpressionError if it cannot be parsed, or needs what is not supported
   */
  public static Expression parse(String text) {
    try {
      if (text.contains(REFUSED)) {
        int at = text.indexOf(REFUSED);
        throw new Failure(at, "'stream_state' is no longer supported; use 'stream_interval'");
      }
      return new Expression(text, Template.parse(text), null, false);
    } catch (Failure failure) {
      throw failure.in(text);
    }
  }

  /** The same, with another in its place where it is empty or asks more of what is not there. */
  public Expression orElse(Expression other) {
    return new Expression(text, template, other, false);
  }

  /**
   * The same, as Python's {@code InterpolatedString} takes it: empty is the empty text, and to ask
   * more of what is not there is an error.
   */
  public Expression orItself() {
    return new Expression(text, template, null, true);
  }

  /**
   * The value, of the type that its text is a Python literal of. Where it is empty, or asks more of
   * what is not there: that of {@link #orElse}, else null of JSON.
   *
   * @param kinds which types a literal may have; none for any
   * @throws ExpressionError if it has no value
   */
  public JsonNode evaluate(Scope scope, Kind... kinds) {
    Meter meter = new Meter();
    Object value = guarded(scope, meter, kinds);
    JsonNode json = Values.json(value, meter);
    return json != null ? json : JsonNodeFactory.instance.stringNode(PythonText.str(value, meter));
  }

  /**
   * The value as a text, as Python's {@code str} writes it. Without {@link #orElse} it is taken as
   * {@link #orItself}.
   *
   * @throws ExpressionError if it has no value
   */
  public String text(Scope scope) {
    Meter meter = new Meter();
    Expression strict = otherwise == null ? orItself() : this;
    return PythonText.str(strict.guarded(scope, meter), meter);
  }

  /**
   * The value as a condition: whatever is empty, zero, none or says {@code false} is false, and so
   * is what asks more of what is not there. One about a value of a type that it cannot be about,
   * such as the length of none, holds, as in Python: a stop condition ends the pages.
   *
   * @throws ExpressionError if it has no value
   */
  public boolean holds(Scope scope) {
    Object value;
    try {
      value = value(scope, new Meter());
    } catch (Failure failure) {
      if (failure.isOfType()) {
        return true;
      }
      throw failure.in(text);
    } catch (UndefinedUse undefined) {
      throw new ExpressionError(text, -1, String.valueOf(undefined.getMessage()));
    }
    if (value instanceof String said) {
      return !FALSE.contains(said);
    }
    return Values.isTrue(value);
  }

  private Object guarded(Scope scope, Meter meter, Kind... kinds) {
    try {
      return value(scope, meter, kinds);
    } catch (Failure failure) {
      throw failure.in(text);
    } catch (UndefinedUse undefined) {
      throw new ExpressionError(text, -1, String.valueOf(undefined.getMessage()));
    }
  }

  private Object value(Scope scope, Meter meter, Kind... kinds) {
    try {
      Object value = template.value(scope, meter);
      if (!(value instanceof Undefined) && !value.equals("")) {
        return typed(value, meter, kinds);
      }
      if (elseItself) {
        return "";
      }
    } catch (UndefinedUse undefined) {
      if (elseItself) {
        throw undefined;
      }
    }
    return otherwise == null ? None.NONE : otherwise.guarded(scope, meter, kinds);
  }

  /** What is no text and would be read back from one as it is needs none. */
  private Object typed(Object value, Meter meter, Kind... kinds) {
    boolean same = isSame(value);
    if (same && fits(value, kinds)) {
      return value;
    }
    String written = PythonText.str(value, meter);
    meter.spend(written.length());
    Object read = same ? null : template.isConstant() ? literal : Literal.read(written);
    return read != null && fits(read, kinds) ? read : written;
  }

  private static boolean isSame(Object value) {
    if (value instanceof Double number) {
      return Double.isFinite(number);
    }
    boolean json =
        (value instanceof Dict dict && dict.items() instanceof JsonMap)
            || (value instanceof ListValue list && list.items() instanceof JsonItems);
    return json || Values.isInteger(value) || value == None.NONE;
  }

  private static boolean fits(Object value, Kind... kinds) {
    if (kinds.length == 0) {
      return true;
    }
    for (Kind kind : kinds) {
      if (kind.has(value)) {
        return true;
      }
    }
    return false;
  }

  /** A value as Python's {@code str} writes it: {@code True}, {@code None}, {@code {'a': 1}}. */
  public static String str(JsonNode value) {
    return PythonText.str(Values.of(value), new Meter());
  }

  /** Whether it reads nothing: it has no places for values. */
  public boolean isConstant() {
    return template.isConstant();
  }

  /**
   * What it reads of a variable; of {@code stream_slice} under its other names as well. What only
   * {@link #orElse} reads counts too.
   */
  public Reads paths(String variable) {
    Reads own = PathFinder.find(variable, template.roots());
    return otherwise == null ? own : own.and(otherwise.paths(variable));
  }

  /** Whether it reads a variable; {@code stream_slice} stands for its other names as well. */
  public boolean mentions(String variable) {
    boolean own = template.free().stream().anyMatch(name -> isNamed(name, variable));
    return own || (otherwise != null && otherwise.mentions(variable));
  }

  private static boolean isNamed(String name, String variable) {
    return name.equals(variable) || Scope.real(name).equals(variable);
  }

  /** The text that it was parsed from. */
  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Expression that
        && text.equals(that.text)
        && elseItself == that.elseItself
        && Objects.equals(otherwise, that.otherwise);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
