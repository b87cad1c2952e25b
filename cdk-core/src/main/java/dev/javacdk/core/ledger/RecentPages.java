package dev.javacdk.core.ledger;

import com.google.common.collect.EvictingQueue;
import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.api.state.Partition;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/**
 * The last pages of a parent whose rows move when one of them goes: a partition that is not there
 * any more says that a row was deleted since its page was read, so that another may have moved past
 * the position that was read next. Then the parent is read again from that page on, and only who is
 * new on it is a partition. Confined to the ledger's owner.
 */
final class RecentPages {

  private static final Logger LOG = SafeLogs.of(RecentPages.class);
  private static final int PAGES = 8;

  private final String stream;
  private final Upstream upstream;
  private final Queue<Set<String>> known = EvictingQueue.create(PAGES);
  private long first = Long.MAX_VALUE;
  private boolean said;

  RecentPages(String stream, Upstream upstream) {
    this.stream = stream;
    this.upstream = upstream;
  }

  /** Those of a page that were not met on the last ones; all of them where rows do not move. */
  List<Partition> news(Collection<Partition> page) {
    if (!upstream.shifts()) {
      return List.copyOf(page);
    }
    List<Partition> news =
        page.stream()
            .filter(partition -> known.stream().noneMatch(k -> k.contains(partition.canonical())))
            .toList();
    known.add(page.stream().map(Partition::canonical).collect(Collectors.toSet()));
    return news;
  }

  /** A partition is gone that was met on this page. */
  void gone(long page) {
    if (upstream.shifts()) {
      first = Math.min(first, page);
    }
  }

  /** Reads the parent again from where one of its rows has gone, if one has. */
  void lookAgain() {
    if (first == Long.MAX_VALUE) {
      return;
    }
    boolean goesBack = upstream.goBack(first);
    first = Long.MAX_VALUE;
    if (!said) {
      said = true;
      LOG.warn(
          "stream '{}': rows of its parent were deleted while it was read, {}",
          stream,
          goesBack
              ? "so the pages since are read again"
              : "and others may have moved past what was read: say overlapByRow() of the parent's paging, or total(...)");
    }
  }
}
