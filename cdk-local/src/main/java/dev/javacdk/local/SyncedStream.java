package dev.javacdk.local;

import org.jspecify.annotations.Nullable;

/**
 * What the file says of one stream between two runs.
 *
 * @param run the run that wrote last of it; a run goes on over as many attempts as it takes
 * @param generation of which refresh its rows are
 * @param anew the run in which it was last asked for from its start; 0 for none
 * @param finished whether that refresh was read to its end
 * @param gathers whether its rows are gathered beside the table until then
 * @param state the state that covers its rows; null for none
 */
record SyncedStream(
    long run,
    long generation,
    long anew,
    boolean finished,
    boolean gathers,
    @Nullable String state) {

  static final SyncedStream NONE = new SyncedStream(0, 0, 0, true, false, null);
}
