package dev.javacdk.core.ledger;

import dev.javacdk.api.Stream;
import java.time.InstantSource;

/**
 * What holds for all partitions of one stream.
 *
 * @param definition the stream
 * @param needsData whether requests need fields of the parent's record beyond the key
 * @param takesFromState whether a partition that came in open is read without being met again
 * @param clock tells where an incremental slice that begins now ends
 */
record LedgerRules(
    Stream definition, boolean needsData, boolean takesFromState, InstantSource clock) {

  String stream() {
    return definition.name();
  }
}
