package dev.javacdk.testkit.api;

import dev.javacdk.testkit.message.ApiRequest;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts requests as they come. Safe for use by many threads. */
final class RequestCounter {

  private final AtomicLong total = new AtomicLong();
  private final LongAdder faulted = new LongAdder();
  private final Map<String, Long> byUrl = new ConcurrentHashMap<>();
  private final Map<String, Long> byPath = new ConcurrentHashMap<>();
  private final Map<String, Long> answeredByUrl = new ConcurrentHashMap<>();

  /** Counts a request and gives it its number. */
  ApiRequest asked(ApiRequest request) {
    byUrl.merge(request.url(), 1L, Long::sum);
    byPath.merge(request.method() + " " + request.path(), 1L, Long::sum);
    return request.numbered(total.incrementAndGet());
  }

  void faulted() {
    faulted.increment();
  }

  void answered(ApiRequest request) {
    answeredByUrl.merge(request.url(), 1L, Long::sum);
  }

  Counters snapshot() {
    return new Counters(total.get(), faulted.sum(), copy(byUrl), copy(byPath), copy(answeredByUrl));
  }

  void reset() {
    total.set(0);
    faulted.reset();
    byUrl.clear();
    byPath.clear();
    answeredByUrl.clear();
  }

  private static SortedMap<String, Long> copy(Map<String, Long> counts) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }
}
