package dev.javacdk.testkit.recorded;

import java.util.ArrayList;
import java.util.List;

/** Places in JSON answers: pointers in which a star stands for any field or element. */
record Places(List<List<String>> patterns) {

  Places {
    patterns = List.copyOf(patterns);
  }

  static Places none() {
    return new Places(List.of());
  }

  /**
   * With one more.
   *
   * @throws IllegalArgumentException if it does not begin with a slash
   */
  Places and(String pointer) {
    if (!pointer.startsWith("/")) {
      throw new IllegalArgumentException(
          "'" + pointer + "' is no place: write a JSON pointer, as in /results/*/email");
    }
    List<String> steps = new ArrayList<>();
    for (String step : pointer.substring(1).split("/", -1)) {
      steps.add(step.replace("~1", "/").replace("~0", "~"));
    }
    List<List<String>> more = new ArrayList<>(patterns);
    more.add(List.copyOf(steps));
    return new Places(more);
  }

  /** Whether a place is one of them, or inside of one. */
  boolean have(List<String> place) {
    return patterns.stream().anyMatch(pattern -> begins(place, pattern));
  }

  private static boolean begins(List<String> place, List<String> pattern) {
    boolean fits = place.size() >= pattern.size();
    for (int i = 0; fits && i < pattern.size(); i++) {
      fits = pattern.get(i).equals("*") || pattern.get(i).equals(place.get(i));
    }
    return fits;
  }
}
