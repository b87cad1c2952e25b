package dev.javacdk.core.ledger;

import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.log.SafeLogs;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;

/**
 * Parts, partitions or windows, that were not there when they were read. A few vanish in every live
 * system; if not one part of an attempt is there, the reader looks in the wrong place (rule L7): of
 * few it is said, of many an error. Until the first one is found, those that were gone stay listed
 * as not read. Confined to the ledger's owner.
 */
final class GonePartitions {

  private static final Logger LOG = SafeLogs.of(GonePartitions.class);

  private static final int ALL_GONE = 10;
  private static final int MOST_HELD = 1_000;

  private final List<LedgerEntry> suspects = new ArrayList<>();
  private final String stream;
  private final String parts;
  private boolean found;
  private String reason = "";

  /**
   * Of a stream.
   *
   * @param parts what its parts are called
   */
  GonePartitions(String stream, String parts) {
    this.stream = stream;
    this.parts = parts;
  }

  /**
   * One is gone; returns those that count as read by now.
   *
   * @param why what the API said
   */
  List<LedgerEntry> add(LedgerEntry entry, String why) {
    if (found) {
      return List.of(entry);
    }
    reason = suspects.isEmpty() ? why : reason;
    suspects.add(entry);
    if (suspects.size() >= MOST_HELD) {
      throw allGone();
    }
    return List.of();
  }

  /** One was there; returns those that count as read by now. */
  List<LedgerEntry> foundOne() {
    found = true;
    return released();
  }

  /** The attempt is at its end; returns those that count as read by now. */
  List<LedgerEntry> atEnd() {
    if (!found && suspects.size() >= ALL_GONE) {
      throw allGone();
    }
    if (!found && !suspects.isEmpty()) {
      LOG.warn(
          "stream '{}': none of the {} {} that were read was there, {} first: {}; where the API says so of what has nothing to read, write .when(Match.status(404), Verdict.skip()), else look at the address",
          stream,
          suspects.size(),
          parts,
          suspects.get(0).partition(),
          reason);
    }
    return released();
  }

  private List<LedgerEntry> released() {
    if (suspects.isEmpty()) {
      return List.of();
    }
    List<LedgerEntry> released = List.copyOf(suspects);
    suspects.clear();
    return released;
  }

  private SystemError allGone() {
    return new SystemError(
        "stream '%s': all %d %s that were read were not there, %s first: %s; the address is probably wrong"
            .formatted(stream, suspects.size(), parts, suspects.get(0).partition(), reason));
  }
}
