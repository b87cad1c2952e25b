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

  /** Whether asking ahead is of use here. */
  boolean isOfUse() {
    return inVain < MOST_IN_VAIN;
  }

  /**
   * Asks for pages, as far as that was not done, and as it can be done without waiting.
   *
   * @param most how many may be under way, or wait for their turn
   * @param positions the pages, in their order
   */
  void ask(
      int most,
      Supplier<List<CursorPosition>> positions,
      Function<CursorPosition, Call> calls,
      Function<CursorPosition, Caller> callers) {
    try {
      for (CursorPosition position : positions.get()) {
        Call call = calls.apply(position);
        if (!sent.containsKey(call)) {
          Early early =
              sent.size() < most
                  ? sender.sendEarly(call, callers.apply(position), most).orElse(null)
                  : null;
          if (early == null) {
            return;
          }
          sent.put(call, early);
        }
      }
    } catch (RuntimeException e) {
      // If it is wrong when its turn comes, it is said then.
      LOG.debug("stream '{}': no page is asked for ahead: {}", stream, e.toString());
    }
  }

  /** The page whose turn it is; null where it was not asked for. */
  @Nullable Early take(Call call) {
    Early early = sent.remove(call);
    if (early == null && !sent.isEmpty()) {
      inVain++;
      LOG.debug("stream '{}': {} pages were asked for ahead in vain", stream, sent.size());
      drop();
    }
    return early;
  }

  /** Forgets all that was asked for: it is not, or not any more, what comes next. */
  void drop() {
    sent.values().forEach(Early::drop);
    sent.clear();
  }
}
