package dev.javacdk.manifest.expression;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A parsed template. */
final class Template {

  private static final int MOST_LENGTH = 100_000;

  private final @Nullable Object constant;
  private final List<Statement> statements;
  private final @Nullable Node only;
  private final List<Node> roots;
  private final Set<String> free;

  private Template(@Nullable Object constant, List<Statement> statements) {
    this.constant = constant;
    this.statements = statements;
    this.only =
        statements.size() == 1 && statements.get(0) instanceof Statement.Output output
            ? output.value()
            : null;
    Names names = new Names();
    names.visitAll(statements);
    this.roots = names.roots;
    names.free.removeAll(names.set);
    this.free = Set.copyOf(names.free);
  }

  static Template parse(String text) {
    String normal = Lexer.normal(text);
    if (normal.length() > MOST_LENGTH && Lexer.hasMarkers(normal)) {
      throw new Failure("longer than " + MOST_LENGTH + " characters, which is the bound");
    }
    return Lexer.hasMarkers(normal)
        ? new Template(null, Parser.parse(normal))
        : new Template(normal, List.of());
  }

  boolean isConstant() {
    return constant != null;
  }

  /** What a constant is read as; null for what is none, or no literal. */
  @Nullable Object literal() {
    return constant instanceof String text ? Literal.read(text) : null;
  }

  List<Node> roots() {
    return roots;
  }

  /** The variables that must be given. */
  Set<String> free() {
    return free;
  }

  /** The value of what stands alone in its braces, or the text of all. */
  Object value(Scope scope, Meter meter) {
    if (constant != null) {
      return constant;
    }
    for (String name : free) {
      if (!scope.has(name)) {
        throw new Failure("there is no variable '" + name + "' here");
      }
    }
    Evaluator evaluator = new Evaluator(scope, meter);
    return only != null ? evaluator.value(only) : Renderer.text(statements, evaluator);
  }

  /** Collects the values of a template, and which names are given and set. */
  private static final class Names {

    private final List<Node> roots = new ArrayList<>();
    private final Set<String> free = new HashSet<>();
    private final Set<String> set = new HashSet<>();

    void visitAll(List<Statement> statements) {
      statements.forEach(this::visit);
    }

    private void visit(Statement statement) {
      if (statement instanceof Statement.Output output) {
        root(output.value());
      } else if (statement instanceof Statement.If choice) {
        for (Statement.Branch branch : choice.branches()) {
          root(branch.test());
          visitAll(branch.body());
        }
        visitAll(choice.otherwise());
      } else if (statement instanceof Statement.For loop) {
        root(loop.over());
        if (loop.test() != null) {
          root(loop.test());
        }
        set.addAll(loop.names());
        set.add("loop");
        visitAll(loop.body());
        visitAll(loop.otherwise());
      } else if (statement instanceof Statement.Set assigned) {
        root(assigned.value());
        set.addAll(assigned.names());
      } else if (statement instanceof Statement.SetBlock block) {
        set.add(block.name());
        visitAll(block.body());
      }
    }

    private void root(Node node) {
      roots.add(node);
      names(node);
    }

    private void names(Node node) {
      if (node instanceof Node.Name name && !Macros.isKnown(name.name())) {
        free.add(name.name());
      }
      node.children().forEach(this::names);
    }
  }
}
