package dev.javacdk.testkit.recorded;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What must not be in a recording. Immutable; {@link #toString} does not tell them.
 *
 * <p>Where one stands plain or percent-encoded a placeholder takes its place, of two that overlap
 * that of the longer. Any other writing is not undone but found, and the recording refused.
 */
final class Secrets {

  /** Shorter ones are found by chance. */
  static final int SHORTEST = 4;

  private final int number;
  private final Map<String, String> placeholders = new TreeMap<>();
  private final Pattern any;
  private final SecretSearch search;

  Secrets(List<String> secrets) {
    List<SecretWriting> writings = new ArrayList<>();
    for (int i = 0; i < secrets.size(); i++) {
      String secret = secrets.get(i);
      for (String plain : plain(secret)) {
        placeholders.putIfAbsent(plain, Placeholder.secret(i + 1));
      }
      writings.addAll(SecretWriting.of(i + 1, secret));
    }
    this.number = secrets.size();
    this.search = new SecretSearch(writings);
    this.any =
        Pattern.compile(
            placeholders.isEmpty()
                ? "(?!)"
                : placeholders.keySet().stream()
                    .sorted(Comparator.comparingInt(String::length).reversed())
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|")));
  }

  /** The text with placeholders for the secrets in it. */
  String hide(String text) {
    return any.matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(placeholders.getOrDefault(found.group(), "")));
  }

  /** Which secret still is in a text, and how it is written there; empty where none is. */
  Optional<String> find(String text) {
    if (number == 0) {
      return Optional.empty();
    }
    Map<String, String> readings = Readings.of(Placeholder.ANY.matcher(text).replaceAll(" "));
    return readings.entrySet().stream()
        .flatMap(reading ->
            search.in(reading.getValue()).map(found -> found.in(reading.getKey())).stream())
        .findFirst();
  }

  @Override
  public String toString() {
    return number + " secrets";
  }

  private static List<String> plain(String secret) {
    String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    String percent = form.replace("+", "%20");
    return List.of(secret, form, percent, lower(form), lower(percent));
  }

  private static String lower(String encoded) {
    return Pattern.compile("%[0-9A-F]{2}")
        .matcher(encoded)
        .replaceAll(found -> found.group().toLowerCase(Locale.ROOT));
  }
}
