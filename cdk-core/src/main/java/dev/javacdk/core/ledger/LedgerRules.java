package dev.javacdk.core.ledger;

import dev.javacdk.api.StreamState;

/**
 * What holds for all partitions of one stream.
 *
 * @param stream the stream's name, for messages
 * @param needsData whether requests need fields of the parent's record beyond the key
 * @param takesFromState whether a partition that came in open is read without being met again
 * @param keepsFinished whether a partition that was read stays listed with its cursor, from sync to
 *     sync: so it is in incremental streams
 * @param start where a partition begins that is not listed
 * @param newFailures how many partitions first started in this attempt may fail before no more are
 *     handed out (rule L4)
 * @param listedFailures how many failed partitions may be listed before no more are handed out
 */
record LedgerRules(
    String stream,
    boolean needsData,
    boolean takesFromState,
    boolean keepsFinished,
    StreamState start,
    int newFailures,
    int listedFailures) {}
