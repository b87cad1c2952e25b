package dev.javacdk.manifest.expression;

/** Something in an expression went wrong, where its text is not known yet. */
final class Failure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int at;
  private final boolean type;

  Failure(String problem) {
    this(-1, problem);
  }

  Failure(int at, String problem) {
    this(at, problem, false);
  }

  private Failure(int at, String problem, boolean type) {
    super(problem, null, false, false);
    this.at = at;
    this.type = type;
  }

  /** A value is of a type with which that cannot be done. */
  static Failure ofType(String problem) {
    return new Failure(-1, problem, true);
  }

  /** Whether a value is of a type with which that cannot be done. */
  boolean isOfType() {
    return type;
  }

  /** The same at this place, unless a more exact one is known. */
  Failure at(int place) {
    return at >= 0 ? this : new Failure(place, problem(), type);
  }

  String problem() {
    return String.valueOf(getMessage());
  }

  ExpressionError in(String text) {
    return new ExpressionError(text, at, problem());
  }
}
