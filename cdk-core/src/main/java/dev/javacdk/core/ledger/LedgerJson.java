package dev.javacdk.core.ledger;

import dev.javacdk.api.Cursor;
import dev.javacdk.api.StreamState;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.walk.OpenSlice;
import dev.javacdk.core.walk.StandingJson;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The wire form of a partitioned state; {@link IncomingEntries} reads its entries. */
final class LedgerJson {

  static final String STATES = "states";
  static final String STATE = "state";
  static final String NEXT_STATE = "next_state";
  static final String FOLDED = "folded";
  static final String LOOKBACK_WINDOW = "lookback_window";
  static final String PARENT_STATE = "parent_state";
  static final String HANDED_OUT = "handed_out";
  static final String USE_GLOBAL_CURSOR = "use_global_cursor";

  static final String PARTITION = "partition";
  static final String CURSOR = "cursor";
  static final String PAGE = "page";
  static final String FINISHED = "finished";
  static final String FAILURES = "failures";
  static final String DATA = "data";

  private LedgerJson() {}

  /**
   * What an incremental state says beside its entries and its watermark.
   *
   * @param state where partitions begin that are not listed
   * @param lookback how many seconds before
   * @param next the same once the pass is over; null where that is not known
   * @param folded whether partitions were folded in the pass under way
   * @param complete whether all of the pass was read
   * @param over whether the next attempt begins a pass of its own
   */
  record Incremental(
      Cursor cursor,
      StreamState state,
      long lookback,
      @Nullable String next,
      boolean folded,
      boolean complete,
      boolean over) {}

  /**
   * Writes the state of a full refresh.
   *
   * @param name what the keys of its partitions differ in; empty where that is not one value
   */
  static void write(Optional<String> name, Listing listing, Upstream upstream, StringBuilder out) {
    out.append('{');
    List<LedgerEntry> finished =
        listing.all().stream().filter(entry -> entry.state().isComplete()).toList();
    boolean together = name.isPresent() && finished.size() > FinishedJson.FEW;
    if (together) {
      FinishedJson.write(finished, name.get(), out);
    }
    out.append("\"" + STATES + "\":[");
    for (LedgerEntry entry : listing.all()) {
      if (together && entry.state().isComplete()) {
        continue;
      }
      begin(entry, out);
      if (!entry.state().isComplete()) {
        writeRest(entry, out);
      }
      out.append("},");
    }
    endEntries(listing.unreadable(), out);
    writeHandedOut(upstream, out);
    out.append('}');
  }

  /** Writes the state of an incremental stream. */
  static void write(Incremental form, Listing listing, Upstream upstream, StringBuilder out) {
    out.append("{\"" + USE_GLOBAL_CURSOR + "\":false");
    if (form.state() instanceof StreamState.Position) {
      StateJson.write(form.state(), out.append(",\"" + STATE + "\":"));
    }
    if (form.next() != null) {
      out.append(",\"" + NEXT_STATE + "\":{");
      StateJson.quote(form.cursor().field(), out);
      out.append(':').append(form.cursor().toJson(form.next())).append('}');
      out.append(form.folded() ? ",\"" + FOLDED + "\":true" : "");
    }
    if (form.lookback() != 0) {
      out.append(",\"" + LOOKBACK_WINDOW + "\":").append(form.lookback());
    }
    int mark = out.length();
    out.append(",\"" + PARENT_STATE + "\":");
    // An older reader finds what failed only if its parent's changes are walked over again.
    boolean allRead =
        form.complete() && listing.all().stream().noneMatch(LedgerEntry::isUnfinished);
    if (!upstream.writeFollowed(allRead, out)) {
      out.setLength(mark);
    }
    out.append(",\"" + STATES + "\":[");
    for (LedgerEntry entry : listing.all()) {
      write(entry, form, out);
    }
    // What cannot be read was read again from the start by whoever ends a pass.
    endEntries(form.complete() ? List.of() : listing.unreadable(), out);
    if (!form.over()) {
      writeHandedOut(upstream, out);
    }
    out.append('}');
  }

  private static void write(LedgerEntry entry, Incremental form, StringBuilder out) {
    begin(entry, out);
    OpenSlice open = entry.standing().open();
    if (open != null) {
      StandingJson.write(form.cursor(), open, out.append(",\"" + PAGE + "\":"));
    }
    boolean readInPass = entry.life() == PartitionLife.FINISHED && !entry.passed();
    if (readInPass && !form.over()) {
      out.append(",\"" + FINISHED + "\":true");
    }
    if (entry.isUnfinished()) {
      writeRest(entry, out);
    }
    out.append("},");
  }

  private static void begin(LedgerEntry entry, StringBuilder out) {
    out.append("{\"" + PARTITION + "\":").append(entry.partition().canonical());
    out.append(",\"" + CURSOR + "\":");
    StateJson.write(entry.state(), out);
  }

  private static void writeRest(LedgerEntry entry, StringBuilder out) {
    if (!entry.data().isEmpty()) {
      out.append(",\"" + DATA + "\":").append(entry.data());
    }
    if (entry.failures() > 0) {
      out.append(",\"" + FAILURES + "\":").append(entry.failures());
    }
  }

  private static void endEntries(List<String> unreadable, StringBuilder out) {
    for (String json : unreadable) {
      out.append(json).append(',');
    }
    if (out.charAt(out.length() - 1) == ',') {
      out.setLength(out.length() - 1);
    }
    out.append(']');
  }

  private static void writeHandedOut(Upstream upstream, StringBuilder out) {
    int mark = out.length();
    out.append(",\"" + HANDED_OUT + "\":");
    if (!upstream.write(out)) {
      out.setLength(mark);
    }
  }
}
