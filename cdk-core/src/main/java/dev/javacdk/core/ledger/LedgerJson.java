package dev.javacdk.core.ledger;

import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.state.JsonText;
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

  private static final JsonText.Name PARTITION_NAME = new JsonText.Name(PARTITION);
  private static final JsonText.Name CURSOR_NAME = new JsonText.Name(CURSOR);

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
   * The state of a full refresh.
   *
   * @param name what the keys of its partitions differ in; empty where that is not one value
   */
  static String text(Optional<String> name, Listing listing, Upstream upstream) {
    JsonText out = begin(listing);
    List<LedgerEntry> finished =
        listing.all().stream().filter(entry -> entry.state().isComplete()).toList();
    boolean together = name.isPresent() && finished.size() > FinishedJson.FEW;
    if (together) {
      FinishedJson.write(finished, name.get(), out);
    }
    out.name(STATES).beginList();
    for (LedgerEntry entry : listing.all()) {
      if (together && entry.state().isComplete()) {
        continue;
      }
      begin(entry, out);
      if (!entry.state().isComplete()) {
        writeRest(entry, out);
      }
      out.endObject();
    }
    listing.unreadable().forEach(out::raw);
    out.endList();
    writeHandedOut(upstream, out);
    return out.endObject().toString();
  }

  /** The state of an incremental stream. */
  static String text(Incremental form, Listing listing, Upstream upstream) {
    JsonText out = begin(listing).name(USE_GLOBAL_CURSOR).raw("false");
    if (form.state() instanceof StreamState.Position) {
      out.name(STATE).raw(StateJson.text(form.state()));
    }
    if (form.next() != null) {
      out.name(NEXT_STATE).beginObject().anyName(form.cursor().field());
      out.value(form.cursor().values().toJson(form.next())).endObject();
      if (form.folded()) {
        out.name(FOLDED).raw("true");
      }
    }
    if (form.lookback() != 0) {
      out.name(LOOKBACK_WINDOW).value(form.lookback());
    }
    if (upstream.isFollowed()) {
      // An older reader finds what failed only if its parent's changes are walked over again.
      boolean allRead =
          form.complete() && listing.all().stream().noneMatch(LedgerEntry::isUnfinished);
      beginOfParent(PARENT_STATE, upstream, out);
      upstream.writeFollowed(allRead, out);
      out.endObject();
    }
    out.name(STATES).beginList();
    for (LedgerEntry entry : listing.all()) {
      write(entry, form, out);
    }
    // What cannot be read was read again from the start by whoever ends a pass.
    if (!form.complete()) {
      listing.unreadable().forEach(out::raw);
    }
    out.endList();
    if (!form.over()) {
      writeHandedOut(upstream, out);
    }
    return out.endObject().toString();
  }

  private static JsonText begin(Listing listing) {
    return new JsonText(64 + 96 * listing.size()).beginObject();
  }

  private static void write(LedgerEntry entry, Incremental form, JsonText out) {
    begin(entry, out);
    OpenSlice open = entry.standing().open();
    if (open != null) {
      StandingJson.write(form.cursor(), open, out.name(PAGE));
    }
    boolean readInPass = entry.life() == PartitionLife.FINISHED && !entry.passed();
    if (readInPass && !form.over()) {
      out.name(FINISHED).raw("true");
    }
    if (entry.isUnfinished()) {
      writeRest(entry, out);
    }
    out.endObject();
  }

  private static void begin(LedgerEntry entry, JsonText out) {
    out.beginObject(PARTITION_NAME).raw(entry.partition().canonical());
    out.name(CURSOR_NAME).raw(StateJson.text(entry.state()));
  }

  private static void writeRest(LedgerEntry entry, JsonText out) {
    if (!entry.data().isEmpty()) {
      out.name(DATA).raw(entry.data());
    }
    if (entry.failures() > 0) {
      out.name(FAILURES).value(entry.failures());
    }
  }

  private static void writeHandedOut(Upstream upstream, JsonText out) {
    if (upstream.parent().isPresent()) {
      beginOfParent(HANDED_OUT, upstream, out);
      upstream.write(out);
      out.endObject();
    }
  }

  private static void beginOfParent(String name, Upstream upstream, JsonText out) {
    out.name(name).beginObject().anyName(upstream.parent().orElseThrow().name());
  }
}
