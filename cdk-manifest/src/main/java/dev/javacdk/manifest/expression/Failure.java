package dev.javacdk.manifest.expression;

/** Something in an expression went wrong, where its text is not known yet. */
final class Failure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int at;

  Failure(String problem) {
    this(-1, problem);
  }

  Failure(int at, String problem) {
    super(problem, null, false, false);
    this.at = at;
  }

  /** The same at this place, unless a more exact one is known. */
  Failure at(int place) {
    return at >= 0 ? this : new Failure(place, problem());
  }

  String problem() {
    return String.valueOf(getMessage());
  }

  ExpressionError in(String text) {
    return new ExpressionError(text, at, problem());
  }
}
