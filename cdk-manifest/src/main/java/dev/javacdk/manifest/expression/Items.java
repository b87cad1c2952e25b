package dev.javacdk.manifest.expression;

import java.util.List;

/** A value that holds others in an order. */
sealed interface Items permits ListValue, Tuple, Iteration {

  List<Object> items();
}
