package dev.javacdk.manifest.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of a template that has a value. */
sealed interface Node {

  /** Where it stands in the template. */
  int at();

  /** What its value is made of. */
  List<Node> children();

  /** A value that stands in the template. */
  record Const(int at, Object value) implements Node {
    @Override
    public List<Node> children() {
      return List.of();
    }
  }

  /** A variable or a macro. */
  record Name(int at, String name) implements Node {
    @Override
    public List<Node> children() {
      return List.of();
    }
  }

  /** {@code of.name}: a method, else a key. */
  record Attribute(int at, Node of, String name) implements Node {
    @Override
    public List<Node> children() {
      return List.of(of);
    }
  }

  /** {@code of[key]}: a key, else a method. */
  record Item(int at, Node of, Node key) implements Node {
    @Override
    public List<Node> children() {
      return List.of(of, key);
    }
  }

  /** {@code of[from:to:step]}. */
  record Cut(int at, Node of, @Nullable Node from, @Nullable Node to, @Nullable Node step)
      implements Node {
    @Override
    public List<Node> children() {
      List<Node> all = new ArrayList<>(List.of(of));
      for (Node bound : new @Nullable Node[] {from, to, step}) {
        if (bound != null) {
          all.add(bound);
        }
      }
      return all;
    }
  }

  /** What is given to a function, a filter or a test. */
  record Given(List<Node> inOrder, Map<String, Node> byName) {

    static final Given NOTHING = new Given(List.of(), Map.of());

    boolean isNothing() {
      return inOrder.isEmpty() && byName.isEmpty();
    }

    List<Node> children(Node first) {
      List<Node> all = new ArrayList<>(List.of(first));
      all.addAll(inOrder);
      all.addAll(byName.values());
      return all;
    }
  }

  /** A call of a macro or a method. */
  record Call(int at, Node function, Given given) implements Node {
    @Override
    public List<Node> children() {
      return given.children(function);
    }
  }

  /** {@code of | name(given)}. */
  record Filtered(int at, Node of, String name, Given given) implements Node {
    @Override
    public List<Node> children() {
      return given.children(of);
    }
  }

  /** {@code of is name(given)}. */
  record Tested(int at, Node of, String name, Given given) implements Node {
    @Override
    public List<Node> children() {
      return given.children(of);
    }
  }

  /** {@code not of}. */
  record Not(int at, Node of) implements Node {
    @Override
    public List<Node> children() {
      return List.of(of);
    }
  }

  /** {@code -of}, or {@code +of}. */
  record Signed(int at, Node of, boolean minus) implements Node {
    @Override
    public List<Node> children() {
      return List.of(of);
    }
  }

  /** Arithmetic. */
  record Binary(int at, String operator, Node left, Node right) implements Node {
    @Override
    public List<Node> children() {
      return List.of(left, right);
    }
  }

  /** {@code a ~ b ~ c}. */
  record Joined(int at, List<Node> children) implements Node {}

  /** {@code a and b and c}. */
  record And(int at, List<Node> children) implements Node {}

  /** {@code a or b or c}. */
  record Or(int at, List<Node> children) implements Node {}

  /** {@code a < b <= c}: one operator less than there are operands. */
  record Compared(int at, List<Node> children, List<String> operators) implements Node {}

  /** {@code then if test else otherwise}. */
  record Choice(int at, Node test, Node then, @Nullable Node otherwise) implements Node {
    @Override
    public List<Node> children() {
      return otherwise == null ? List.of(test, then) : List.of(test, then, otherwise);
    }
  }

  /** {@code [a, b]}. */
  record ListOf(int at, List<Node> children) implements Node {}

  /** {@code (a, b)}. */
  record TupleOf(int at, List<Node> children) implements Node {}

  /** <code>{key: value}</code>, keys and values by turns. */
  record DictOf(int at, List<Node> children) implements Node {}
}
