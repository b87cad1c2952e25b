package dev.javacdk.manifest.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a template that writes text or sets a variable. */
sealed interface Statement {

  /** Text as it stands. */
  record Text(String text) implements Statement {}

  /** <code>{{ value }}</code>. */
  record Output(Node value) implements Statement {}

  /** <code>{% if %}</code>: the first branch whose test is true. */
  record If(List<Branch> branches, List<Statement> otherwise) implements Statement {}

  /** One test of an {@link If} and what it leads to. */
  record Branch(Node test, List<Statement> body) {}

  /** <code>{% for %}</code>. */
  record For(
      int at,
      List<String> names,
      boolean unpacks,
      Node over,
      @Nullable Node test,
      List<Statement> body,
      List<Statement> otherwise)
      implements Statement {}

  /** <code>{% set a, b = value %}</code>. */
  record Set(int at, List<String> names, boolean unpacks, Node value) implements Statement {}

  /** <code>{% set a %}...{% endset %}</code>. */
  record SetBlock(String name, List<Statement> body) implements Statement {}
}
