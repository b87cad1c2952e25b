package dev.javacdk.manifest.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tokens → a tree, with the precedence of Jinja, which is not that of Python throughout. */
final class ExpressionParser {

  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
  private static final Set<String> AFTER_TEST = Set.of("else", "or", "and");

  private final Tokens tokens;

  ExpressionParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** An expression, or several with commas between them, which are a tuple. */
  Node tuple(boolean withChoice) {
    int at = tokens.current().at();
    List<Node> items = new ArrayList<>();
    boolean comma = false;
    while (!endsTuple()) {
      items.add(withChoice ? expression() : or());
      comma = tokens.current().isOperator(",");
      if (!comma) {
        break;
      }
      tokens.next();
    }
    if (items.size() == 1 && !comma) {
      return items.get(0);
    }
    if (items.isEmpty()) {
      throw tokens.unexpected("an expression");
    }
    return new Node.TupleOf(at, items);
  }

  private boolean endsTuple() {
    Token token = tokens.current();
    return token.type() == Token.Type.OUTPUT_END
        || token.type() == Token.Type.BLOCK_END
        || token.isOperator(")");
  }

  Node expression() {
    tokens.enter();
    Node value = or();
    while (tokens.current().isName("if")) {
      int at = tokens.next().at();
      Node test = or();
      value = new Node.Choice(at, test, value, tokens.skipName("else") ? expression() : null);
    }
    tokens.leave();
    return value;
  }

  private Node or() {
    int at = tokens.current().at();
    Node first = and();
    if (!tokens.current().isName("or")) {
      return first;
    }
    List<Node> all = new ArrayList<>(List.of(first));
    while (tokens.skipName("or")) {
      all.add(and());
    }
    return new Node.Or(at, all);
  }

  private Node and() {
    int at = tokens.current().at();
    Node first = not();
    if (!tokens.current().isName("and")) {
      return first;
    }
    List<Node> all = new ArrayList<>(List.of(first));
    while (tokens.skipName("and")) {
      all.add(not());
    }
    return new Node.And(at, all);
  }

  private Node not() {
    if (!tokens.current().isName("not")) {
      return comparison();
    }
    tokens.enter();
    int at = tokens.next().at();
    Node node = new Node.Not(at, not());
    tokens.leave();
    return node;
  }

  private Node comparison() {
    int at = tokens.current().at();
    List<Node> operands = new ArrayList<>(List.of(sum()));
    List<String> operators = new ArrayList<>();
    while (true) {
      Token token = tokens.current();
      if (token.type() == Token.Type.OPERATOR && COMPARISONS.contains(token.value())) {
        operators.add((String) tokens.next().value());
      } else if (tokens.skipName("in")) {
        operators.add("in");
      } else if (token.isName("not") && tokens.ahead().isName("in")) {
        tokens.next();
        tokens.next();
        operators.add("not in");
      } else {
        break;
      }
      operands.add(sum());
    }
    return operators.isEmpty() ? operands.get(0) : new Node.Compared(at, operands, operators);
  }

  private Node sum() {
    Node left = joined();
    while (isOperator("+", "-")) {
      Token operator = tokens.next();
      left = new Node.Binary(operator.at(), (String) operator.value(), left, joined());
    }
    return left;
  }

  private Node joined() {
    int at = tokens.current().at();
    Node first = product();
    if (!tokens.current().isOperator("~")) {
      return first;
    }
    List<Node> all = new ArrayList<>(List.of(first));
    while (tokens.skipOperator("~")) {
      all.add(product());
    }
    return new Node.Joined(at, all);
  }

  private Node product() {
    Node left = power();
    while (isOperator("*", "/", "//", "%")) {
      Token operator = tokens.next();
      left = new Node.Binary(operator.at(), (String) operator.value(), left, power());
    }
    return left;
  }

  private Node power() {
    Node left = unary(true);
    while (isOperator("**")) {
      Token operator = tokens.next();
      left = new Node.Binary(operator.at(), "**", left, unary(true));
    }
    return left;
  }

  private boolean isOperator(String... operators) {
    for (String operator : operators) {
      if (tokens.current().isOperator(operator)) {
        return true;
      }
    }
    return false;
  }

  private Node unary(boolean withFilters) {
    Node node;
    if (isOperator("-", "+")) {
      tokens.enter();
      Token sign = tokens.next();
      node = new Node.Signed(sign.at(), unary(false), sign.isOperator("-"));
      tokens.leave();
    } else {
      node = primary();
    }
    node = postfix(node);
    return withFilters ? filters(node) : node;
  }

  Node primary() {
    Token token = tokens.current();
    if (token.type() == Token.Type.NAME) {
      tokens.next();
      return switch ((String) token.value()) {
        case "true", "True" -> new Node.Const(token.at(), true);
        case "false", "False" -> new Node.Const(token.at(), false);
        case "none", "None" -> new Node.Const(token.at(), None.NONE);
        default -> new Node.Name(token.at(), (String) token.value());
      };
    }
    if (token.type() == Token.Type.STRING) {
      StringBuilder text = new StringBuilder();
      while (tokens.current().type() == Token.Type.STRING) {
        text.append(tokens.next().value());
      }
      return new Node.Const(token.at(), text.toString());
    }
    if (token.type() == Token.Type.NUMBER) {
      return new Node.Const(token.at(), tokens.next().value());
    }
    return bracketed();
  }

