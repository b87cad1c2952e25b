package dev.javacdk.testkit.recorded;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What stands for each personal value. Masks have the length and the order of their values, by
 * {@link String#compareTo}, differ where these do, and equal no other value of the recording.
 *
 * <p>They are given by rising value, each the smallest of its {@link MaskPattern} that is greater
 * than the one before and not taken. There always is one, and it is never greater than the value:
 * the value itself is of the pattern, not taken, and greater than the value before, than which the
 * mask before is not greater. Immutable.
 */
final class Masks {

  private final Map<String, String> byValue;

  private Masks(Map<String, String> byValue) {
    this.byValue = byValue;
  }

  /**
   * Masks for these values.
   *
   * @param others the values that stay as they are
   */
  static Masks of(Collection<String> values, Set<String> others) {
    Map<String, String> masks = new TreeMap<>();
    Set<String> sorted = new TreeSet<>(values);
    String mask = null;
    for (String value : sorted) {
      MaskPattern pattern = MaskPattern.of(value);
      mask = pattern.above(mask);
      while (others.contains(mask) && !sorted.contains(mask)) {
        mask = pattern.above(mask);
      }
      masks.put(value, mask);
    }
    return new Masks(masks);
  }

  /** The mask of a value; null where it is not personal. */
  @Nullable String of(String value) {
    return byValue.get(value);
  }

  /** How many values look different now. */
  int changed() {
    return byValue.size() - unchanged();
  }

  /** How many values are their own mask. */
  int unchanged() {
    return (int) byValue.entrySet().stream().filter(e -> e.getKey().equals(e.getValue())).count();
  }
}
