package dev.javacdk.manifest.expression;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an expression reads of one variable, as far as that is seen without its value.
 *
 * <p>Who keeps only what stands at these pointers must keep the objects and arrays on the way too:
 * whether they are there decides between a value that is absent and an expression that fails.
 *
 * @param uses by JSON pointer below the variable, the empty one for the variable itself: how much
 *     of what stands there is read
 */
public record Reads(Map<String, Use> uses) {

  /** How much of a value is read. Each reads what those before it read. */
  public enum Use {
    /** How many elements a list has, or whether it has any. */
    LENGTH,
    /** The last element of a list. */
    LAST,
    /** All that is inside; by a key that is computed, perhaps. */
    ALL
  }

  /** Keeps a copy. */
  public Reads {
    uses = Map.copyOf(uses);
  }

  /** What one or the other reads. */
  Reads and(Reads other) {
    Map<String, Use> both = new TreeMap<>(uses);
    other.uses.forEach((pointer, use) -> add(both, pointer, use));
    return new Reads(both);
  }

  /** Adds a use to those of a pointer: the one that reads more stays. */
  static void add(Map<String, Use> uses, String pointer, Use use) {
    uses.merge(pointer, use, (one, two) -> one.compareTo(two) < 0 ? two : one);
  }

  /** The pointers below the variable. */
  public Set<String> pointers() {
    return uses.keySet().stream()
        .filter(pointer -> !pointer.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the variable is also used itself, by a key that is computed perhaps. */
  public boolean whole() {
    return uses.containsKey("");
  }

  /** Whether it reads nothing of the variable. */
  public boolean isNothing() {
    return uses.isEmpty();
  }
}
