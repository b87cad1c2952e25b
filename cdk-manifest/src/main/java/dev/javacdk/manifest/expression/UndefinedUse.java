package dev.javacdk.manifest.expression;

/**
 * Something was asked of a value that is not there; the default of the expression takes its place.
 */
final class UndefinedUse extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UndefinedUse(Undefined what) {
    super("'" + what.name() + "' is undefined", null, false, false);
  }
}
