package dev.javacdk.core.message;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * Replaces every known secret in text for people (I10), in whatever way it is written there. What
 * overlaps is replaced as one, so that a secret inside another leaves no remains; of less than four
 * characters as whole words only. Safe for use by many threads.
 */
public final class Redactor implements UnaryOperator<String> {

  private static final String MASK = "****";

  private final ReentrantLock lock = new ReentrantLock();
  private final SecretMarks marks = new SecretMarks();

  @GuardedBy("lock")
  private final Set<String> secrets = new HashSet<>();

  /** What is looked for, by the character with which it begins. Replaced, never changed. */
  private volatile Map<Character, List<Writing>> writings = Map.of();

  /** Keeps this out of all text from now on. Blank secrets are ignored. */
  public void add(String secret) {
    if (secret.isBlank()) {
      return;
    }
    lock.lock();
    try {
      if (secrets.add(secret)) {
        Map<Character, List<Writing>> more = new HashMap<>(writings);
        for (Writing writing : SecretWritings.of(secret)) {
          for (Character beginning : writing.beginnings()) {
            List<Writing> longer = new ArrayList<>(more.getOrDefault(beginning, List.of()));
            longer.add(writing);
            more.put(beginning, List.copyOf(longer));
          }
        }
        writings = Map.copyOf(more);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Keeps this out of all text, and out of states under this name. */
  public void add(String name, String secret) {
    add(secret);
    marks.know(name, secret);
  }

  /** What stands for secrets in states. */
  public SecretMarks marks() {
    return marks;
  }

  /** The text with every secret replaced by {@code ****}. */
  public String redact(String text) {
    Map<Character, List<Writing>> known = writings;
    if (known.isEmpty()) {
      return text;
    }
    StringBuilder redacted = new StringBuilder(text.length());
    int kept = 0;
    int start = -1;
    int end = 0;
    for (int i = 0; i < text.length(); i++) {
      if (start >= 0 && i >= end) {
        redacted.append(text, kept, start).append(MASK);
        kept = end;
        start = -1;
      }
      int longest = end(text, i, known.getOrDefault(text.charAt(i), List.of()));
      if (longest > i) {
        start = start < 0 ? i : start;
        end = Math.max(end, longest);
      }
    }
    if (start >= 0) {
      redacted.append(text, kept, start).append(MASK);
      kept = end;
    }
    return redacted.append(text, kept, text.length()).toString();
  }

  @Override
  public String apply(String text) {
    return redact(text);
  }

  private static int end(String text, int start, List<Writing> writings) {
    int end = -1;
    for (Writing writing : writings) {
      end = Math.max(end, writing.end(text, start));
    }
    return end;
  }
}
