package dev.javacdk.manifest.expression;

import dev.javacdk.manifest.expression.Reads.Use;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what a template reads below one variable. */
final class PathFinder {

  private static final Set<String> LENGTHS = Set.of("length", "count");

  private final String variable;
  private final Map<String, Use> uses = new HashMap<>();

  private PathFinder(String variable) {
    this.variable = Scope.real(variable);
  }

  static Reads find(String variable, List<Node> roots) {
    PathFinder finder = new PathFinder(variable);
    roots.forEach(finder::visit);
    return new Reads(finder.uses);
  }

  private void visit(Node node) {
    visit(node, Use.ALL);
  }

  /** Visits what is used so if it is a value of the variable. */
  private void visit(Node node, Use use) {
    String pointer = pointer(node);
    if (pointer == null) {
      visitParts(node);
      return;
    }
    Reads.add(uses, pointer, use);
    visitDefaults(node);
  }

  /** What is called is a method, whatever keys there are, and reads all of its value. */
  private void visitParts(Node node) {
    if (node instanceof Node.Call call && call.function() instanceof Node.Attribute method) {
      visit(method.of());
      call.children().stream().skip(1).forEach(this::visit);
    } else {
      List<Node> parts = node.children();
      for (int index = 0; index < parts.size(); index++) {
        visit(parts.get(index), use(node, index));
      }
    }
  }

  /** How much a node reads of the one of its parts that has this place among them. */
  private static Use use(Node node, int part) {
    if (part == 0 && node instanceof Node.Filtered filtered && filtered.given().isNothing()) {
      return LENGTHS.contains(filtered.name())
          ? Use.LENGTH
          : filtered.name().equals("last") ? Use.LAST : Use.ALL;
    }
    if (part == 0 && node instanceof Node.Item item && isLast(item.key())) {
      return Use.LAST;
    }
    return isAsked(node, part) ? Use.LENGTH : Use.ALL;
  }

  private static boolean isLast(Node key) {
    return key instanceof Node.Signed signed
        && signed.minus()
        && signed.of() instanceof Node.Const number
        && number.value().equals(1L);
  }

  /** Whether all that matters of the part is whether it is true; what is empty is empty anyhow. */
  private static boolean isAsked(Node node, int part) {
    return node instanceof Node.Not
        || (node instanceof Node.Choice && part == 0)
        || (node instanceof Node.And and && part < and.children().size() - 1);
  }

  /** The defaults of {@code get} on the way, which may read something too. */
  private void visitDefaults(Node node) {
    if (node instanceof Node.Attribute attribute) {
      visitDefaults(attribute.of());
    } else if (node instanceof Node.Item item) {
      visitDefaults(item.of());
    } else if (node instanceof Node.Call call && call.function() instanceof Node.Attribute get) {
      call.given().inOrder().stream().skip(1).forEach(this::visit);
      visitDefaults(get.of());
    }
  }

  /** The path from the variable to what this node reads; null where it is no such path. */
  private @Nullable String pointer(Node node) {
    if (node instanceof Node.Name name) {
      return Scope.real(name.name()).equals(variable) ? "" : null;
    }
    if (node instanceof Node.Attribute attribute && isKey(attribute.name())) {
      return below(attribute.of(), attribute.name());
    }
    if (node instanceof Node.Item item && item.key() instanceof Node.Const key) {
      return item(item.of(), key.value());
    }
    if (node instanceof Node.Call call && call.function() instanceof Node.Attribute get) {
      List<Node> given = call.given().inOrder();
      boolean isGet = get.name().equals("get") && !given.isEmpty() && given.size() <= 2;
      if (isGet && given.get(0) instanceof Node.Const key && key.value() instanceof String name) {
        return below(get.of(), name);
      }
    }
    return null;
  }

  private @Nullable String item(Node of, Object key) {
    if (key instanceof String name) {
      return below(of, name);
    }
    return key instanceof Long index && index >= 0 ? below(of, index.toString()) : null;
  }

  /** What has the name of a method of objects is that method, and reads all. */
  private static boolean isKey(String name) {
    return !Bound.has(new Dict(Map.of()), name);
  }

  private @Nullable String below(Node of, String key) {
    String above = pointer(of);
    return above == null ? null : above + "/" + key.replace("~", "~0").replace("/", "~1");
  }
}
