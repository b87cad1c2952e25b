package dev.javacdk.manifest.build;

import dev.javacdk.api.error.SystemError;
import dev.javacdk.manifest.expression.Expression;
import dev.javacdk.manifest.expression.ExpressionError;
import dev.javacdk.manifest.expression.Kind;
import dev.javacdk.manifest.expression.Reads;
import dev.javacdk.manifest.expression.Scope;
import dev.javacdk.manifest.model.Node;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * A text of a component, which may be an expression. A value; safe for use by many threads.
 *
 * @param node the component
 * @param field where in it the text stands
 */
record Text(Node node, String field, Expression expression) {

  /**
   * Reads a text.
   *
   * @throws Refused where it is no expression
   */
  static Text of(Node node, String field, String text) {
    try {
      return new Text(node, field, Expression.parse(text));
    } catch (ExpressionError e) {
      throw new Refused(node.problem(field, "cannot be read: " + e.getMessage()));
    }
  }

  /** As text: the empty one where it is empty. */
  String string(Scope scope) {
    return placed(() -> expression.text(scope));
  }

  /** As text or what its text is a literal of; the empty text where it is empty. */
  JsonNode literal(Scope scope, Kind... kinds) {
    return placed(() -> expression.orItself().evaluate(scope, kinds));
  }

  /** As what its text is a literal of, or text; JSON's null where it is empty. */
  JsonNode value(Scope scope, Kind... kinds) {
    return placed(() -> expression.evaluate(scope, kinds));
  }

  boolean holds(Scope scope) {
    return placed(() -> expression.holds(scope));
  }

  boolean mentions(String variable) {
    return expression.mentions(variable);
  }

  Reads paths(String variable) {
    return expression.paths(variable);
  }

  private <T> T placed(Supplier<T> value) {
    try {
      return value.get();
    } catch (ExpressionError e) {
      throw new SystemError(node.problem(field, "has no value: " + e.getMessage()).toString(), e);
    }
  }

  /** As it was written. */
  @Override
  public String toString() {
    return expression.toString();
  }
}
