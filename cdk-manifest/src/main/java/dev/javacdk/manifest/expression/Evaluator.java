package dev.javacdk.manifest.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tree and variables → a value. Confined to the thread that evaluates. */
final class Evaluator {

  private final Scope scope;
  private final Meter meter;
  private Frame frame = new Frame(null);

  Evaluator(Scope scope, Meter meter) {
    this.scope = scope;
    this.meter = meter;
  }

  Scope scope() {
    return scope;
  }

  Meter meter() {
    return meter;
  }

  /** Variables that the template itself sets. */
  private static final class Frame {

    private final @Nullable Frame outer;
    private final Map<String, Object> values = new LinkedHashMap<>();

    Frame(@Nullable Frame outer) {
      this.outer = outer;
    }
  }

  void openFrame() {
    frame = new Frame(frame);
  }

  void closeFrame() {
    if (frame.outer != null) {
      frame = frame.outer;
    }
  }

  void set(String name, Object value) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      frame.values.put(name, value);
    } else if (variable(name.substring(0, dot)) instanceof Namespace namespace) {
      namespace.fields().put(name.substring(dot + 1), value);
    } else {
      throw new Failure("'" + name + "' can be set in a namespace() only");
    }
  }

  Object value(Node node) {
    meter.spend(1);
    try {
      if (node instanceof Node.Const constant) {
        return constant.value();
      }
      if (node instanceof Node.Name name) {
        return variable(name.name());
      }
      if (node instanceof Node.Attribute attribute) {
        return Access.attribute(value(attribute.of()), attribute.name());
      }
      if (node instanceof Node.Item item) {
        return item(item);
      }
      if (node instanceof Node.Call call) {
        return call(value(call.function()), args(call.given()));
      }
      return composed(node);
    } catch (Failure failure) {
      throw failure.at(node.at());
    }
  }

  /** A key that is computed may be a secret, and is not named where it leads to nothing. */
  private Object item(Node.Item item) {
    Object found = Access.item(value(item.of()), value(item.key()), meter);
    boolean named = item.key() instanceof Node.Const key && key.value() instanceof String;
    return found instanceof Undefined && named
        ? new Undefined(PythonText.str(((Node.Const) item.key()).value(), meter))
        : found;
  }

  private Object variable(String name) {
    for (Frame f = frame; f != null; f = f.outer) {
      Object found = f.values.get(name);
      if (found != null) {
        return found;
      }
    }
    Object found = scope.find(name);
    if (found != null) {
      return found;
    }
    if (Macros.exists(name)) {
      return new Bound(None.NONE, name);
    }
    return name.equals("self") ? new Namespace(Map.of()) : new Undefined(name);
  }

  private Object call(Object function, Args args) {
    Values.defined(function);
    if (!(function instanceof Bound bound)) {
      throw new Failure(Types.name(function) + " cannot be called");
    }
    if (bound.self() == None.NONE) {
      return Macros.call(bound.name(), args, this);
    }
    return Methods.call(bound, args, meter);
  }

  private Args args(Node.Given given) {
    if (given.inOrder().isEmpty() && given.byName().isEmpty()) {
      return Args.NONE;
    }
    Map<String, Object> byName = new LinkedHashMap<>();
    given.byName().forEach((name, node) -> byName.put(name, value(node)));
    return new Args(values(given.inOrder()), byName);
  }

  private List<Object> values(List<Node> nodes) {
    List<Object> values = new ArrayList<>(nodes.size());
    for (Node node : nodes) {
      values.add(value(node));
    }
    return values;
  }

  private Object composed(Node node) {
    if (node instanceof Node.Filtered filter) {
      return Filters.apply(filter.name(), value(filter.of()), args(filter.given()), this);
    }
    if (node instanceof Node.Tested test) {
      return Tests.apply(test.name(), value(test.of()), args(test.given()), meter);
    }
    if (node instanceof Node.Compared compared) {
      return compare(compared);
    }
    if (node instanceof Node.Binary binary) {
      return Operators.binary(
          binary.operator(), value(binary.left()), value(binary.right()), meter);
    }
    if (node instanceof Node.Choice choice) {
      return choose(choice);
    }
    if (node instanceof Node.Signed signed) {
      return signed.minus() ? Operators.negate(value(signed.of())) : positive(value(signed.of()));
    }
    if (node instanceof Node.Cut cut) {
      return Access.cut(
          value(cut.of()), maybe(cut.from()), maybe(cut.to()), maybe(cut.step()), meter);
    }
    return node instanceof Node.Not not ? (Object) !isTrue(not.of()) : many(node);
  }

  private static Object positive(Object value) {
    Values.defined(value);
    if (!Values.isNumber(value)) {
      throw new Failure("'+' means nothing before " + Types.name(value));
    }
    return value instanceof Boolean ? Numbers.small(Numbers.big(value)) : value;
  }

  private @Nullable Object maybe(@Nullable Node node) {
    return node == null ? null : value(node);
  }

  boolean isTrue(Node node) {
    return Values.isTrue(value(node));
  }

  private Object choose(Node.Choice choice) {
    if (isTrue(choice.test())) {
      return value(choice.then());
    }
    return choice.otherwise() == null
        ? new Undefined("an 'if' without 'else'")
        : value(choice.otherwise());
  }

  private Object compare(Node.Compared compared) {
    Object left = value(compared.children().get(0));
    for (int i = 0; i < compared.operators().size(); i++) {
      Object right = value(compared.children().get(i + 1));
      if (!Comparison.compare(compared.operators().get(i), left, right, meter)) {
        return false;
      }
      left = right;
    }
    return true;
  }

  private Object many(Node node) {
    List<Node> parts = node.children();
    if (node instanceof Node.And) {
      return firstThat(false, parts);
    }
    if (node instanceof Node.Or) {
      return firstThat(true, parts);
    }
    if (node instanceof Node.Joined) {
      StringBuilder out = new StringBuilder();
      for (Node part : parts) {
        String text = PythonText.str(value(part), meter);
        meter.spend(text.length());
        out.append(text);
      }
      return out.toString();
    }
    if (node instanceof Node.TupleOf) {
      return new Tuple(values(parts));
    }
    return node instanceof Node.DictOf ? dict(parts) : new ListValue(values(parts));
  }

  /** The first value that decides, else the last. */
  private Object firstThat(boolean truth, List<Node> parts) {
    Object value = None.NONE;
    for (Node part : parts) {
      value = value(part);
      if (Values.isTrue(value) == truth) {
        return value;
      }
    }
    return value;
  }

  private Object dict(List<Node> pairs) {
    Map<Object, Object> items = new LinkedHashMap<>();
    for (int i = 0; i < pairs.size(); i += 2) {
      items.put(Values.key(value(pairs.get(i))), value(pairs.get(i + 1)));
    }
    return new Dict(items);
  }
}
