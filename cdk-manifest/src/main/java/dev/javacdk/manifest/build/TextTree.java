package dev.javacdk.manifest.build;

import dev.javacdk.api.error.SystemError;
import dev.javacdk.manifest.expression.ExpressionError;
import dev.javacdk.manifest.expression.ExpressionTree;
import dev.javacdk.manifest.expression.Scope;
import dev.javacdk.manifest.model.Node;
import tools.jackson.databind.JsonNode;

/**
 * JSON of a component in which each text, and each name, may be an expression. A value; safe for
 * use by many threads.
 *
 * @param node the component
 * @param field where in it the JSON stands
 */
record TextTree(Node node, String field, ExpressionTree tree) {

  /**
   * Reads JSON.
   *
   * @throws Refused where a text of it is no expression
   */
  static TextTree of(Node node, String field, JsonNode json) {
    try {
      return new TextTree(node, field, ExpressionTree.parse(json));
    } catch (ExpressionError e) {
      throw new Refused(node.problem(field, "cannot be read: " + e.getMessage()));
    }
  }

  /** The JSON; members without a value are left out. */
  JsonNode value(Scope scope) {
    try {
      return tree.evaluate(scope);
    } catch (ExpressionError e) {
      throw new SystemError(node.problem(field, "has no value: " + e.getMessage()).toString(), e);
    }
  }
}
