package dev.javacdk.manifest.expression;

import java.util.List;

/** The tokens of a template, read from the front, with a bound on what is inside what. */
final class Tokens {

  /** Of brackets and blocks in one another. */
  static final int MOST_DEPTH = 100;

  private final List<Token> tokens;
  private int pos;
  private int depth;

  Tokens(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token current() {
    return tokens.get(pos);
  }

  Token ahead() {
    return tokens.get(Math.min(pos + 1, tokens.size() - 1));
  }

  /** The one that was read last. */
  Token last() {
    return tokens.get(pos - 1);
  }

  Token next() {
    Token token = current();
    if (pos < tokens.size() - 1) {
      pos++;
    }
    return token;
  }

  boolean skipName(String name) {
    boolean found = current().isName(name);
    if (found) {
      next();
    }
    return found;
  }

  boolean skipOperator(String operator) {
    boolean found = current().isOperator(operator);
    if (found) {
      next();
    }
    return found;
  }

  void expectOperator(String operator) {
    if (!skipOperator(operator)) {
      throw unexpected("'" + operator + "'");
    }
  }

  Token expect(Token.Type type, String words) {
    if (current().type() != type) {
      throw unexpected(words);
    }
    return next();
  }

  void expectName(String name) {
    if (!skipName(name)) {
      throw unexpected("'" + name + "'");
    }
  }

  Failure unexpected(String wanted) {
    return new Failure(current().at(), "expected " + wanted + ", found " + current().words());
  }

  void enter() {
    if (++depth > MOST_DEPTH) {
      throw new Failure(
          current().at(),
          "brackets in brackets deeper than " + MOST_DEPTH + ", which is the bound");
    }
  }

  void leave() {
    depth--;
  }
}
