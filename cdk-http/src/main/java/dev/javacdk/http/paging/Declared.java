package dev.javacdk.http.paging;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether what a stream's paging declares was ever met, over all of its listings. What it has said
 * once it does not say again. Safe for use by many threads.
 */
public final class Declared {

  private static final int MOST_DOUBTFUL = 10;

  private final AtomicBoolean tokenMet = new AtomicBoolean();
  private final AtomicBoolean countMet = new AtomicBoolean();
  private final AtomicBoolean tokenSaid = new AtomicBoolean();
  private final AtomicBoolean countSaid = new AtomicBoolean();
  private final AtomicBoolean countingSaid = new AtomicBoolean();

  private final AtomicInteger doubtful = new AtomicInteger();

  void tokenMet() {
    tokenMet.set(true);
  }

  void countMet() {
    countMet.set(true);
  }

  /** A page that is full, or may be, has ended a listing, since it had no token. */
  Optional<String> noTokenOnFullPage(String token, long records, boolean full) {
    if (tokenMet.get() || !tokenSaid.compareAndSet(false, true)) {
      return Optional.empty();
    }
    return Optional.of(
        (full ? "a full page of " : "a page of ")
            + records
            + " records was taken for the last one, since nothing stood at its "
            + token
            + ", nor on any page before: is that where the API says what comes next?");
  }

  /** A listing has ended though something says that there is more: said of the first few. */
  Optional<String> doubtfulEnd(String warning) {
    int number = doubtful.incrementAndGet();
    if (number > MOST_DOUBTFUL) {
      return Optional.empty();
    }
    return Optional.of(
        number < MOST_DOUBTFUL ? warning : warning + "; others like it are not said");
  }

  /** The links count, and the stream does not say so. */
  Optional<String> countingLink(String parameter, String from, String to) {
    if (!countingSaid.compareAndSet(false, true)) {
      return Optional.empty();
    }
    return Optional.of(
        "the link to the next page only counts ('%s' goes from %s to %s), so rows that come or go move others past it: say counting() of this paging"
            .formatted(parameter, from, to));
  }

  /** A listing has ended, and no count was there. */
  Optional<String> noCount(String count) {
    if (countMet.get() || !countSaid.compareAndSet(false, true)) {
      return Optional.empty();
    }
    return Optional.of(
        "no page had a count at " + count + ": is that where the API says how many there are?");
  }
}
