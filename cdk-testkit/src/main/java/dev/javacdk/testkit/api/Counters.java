package dev.javacdk.testkit.api;

import dev.javacdk.testkit.message.ApiRequest;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a server was asked, at one moment.
 *
 * <p>Immutable. A URL is {@link ApiRequest#url}: method, path and query, and a body if there is
 * one.
 *
 * @param total all requests
 * @param faulted requests that met a fault
 * @param byUrl requests by URL
 * @param byPath requests by method and path, without query and body
 * @param answeredByUrl answers by URL that were right and went out whole: no fault, no error
 */
public record Counters(
    long total,
    long faulted,
    SortedMap<String, Long> byUrl,
    SortedMap<String, Long> byPath,
    SortedMap<String, Long> answeredByUrl) {

  /** How often this URL was asked. */
  public long of(String url) {
    return byUrl.getOrDefault(url, 0L);
  }

  /** How often this method and path was asked, with whatever query: {@code GET /contacts}. */
  public long ofPath(String methodAndPath) {
    return byPath.getOrDefault(methodAndPath, 0L);
  }

  /** The URLs that were asked more than once, for whatever reason, and how often. */
  public SortedMap<String, Long> askedMoreThanOnce() {
    return repeated(byUrl);
  }

  /** The URLs whose right and whole answer went out more than once: read again without need. */
  public SortedMap<String, Long> answeredMoreThanOnce() {
    return repeated(answeredByUrl);
  }

  private static SortedMap<String, Long> repeated(Map<String, Long> counts) {
    SortedMap<String, Long> repeated = new TreeMap<>();
    counts.forEach((url, count) -> {
      if (count > 1) {
        repeated.put(url, count);
      }
    });
    return repeated;
  }
}
