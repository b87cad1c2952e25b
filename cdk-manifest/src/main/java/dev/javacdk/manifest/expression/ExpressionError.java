package dev.javacdk.manifest.expression;

/**
 * An expression cannot be parsed, or has no value with the variables that it was given. The message
 * has the expression's text and the place in it, and never the value of a variable: that may be a
 * secret.
 */
public final class ExpressionError extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int MOST_TEXT = 300;

  private final String expression;
  private final int at;

  ExpressionError(String expression, int at, String problem) {
    super(message(expression, at, problem));
    this.expression = expression;
    this.at = at;
  }

  private static String message(String expression, int at, String problem) {
    String shown =
        expression.length() <= MOST_TEXT ? expression : expression.substring(0, MOST_TEXT) + "...";
    return "expression '" + shown + "': " + problem + (at < 0 ? "" : ", at character " + at);
  }

  /** The text of the whole expression. */
  public String expression() {
    return expression;
  }

  /** Where in the text, counted from 0; -1 where it is the text as a whole. */
  public int at() {
    return at;
  }
}
