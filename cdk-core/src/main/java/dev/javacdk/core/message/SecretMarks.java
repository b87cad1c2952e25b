package dev.javacdk.core.message;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SystemError;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Keeps secrets out of states: a mark says which secret belongs there, {@code (secret:/api_key)},
 * and the secret as it is by then takes its place. A secret that stood there as URLs write it has a
 * mark of its own, {@code (secret:/api_key;url)}. Safe for use by many threads.
 */
public final class SecretMarks {

  private static final int LEAST = 8;
  private static final Pattern MARK = Pattern.compile("\\(secret:([^()]*)\\)");
  private static final String URL = ";url";

  private final ReentrantLock lock = new ReentrantLock();

  /** By name, each as it is now. */
  @GuardedBy("lock")
  private final Map<String, String> newest = new HashMap<>();

  /** Also those that are not current any more: an API may still give one back. Longest first. */
  @GuardedBy("lock")
  private final List<Known> all = new ArrayList<>();

  @GuardedBy("lock")
  private final Set<String> texts = new HashSet<>();

  /** A writing of a secret, and what stands for it. */
  private record Known(String text, String mark) {}

  /** From now on this secret, without blanks around it, has this name; older ones keep it. */
  void know(String name, String pasted) {
    String secret = pasted.strip();
    if (secret.length() < LEAST) {
      return;
    }
    String escaped = escape(name);
    lock.lock();
    try {
      newest.put(escaped, secret);
      add(secret, escaped);
      String url = url(secret);
      add(url, escaped + URL);
      add(lower(url), escaped + URL);
      all.sort(Comparator.comparingInt((Known k) -> k.text().length()).reversed());
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void add(String text, String name) {
    if (texts.add(text)) {
      all.add(new Known(text, "(secret:" + name + ")"));
    }
  }

  /**
   * The text with marks in place of secrets.
   *
   * @throws SystemError where it holds a mark already
   */
  public String seal(String text) {
    Matcher mark = MARK.matcher(text);
    if (mark.find()) {
      throw new SystemError(
          "the API gave a text that holds '%s', which stands for a secret of the config: it is not followed"
              .formatted(mark.group()));
    }
    Map<String, String> found = new HashMap<>();
    lock.lock();
    try {
      for (Known known : all) {
        if (text.contains(known.text())) {
          found.put(known.text(), known.mark());
        }
      }
    } finally {
      lock.unlock();
    }
    return found.isEmpty() ? text : replaced(text, found);
  }

  /** Longest first, so that a secret inside another leaves no remains. */
  private static String replaced(String text, Map<String, String> marks) {
    Pattern any =
        Pattern.compile(
            marks.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
    return any.matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(marks.getOrDefault(match.group(), "")));
  }

  /**
   * The text with the secrets of today in place of marks.
   *
   * @throws ConfigError where a mark names a secret that nobody has
   */
  public String unseal(String text) {
    return MARK.matcher(text).replaceAll(match -> Matcher.quoteReplacement(secret(match.group(1))));
  }

  private String secret(String marked) {
    boolean url = marked.endsWith(URL);
    String name = url ? marked.substring(0, marked.length() - URL.length()) : marked;
    lock.lock();
    try {
      String secret = newest.get(name);
      if (secret == null) {
        throw new ConfigError(
            "the state says that the secret '%s' belongs into its position, but there is none: does the config lack it?"
                .formatted(name));
      }
      return url ? url(secret) : secret;
    } finally {
      lock.unlock();
    }
  }

  /** So that a name cannot end a mark. */
  private static String escape(String name) {
    return name.replace("%", "%25").replace("(", "%28").replace(")", "%29");
  }

  private static String url(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String lower(String url) {
    return Pattern.compile("%[0-9A-F]{2}")
        .matcher(url)
        .replaceAll(octet -> octet.group().toLowerCase(Locale.ROOT));
  }
}