  private Node bracketed() {
    int at = tokens.current().at();
    if (tokens.skipOperator("(")) {
      Node inside =
          tokens.current().isOperator(")") ? new Node.TupleOf(at, List.of()) : tuple(true);
      tokens.expectOperator(")");
      return inside;
    }
    if (tokens.skipOperator("[")) {
      return new Node.ListOf(at, upTo("]"));
    }
    if (tokens.skipOperator("{")) {
      return dict(at);
    }
    throw tokens.unexpected("an expression");
  }

  private List<Node> upTo(String close) {
    List<Node> items = new ArrayList<>();
    while (!tokens.current().isOperator(close)) {
      if (!items.isEmpty()) {
        tokens.expectOperator(",");
        if (tokens.current().isOperator(close)) {
          break;
        }
      }
      items.add(expression());
    }
    tokens.expectOperator(close);
    return items;
  }

  private Node dict(int at) {
    List<Node> pairs = new ArrayList<>();
    while (!tokens.current().isOperator("}")) {
      if (!pairs.isEmpty()) {
        tokens.expectOperator(",");
        if (tokens.current().isOperator("}")) {
          break;
        }
      }
      pairs.add(expression());
      tokens.expectOperator(":");
      pairs.add(expression());
    }
    tokens.expectOperator("}");
    return new Node.DictOf(at, pairs);
  }

  private Node postfix(Node start) {
    Node node = start;
    while (true) {
      if (tokens.current().isOperator(".")) {
        node = dotted(node);
      } else if (tokens.current().isOperator("[")) {
        node = subscript(node);
      } else if (tokens.current().isOperator("(")) {
        node = new Node.Call(tokens.current().at(), node, given());
      } else {
        return node;
      }
    }
  }

  private Node dotted(Node of) {
    tokens.next();
    Token token = tokens.next();
    if (token.type() == Token.Type.NAME) {
      return new Node.Attribute(token.at(), of, (String) token.value());
    }
    if (token.type() == Token.Type.NUMBER && Values.isInteger(token.value())) {
      return new Node.Item(token.at(), of, new Node.Const(token.at(), token.value()));
    }
    throw new Failure(token.at(), "expected a name or a number, found " + token.words());
  }

  private Node subscript(Node of) {
    int at = tokens.next().at();
    Node first = tokens.current().isOperator(":") ? null : expression();
    if (first != null && !tokens.current().isOperator(":")) {
      List<Node> keys = new ArrayList<>(List.of(first));
      while (tokens.skipOperator(",")) {
        keys.add(expression());
      }
      tokens.expectOperator("]");
      return new Node.Item(at, of, keys.size() == 1 ? first : new Node.TupleOf(at, keys));
    }
    tokens.expectOperator(":");
    Node to = bound();
    Node step = tokens.skipOperator(":") ? bound() : null;
    tokens.expectOperator("]");
    return new Node.Cut(at, of, first, to, step);
  }

  private @Nullable Node bound() {
    return isOperator("]", ":") ? null : expression();
  }

  private Node.Given given() {
    tokens.expectOperator("(");
    List<Node> inOrder = new ArrayList<>();
    Map<String, Node> byName = new LinkedHashMap<>();
    boolean first = true;
    while (!tokens.current().isOperator(")")) {
      if (!first) {
        tokens.expectOperator(",");
        if (tokens.current().isOperator(")")) {
          break;
        }
      }
      first = false;
      if (isOperator("*", "**")) {
        throw new Failure(tokens.current().at(), "* and ** in a call are not supported");
      }
      if (tokens.current().type() == Token.Type.NAME && tokens.ahead().isOperator("=")) {
        String name = (String) tokens.next().value();
        tokens.next();
        byName.put(name, expression());
      } else if (byName.isEmpty()) {
        inOrder.add(expression());
      } else {
        throw new Failure(tokens.current().at(), "a value without a name behind one with a name");
      }
    }
    tokens.expectOperator(")");
    return new Node.Given(inOrder, byName);
  }

  private Node filters(Node start) {
    Node node = start;
    while (true) {
      if (tokens.current().isOperator("|")) {
        node = filter(node);
      } else if (tokens.current().isName("is")) {
        node = test(node);
      } else if (tokens.current().isOperator("(")) {
        node = new Node.Call(tokens.current().at(), node, given());
      } else {
        return node;
      }
    }
  }

  private Node filter(Node of) {
    tokens.next();
    Token name = tokens.expect(Token.Type.NAME, "the name of a filter");
    if (!Filters.exists((String) name.value())) {
      throw new Failure(name.at(), "there is no filter '" + name.value() + "'");
    }
    Node.Given given = tokens.current().isOperator("(") ? given() : Node.Given.NOTHING;
    return new Node.Filtered(name.at(), of, (String) name.value(), given);
  }

  private Node test(Node of) {
    int at = tokens.next().at();
    boolean negated = tokens.skipName("not");
    Token name = tokens.expect(Token.Type.NAME, "the name of a test");
    if (!Tests.exists((String) name.value())) {
      throw new Failure(name.at(), "there is no test '" + name.value() + "'");
    }
    Node.Given given = Node.Given.NOTHING;
    if (tokens.current().isOperator("(")) {
      given = given();
    } else if (beginsOperand(tokens.current())) {
      if (tokens.current().isName("is")) {
        throw new Failure(tokens.current().at(), "a test of a test; use 'and'");
      }
      given = new Node.Given(List.of(postfix(primary())), Map.of());
    }
    Node tested = new Node.Tested(name.at(), of, (String) name.value(), given);
    return negated ? new Node.Not(at, tested) : tested;
  }

  private static boolean beginsOperand(Token token) {
    return token.type() == Token.Type.NAME
        ? !AFTER_TEST.contains(token.value())
        : token.isLiteral() || token.isOperator("[") || token.isOperator("{");
  }
}
