package dev.javacdk.testkit.recorded;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** The answers of a recording, by what was asked. Safe for use by many threads. */
final class Answers {

  /** All that were given to one request, and how many of them were given out. */
  private record Series(
      Asked asked, Pattern pattern, List<Exchange> exchanges, AtomicInteger given) {

    Exchange next() {
      int last = exchanges.size() - 1;
      return exchanges.get(given.getAndUpdate(number -> Math.min(last, number + 1)));
    }
  }

  private final Map<String, Series> byRequest = new LinkedHashMap<>();

  Answers(List<Exchange> exchanges) {
    for (Exchange exchange : exchanges) {
      Asked asked = Asked.of(exchange.method(), exchange.target(), exchange.asked());
      byRequest
          .computeIfAbsent(
              asked.canonical(),
              canonical ->
                  new Series(
                      asked,
                      Canonical.pattern(canonical),
                      new CopyOnWriteArrayList<>(),
                      new AtomicInteger()))
          .exchanges()
          .add(exchange);
    }
  }

  /** The next answer to a request; the last one again where there is no next. */
  Optional<Exchange> next(Asked asked) {
    Series same = byRequest.get(asked.canonical());
    if (same != null) {
      return Optional.of(same.next());
    }
    return byRequest.values().stream()
        .filter(series -> Canonical.hasSecret(series.asked().canonical()))
        .filter(series -> series.pattern().matcher(asked.canonical()).matches())
        .findFirst()
        .map(Series::next);
  }

  /** From the first answers on. */
  void restart() {
    byRequest.values().forEach(series -> series.given().set(0));
  }

  /** Why there is no answer, with the request that comes nearest; of several the first. */
  String missing(Asked asked) {
    Comparator<Asked> near =
        Comparator.comparing((Asked other) -> !asked.isAt(other))
            .thenComparingInt(asked::parametersBeside)
            .thenComparingInt(asked::segmentsBeside)
            .thenComparing(other -> !asked.method().equals(other.method()));
    return byRequest.values().stream()
        .map(Series::asked)
        .min(near)
        .map(nearest ->
            "not recorded: %s; the nearest that was: %s".formatted(asked, nearest)
                + beside(asked.differences(nearest)))
        .orElse("not recorded: %s; nothing was".formatted(asked));
  }

  private static String beside(List<String> differences) {
    return differences.isEmpty() ? "" : " (" + String.join("; ", differences) + ")";
  }
}
