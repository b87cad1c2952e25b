package dev.javacdk.http.paging;

import dev.javacdk.http.request.NameValue;
import dev.javacdk.http.request.UrlText;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells a link that only counts pages or rows from one that holds a token. A keyset of numbers,
 * {@code since_id=200}, looks alike: the parameter must be called as pages and offsets are. Pure.
 */
final class CountingLinks {

  private static final Set<String> PAGES = Set.of("page", "p", "pagenumber", "pageno", "pageindex");
  private static final Set<String> OFFSETS =
      Set.of("offset", "start", "startat", "startindex", "skip", "from", "first", "begin");
  private static final Set<String> SIZES =
      Set.of("size", "limit", "count", "max", "perpage", "pagesize", "pagelimit", "maxresults");
  private static final Predicate<String> NUMBER = Pattern.compile("\\d{1,15}").asMatchPredicate();

  private CountingLinks() {}

  /**
   * How a counting link has moved on.
   *
   * @param name of the parameter
   */
  record Step(String name, String from, String to) {}

  /** What differs between a page's address and its next one, where that is a count. */
  static Optional<Step> between(URI page, URI next, long records) {
    Map<String, String> before = parameters(page);
    Map<String, String> after = parameters(next);
    List<String> changed =
        after.entrySet().stream()
            .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
            // The first page may leave to the API how large it is.
            .filter(entry ->
                before.containsKey(entry.getKey()) || !SIZES.contains(plain(entry.getKey())))
            .map(Map.Entry::getKey)
            .toList();
    boolean isOne = changed.size() == 1 && after.keySet().containsAll(before.keySet());
    return isOne
        ? step(changed.get(0), before.get(changed.get(0)), after, records)
        : Optional.empty();
  }

  private static Optional<Step> step(
      String name, @Nullable String was, Map<String, String> after, long records) {
    boolean isPage = PAGES.contains(plain(name));
    String from = was == null ? (isPage ? "1" : "0") : was;
    String to = after.getOrDefault(name, "");
    if (!NUMBER.test(from) || !NUMBER.test(to)) {
      return Optional.empty();
    }
    long up = Long.parseLong(to) - Long.parseLong(from);
    boolean counts =
        isPage
            ? up == 1 || (was == null && up == 0)
            : OFFSETS.contains(plain(name)) && up > 0 && (up == records || isSaid(up, name, after));
    return counts ? Optional.of(new Step(name, from, to)) : Optional.empty();
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
  }

  /** Whether another parameter has this number: the page size. */
  private static boolean isSaid(long up, String name, Map<String, String> after) {
    return after.entrySet().stream()
        .anyMatch(p -> !p.getKey().equals(name) && p.getValue().equals(Long.toString(up)));
  }

  private static Map<String, String> parameters(URI url) {
    Map<String, String> parameters = new TreeMap<>();
    for (NameValue parameter : UrlText.parameters(url)) {
      parameters.put(parameter.name(), parameter.value());
    }
    return parameters;
  }
}
