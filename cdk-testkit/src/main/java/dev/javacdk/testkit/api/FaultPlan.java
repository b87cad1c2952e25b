package dev.javacdk.testkit.api;

import dev.javacdk.testkit.message.ApiRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The rules of a server and what each of them has hit so far. Safe for use by many threads. */
final class FaultPlan {

  private final long seed;
  private final List<Entry> entries = new CopyOnWriteArrayList<>();

  FaultPlan(long seed) {
    this.seed = seed;
  }

  void add(FaultRule rule) {
    entries.add(new Entry(rule, mix(seed + entries.size())));
  }

  void clear() {
    entries.clear();
  }

  /** The fault that this request meets: of the first rule that hits it. */
  Optional<Fault> pick(ApiRequest request) {
    Optional<Fault> picked = Optional.empty();
    for (Entry entry : entries) {
      // Every rule sees every request, else what one hits would shift the count of the next.
      Optional<Fault> fault = entry.pick(request);
      picked = picked.isPresent() ? picked : fault;
    }
    return picked;
  }

  /** Whether answers must be kept, to be given once more. */
  boolean repeatsPages() {
    return entries.stream()
        .anyMatch(
            entry -> entry.rule.kinds().stream().anyMatch(Fault.PageBefore.class::isInstance));
  }

  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private static final class Entry {

    private final FaultRule rule;
    private final long seed;
    private final AtomicLong matched = new AtomicLong();
    private final Map<String, Long> hits = new ConcurrentHashMap<>();

    Entry(FaultRule rule, long seed) {
      this.rule = rule;
      this.seed = seed;
    }

    Optional<Fault> pick(ApiRequest request) {
      if (!rule.matches(request)) {
        return Optional.empty();
      }
      String url = request.url();
      long hash = hash(url);
      boolean chosen =
          rule.nth() > 0
              ? matched.incrementAndGet() == rule.nth() || hits.containsKey(url)
              : uniform(hash) < rule.rate();
      if (!chosen || hits.merge(url, 1L, Long::sum) > rule.tries()) {
        return Optional.empty();
      }
      List<Fault> kinds = rule.kinds();
      return Optional.of(kinds.get((int) Long.remainderUnsigned(mix(hash), kinds.size())));
    }

    private long hash(String url) {
      long hash = seed;
      for (int i = 0; i < url.length(); i++) {
        hash = (hash ^ url.charAt(i)) * 0x100000001B3L;
      }
      return mix(hash);
    }

    private static double uniform(long hash) {
      return (hash >>> 11) * 0x1.0p-53;
    }
  }
}
