package dev.javacdk.testkit.api;

import dev.javacdk.testkit.message.ApiRequest;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which requests meet which {@link Fault}.
 *
 * <p>A fault is transient unless said otherwise: it hits the first try of a URL (see {@link
 * ApiRequest#url}) and the next try succeeds. Whether a URL is hit by a rate follows from the seed
 * and the URL alone, so it is the same in every run and whatever order the threads of a client ask
 * in.
 *
 * <p>Immutable: each method returns a changed copy. The predicate is called by many threads.
 */
public final class FaultRule {

  private final Predicate<ApiRequest> match;
  private final double rate;
  private final long nth;
  private final int tries;
  private final List<Fault> kinds;

  private FaultRule(
      Predicate<ApiRequest> match, double rate, long nth, int tries, List<Fault> kinds) {
    this.match = match;
    this.rate = rate;
    this.nth = nth;
    this.tries = tries;
    this.kinds = kinds;
  }

  /**
   * Hits this share of all URLs, each with one of the kinds.
   *
   * @throws IllegalArgumentException if the rate is not between 0 and 1, or no kind is given
   */
  public static FaultRule rate(double rate, Fault... kinds) {
    if (!(rate >= 0 && rate <= 1) || kinds.length == 0) {
      throw new IllegalArgumentException("rate " + rate + " with " + kinds.length + " kinds");
    }
    return new FaultRule(request -> true, rate, 0, 1, List.of(kinds));
  }

  /** Hits every URL. */
  public static FaultRule always(Fault kind) {
    return rate(1, kind);
  }

  /**
   * Hits the n-th request that matches, counted from 1 over all URLs.
   *
   * @throws IllegalArgumentException if n is less than 1
   */
  public static FaultRule nth(long n, Fault kind) {
    if (n < 1) {
      throw new IllegalArgumentException("n is " + n + "; requests are counted from 1");
    }
    return new FaultRule(request -> true, 0, n, 1, List.of(kind));
  }

  /** Only requests of which this is true, besides what was asked before. */
  public FaultRule when(Predicate<ApiRequest> condition) {
    return new FaultRule(match.and(condition), rate, nth, tries, kinds);
  }

  /** Only requests to this path, a template such as {@code /contacts/{id}/notes}. */
  public FaultRule path(String template) {
    PathTemplate path = PathTemplate.of(template);
    return when(request -> path.match(request.path()).isPresent());
  }

  /** Only requests with this value of a query parameter: the page behind one token. */
  public FaultRule query(String name, String value) {
    return when(request -> request.query(name).filter(value::equals).isPresent());
  }

  /** A URL that is hit is hit this many times before it succeeds. */
  public FaultRule tries(int times) {
    return new FaultRule(match, rate, nth, times, kinds);
  }

  /** A URL that is hit once is hit for ever. */
  public FaultRule permanent() {
    return tries(Integer.MAX_VALUE);
  }

  boolean matches(ApiRequest request) {
    return match.test(request);
  }

  double rate() {
    return rate;
  }

  /** The number of the request that is hit; 0 for a rule by rate. */
  long nth() {
    return nth;
  }

  int tries() {
    return tries;
  }

  List<Fault> kinds() {
    return kinds;
  }
}
