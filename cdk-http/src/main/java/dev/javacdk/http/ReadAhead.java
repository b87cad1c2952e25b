package dev.javacdk.http;

import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.http.exchange.Caller;
import dev.javacdk.http.exchange.Early;
import dev.javacdk.http.exchange.Sender;
import dev.javacdk.http.request.Call;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The pages of one listing that were asked for before their turn. Nothing depends on them: a page
 * is read from its answer where that is there, in its turn, and else asked for then. Confined to
 * the thread that reads the listing.
 */
final class ReadAhead {

  private static final Logger LOG = SafeLogs.of(ReadAhead.class);

  /** So often what was asked for ahead may turn out to be other pages than those that come. */
  private static final int MOST_IN_VAIN = 3;

  private final String stream;
  private final Sender sender;
  private final Map<Call, Early> sent = new LinkedHashMap<>();
  private int inVain;

  ReadAhead(String stream, Sender sender) {
    this.stream = stream;
    this.sender = sender;
  }

  /**
   * How many pages may be under way or wait for their turn, where so many are under way at most.
   */
  static int window(int most) {
    return 2 * most;
  }

  /** Whether asking ahead is of use here. */
  boolean isOfUse() {
    return inVain < MOST_IN_VAIN;
  }

  /**
   * Asks for pages, as far as that was not done, and as it can be done without waiting.
   *
   * @param most how many may be under way; as many again may wait for their turn
   * @param positions the pages, in their order
   */
  void ask(
      int most,
      Supplier<List<CursorPosition>> positions,
      Function<CursorPosition, Call> calls,
      Function<CursorPosition, Caller> callers) {
    try {
      Map<Call, CursorPosition> wanted = new LinkedHashMap<>();
      positions.get().forEach(position -> wanted.put(calls.apply(position), position));
      if (!wanted.isEmpty()) {
        keep(wanted.keySet());
      }
      for (Map.Entry<Call, CursorPosition> page : wanted.entrySet()) {
        if (!sent.containsKey(page.getKey())
            && !ask(page.getKey(), page.getValue(), most, callers)) {
          return;
        }
      }
    } catch (RuntimeException e) {
      // If it is wrong when its turn comes, it is said then.
      LOG.debug("stream '{}': no page is asked for ahead: {}", stream, e.toString());
    }
  }

  private boolean ask(
      Call call, CursorPosition at, int most, Function<CursorPosition, Caller> callers) {
    if (sent.size() >= window(most)) {
      return false;
    }
    Optional<Early> early = sender.sendEarly(call, callers.apply(at), most);
    early.ifPresent(answer -> sent.put(call, answer));
    return early.isPresent();
  }

  /** What was asked for and is not what comes next was asked for in vain. */
  private void keep(Set<Call> wanted) {
    List<Early> others =
        sent.entrySet().stream()
            .filter(page -> !wanted.contains(page.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    if (!others.isEmpty()) {
      inVain++;
      LOG.debug("stream '{}': {} pages were asked for ahead in vain", stream, others.size());
      others.forEach(Early::drop);
      sent.keySet().retainAll(wanted);
    }
  }

  /** The page whose turn it is; null where it was not asked for. */
  @Nullable Early take(Call call) {
    Early early = sent.remove(call);
    if (early == null) {
      keep(Set.of());
    }
    return early;
  }

  /** Forgets all that was asked for: it is not, or not any more, what comes next. */
  void drop() {
    sent.values().forEach(Early::drop);
    sent.clear();
  }
}
