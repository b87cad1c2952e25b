package dev.javacdk.core.message;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Comparator;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Replaces every known secret in text for people (I10). Longest first, so that a secret inside
 * another leaves no remains; of less than four characters as whole words only. Safe for use by many
 * threads.
 */
public final class Redactor {

  private static final String MASK = "****";
  private static final int SHORT = 4;

  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final TreeSet<String> secrets =
      new TreeSet<>(
          Comparator.comparingInt(String::length)
              .reversed()
              .thenComparing(Comparator.naturalOrder()));

  private volatile @Nullable Pattern pattern;

  /** Keeps this out of all text from now on. Blank secrets are ignored. */
  public void add(String secret) {
    if (secret.isBlank()) {
      return;
    }
    lock.lock();
    try {
      if (secrets.add(secret)) {
        pattern =
            Pattern.compile(secrets.stream().map(Redactor::match).collect(Collectors.joining("|")));
      }
    } finally {
      lock.unlock();
    }
  }

  private static String match(String secret) {
    String quoted = Pattern.quote(secret);
    return secret.length() < SHORT
        ? "(?<![\\p{L}\\p{N}_])" + quoted + "(?![\\p{L}\\p{N}_])"
        : quoted;
  }

  /** The text with every secret replaced by {@code ****}. */
  public String redact(String text) {
    Pattern known = pattern;
    return known == null ? text : known.matcher(text).replaceAll(MASK);
  }
}
