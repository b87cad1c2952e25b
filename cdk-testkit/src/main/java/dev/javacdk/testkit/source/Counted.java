package dev.javacdk.testkit.source;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each text is there. Confined to one thread. */
final class Counted {

  private final Map<String, Integer> counts = new HashMap<>();

  static Counted of(Collection<String> texts) {
    Counted counted = new Counted();
    counted.add(texts);
    return counted;
  }

  Counted add(Collection<String> texts) {
    texts.forEach(text -> counts.merge(text, 1, Integer::sum));
    return this;
  }

  /** Those that are here more often than there; each once. */
  List<String> beyond(Counted there) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() > there.counts.getOrDefault(entry.getKey(), 0))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** Those that are there more than once. */
  List<String> repeated() {
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() > 1)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
