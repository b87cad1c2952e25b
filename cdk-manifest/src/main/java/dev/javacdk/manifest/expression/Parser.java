package dev.javacdk.manifest.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Tokens → statements. */
final class Parser {

  /** Of values in one another, so that no template can exhaust the stack. */
  static final int MOST_LEVELS = 250;

  private final Tokens tokens;
  private final ExpressionParser expressions;
  private final List<Node> roots = new ArrayList<>();

  private Parser(Tokens tokens) {
    this.tokens = tokens;
    this.expressions = new ExpressionParser(tokens);
  }

  static List<Statement> parse(String template) {
    Parser parser = new Parser(new Tokens(Lexer.tokens(template)));
    List<Statement> statements = parser.upTo(Set.of());
    parser.checkLevels();
    return statements;
  }

  private void checkLevels() {
    List<Node> level = roots;
    for (int levels = 0; !level.isEmpty(); levels++) {
      if (levels > MOST_LEVELS) {
        int at = level.get(0).at();
        throw new Failure(
            at, "values in values deeper than " + MOST_LEVELS + ", which is the bound");
      }
      List<Node> below = new ArrayList<>();
      level.forEach(node -> below.addAll(node.children()));
      level = below;
    }
  }

  /** Up to the tag with one of these names, which is current then. */
  private List<Statement> upTo(Set<String> ends) {
    tokens.enter();
    List<Statement> body = new ArrayList<>();
    while (tokens.current().type() != Token.Type.END) {
      Token token = tokens.next();
      if (token.type() == Token.Type.DATA) {
        body.add(new Statement.Text((String) token.value()));
      } else if (token.type() == Token.Type.OUTPUT_BEGIN) {
        body.add(new Statement.Output(root(expressions.tuple(true))));
        tokens.expect(Token.Type.OUTPUT_END, "'}}'");
      } else {
        Token name = tokens.expect(Token.Type.NAME, "the name of a tag");
        if (ends.contains((String) name.value())) {
          tokens.leave();
          return body;
        }
        body.add(statement(name));
      }
    }
    if (!ends.isEmpty()) {
      throw tokens.unexpected("{% " + String.join(" %} or {% ", ends) + " %}");
    }
    tokens.leave();
    return body;
  }

  private Node root(Node node) {
    roots.add(node);
    return node;
  }

  private Statement statement(Token name) {
    return switch ((String) name.value()) {
      case "if" -> ifTag();
      case "for" -> forTag(name.at());
      case "set" -> setTag(name.at());
      default ->
          throw new Failure(name.at(), "the tag '" + name.value() + "' is not supported here");
    };
  }

  private void endTag() {
    tokens.expect(Token.Type.BLOCK_END, "'%}'");
  }

  private Statement ifTag() {
    List<Statement.Branch> branches = new ArrayList<>();
    while (true) {
      Node test = root(expressions.tuple(false));
      openBody();
      List<Statement> body = upTo(Set.of("elif", "else", "endif"));
      branches.add(new Statement.Branch(test, body));
      String end = ended();
      if (!end.equals("elif")) {
        List<Statement> otherwise = List.of();
        if (end.equals("else")) {
          openBody();
          otherwise = upTo(Set.of("endif"));
        }
        endTag();
        return new Statement.If(branches, otherwise);
      }
    }
  }

  /** The name of the tag at which a body ended. */
  private String ended() {
    return (String) tokens.last().value();
  }

  private void openBody() {
    tokens.skipOperator(":");
    endTag();
  }

  private Statement forTag(int at) {
    List<String> names = new ArrayList<>();
    boolean unpacks = targets(names);
    tokens.expectName("in");
    Node over = root(expressions.tuple(false));
    Node test = tokens.skipName("if") ? root(expressions.expression()) : null;
    if (tokens.current().isName("recursive")) {
      throw new Failure(tokens.current().at(), "'recursive' is not supported here");
    }
    openBody();
    List<Statement> body = upTo(Set.of("else", "endfor"));
    List<Statement> otherwise = List.of();
    if (ended().equals("else")) {
      openBody();
      otherwise = upTo(Set.of("endfor"));
    }
    endTag();
    return new Statement.For(at, names, unpacks, over, test, body, otherwise);
  }

  /** Reads the names before {@code =} or {@code in}; whether values are spread over them. */
  private boolean targets(List<String> names) {
    boolean bracket = tokens.skipOperator("(");
    names.add(target());
    boolean unpacks = false;
    while (tokens.skipOperator(",")) {
      unpacks = true;
      if (tokens.current().type() == Token.Type.NAME && !tokens.current().isName("in")) {
        names.add(target());
      }
    }
    if (bracket) {
      tokens.expectOperator(")");
    }
    return unpacks;
  }

  private String target() {
    Token token = tokens.expect(Token.Type.NAME, "the name of a variable");
    String name = (String) token.value();
    if (tokens.skipOperator(".")) {
      return name + "." + tokens.expect(Token.Type.NAME, "the name of a field").value();
    }
    return name;
  }

  private Statement setTag(int at) {
    List<String> names = new ArrayList<>();
    boolean unpacks = targets(names);
    if (tokens.skipOperator("=")) {
      Node value = root(expressions.tuple(true));
      endTag();
      return new Statement.Set(at, names, unpacks, value);
    }
    openBody();
    List<Statement> body = upTo(Set.of("endset"));
    endTag();
    return new Statement.SetBlock(names.get(0), body);
  }
}
