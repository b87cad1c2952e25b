package dev.javacdk.manifest.expression;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what a template reads below one variable. */
final class PathFinder {

  private final String variable;
  private final Set<String> pointers = new LinkedHashSet<>();
  private boolean whole;

  private PathFinder(String variable) {
    this.variable = Scope.real(variable);
  }

  static Reads find(String variable, List<Node> roots) {
    PathFinder finder = new PathFinder(variable);
    roots.forEach(finder::visit);
    return new Reads(finder.pointers, finder.whole);
  }

  private void visit(Node node) {
    String pointer = pointer(node);
    if (pointer == null) {
      visitParts(node);
      return;
    }
    if (pointer.isEmpty()) {
      whole = true;
    } else {
      pointers.add(pointer);
    }
    visitDefaults(node);
  }

  /** What is called is a method, whatever keys there are, and reads all of its value. */
  private void visitParts(Node node) {
    if (node instanceof Node.Call call && call.function() instanceof Node.Attribute method) {
      visit(method.of());
      call.children().stream().skip(1).forEach(this::visit);
    } else {
      node.children().forEach(this::visit);
    }
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
