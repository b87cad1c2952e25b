package dev.javacdk.testkit.recorded;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for all writings of all secrets in one walk through a text: they are hundreds, and a
 * recording may be large. Immutable.
 */
final class SecretSearch {

  private static final int MARKS = 1 << 16;

  /** Where a writing may begin: by a hash of its first characters. */
  private final BitSet marks = new BitSet(MARKS);

  private final Map<String, List<SecretWriting>> byStart = new HashMap<>();

  SecretSearch(List<SecretWriting> writings) {
    for (SecretWriting writing : writings) {
      marks.set(mark(writing.text(), 0));
      byStart
          .computeIfAbsent(
              writing.text().substring(0, SecretWriting.SHORTEST), start -> new ArrayList<>())
          .add(writing);
    }
  }

  /** The first writing in a text; empty where there is none. */
  Optional<SecretWriting> in(String text) {
    for (int at = 0; at + SecretWriting.SHORTEST <= text.length(); at++) {
      if (marks.get(mark(text, at))) {
        String start = text.substring(at, at + SecretWriting.SHORTEST);
        for (SecretWriting writing : byStart.getOrDefault(start, List.of())) {
          if (text.startsWith(writing.text(), at)) {
            return Optional.of(writing);
          }
        }
      }
    }
    return Optional.empty();
  }

  private static int mark(String text, int at) {
    int hash = text.charAt(at);
    for (int i = 1; i < SecretWriting.SHORTEST; i++) {
      hash = hash * 131 + text.charAt(at + i);
    }
    return (hash ^ (hash >>> 16)) & (MARKS - 1);
  }
}
