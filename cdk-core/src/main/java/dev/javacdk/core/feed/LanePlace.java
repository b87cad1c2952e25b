package dev.javacdk.core.feed;

import dev.javacdk.api.state.StreamSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one partition for one child, and how the child stands to what its parent's own
 * stream reads of it. Confined to the owner of the feed.
 */
final class LanePlace {

  /** How a child stands to one partition. */
  enum Standing {
    /** It has asked for nothing of it. */
    FRESH,
    /** It has taken a page, or waits for its first: what is kept is what it asks for next. */
    JOINED,
    /** It has fetched a page itself; what is read from now on may be what it asks for next. */
    BEHIND_ITS_OWN,
    /** Nothing that is read now is for it. */
    APART
  }

  private final KeptBytes kept;
  private final List<Held> pages = new ArrayList<>();
  private Standing standing = Standing.FRESH;

  /** What it has fetched itself last, and what it asks for behind that. */
  private @Nullable StreamSlice asked;

  private @Nullable StreamSlice expected;

  /** A page is missing behind those that are kept. */
  private boolean isBroken;

  /** Whether the page that is being read is kept once it was read. */
  private boolean keeps;

  LanePlace(KeptBytes kept) {
    this.kept = kept;
  }

  Standing standing() {
    return standing;
  }

  boolean isEmpty() {
    return pages.isEmpty();
  }

  boolean isBroken() {
    return isBroken;
  }

  /** What it has fetched itself last; null where what is read behind that is not for it. */
  @Nullable StreamSlice asked() {
    return asked;
  }

  void begins(StreamSlice slice) {
    if (standing == Standing.BEHIND_ITS_OWN && expects(slice)) {
      standing = Standing.JOINED;
    }
    keeps = !isBroken && (standing == Standing.FRESH || standing == Standing.JOINED);
  }

  boolean expects(StreamSlice slice) {
    return expected != null && Held.same(expected, slice);
  }

  void read(@Nullable Held held) {
    if (!keeps) {
      return;
    }
    keeps = false;
    if (held == null) {
      isBroken = true;
    } else {
      pages.add(kept.hold(held));
    }
  }

  /** Takes the page that was asked for out of those kept; null where it is none of them. */
  @Nullable Held take(StreamSlice slice, Predicate<Held> mayBegin) {
    int at = 0;
    if (standing == Standing.FRESH) {
      while (at < pages.size()
          && !(Held.same(pages.get(at).page().slice(), slice) && mayBegin.test(pages.get(at)))) {
        at++;
      }
      letGoOfFirst(at);
    }
    if (pages.isEmpty() || !Held.same(pages.get(0).page().slice(), slice)) {
      return null;
    }
    standing = Standing.JOINED;
    Held taken = pages.remove(0);
    kept.letGo(taken);
    return taken;
  }

  private void letGoOfFirst(int count) {
    List<Held> first = pages.subList(0, count);
    first.forEach(kept::letGo);
    first.clear();
  }

  void goAlone() {
    drop();
    standing = Standing.APART;
    isBroken = false;
    keeps = false;
    asked = null;
    expected = null;
  }

  void fetched(StreamSlice slice, StreamSlice next) {
    if (standing == Standing.APART) {
      standing = Standing.BEHIND_ITS_OWN;
      asked = slice;
      expected = next;
    }
  }

  /** The partition was begun once more: what is read now does not follow what is kept. */
  void begunAgain() {
    isBroken |= standing == Standing.JOINED || !pages.isEmpty();
    keeps = false;
  }

  /** What was read last goes, and all that would come behind it. */
  void cutShort() {
    if (!pages.isEmpty()) {
      kept.letGo(pages.remove(pages.size() - 1));
      isBroken = true;
    }
  }

  void drop() {
    letGoOfFirst(pages.size());
  }
}
