package dev.javacdk.manifest.expression;

import java.util.HashSet;
import java.util.Set;

/**
 * What an expression reads of one variable, as far as that is seen without its value.
 *
 * <p>Who keeps only what stands at these pointers must keep the objects and arrays on the way too:
 * whether they are there decides between a value that is absent and an expression that fails.
 *
 * @param pointers JSON pointers below the variable; what stands there is read, with all that is
 *     inside
 * @param whole whether the variable is also used as a whole, or by a key that is computed
 */
public record Reads(Set<String> pointers, boolean whole) {

  /** Keeps a copy. */
  public Reads {
    pointers = Set.copyOf(pointers);
  }

  /** What one or the other reads. */
  Reads and(Reads other) {
    Set<String> both = new HashSet<>(pointers);
    both.addAll(other.pointers);
    return new Reads(both, whole || other.whole);
  }

  /** Whether it reads nothing of the variable. */
  public boolean isNothing() {
    return pointers.isEmpty() && !whole;
  }
}
