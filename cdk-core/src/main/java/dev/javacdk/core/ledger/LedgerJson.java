package dev.javacdk.core.ledger;

import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.state.JsonText;
import dev.javacdk.core.state.StateJson;
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

  static final JsonText.Name PARTITION_NAME = new JsonText.Name(PARTITION);
  static final JsonText.Name CURSOR_NAME = new JsonText.Name(CURSOR);

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
  static void write(Optional<String> name, Listing listing, Upstream upstream, JsonText out) {
    List<EntryBlock> blocks = listing.blocks();
    int finished = blocks.stream().mapToInt(EntryBlock::complete).sum();
    boolean together = name.isPresent() && finished > FinishedJson.FEW;
    if (together) {
      FinishedJson.write(blocks, name.get(), out);
    }
    out.name(STATES).beginList();
    for (EntryBlock block : blocks) {
      // Where none is finished both forms are one, and what was encoded is kept.
      boolean some = together && block.complete() > 0;
      write(block, some ? EntryForm.FullRefresh.OPEN : EntryForm.FullRefresh.ALL, out);
    }
    listing.unreadable().forEach(out::raw);
    out.endList();
    writeHandedOut(upstream, out);
  }

  /** Writes the state of an incremental stream. */
  static void write(Incremental form, Listing listing, Upstream upstream, JsonText out) {
    out.name(USE_GLOBAL_CURSOR).raw("false");
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
    EntryForm entries = new EntryForm.Incremental(form.cursor(), form.over());
    listing.blocks().forEach(block -> write(block, entries, out));
    // What cannot be read was read again from the start by whoever ends a pass.
    if (!form.complete()) {
      listing.unreadable().forEach(out::raw);
    }
    out.endList();
    if (!form.over()) {
      writeHandedOut(upstream, out);
    }
  }

  private static void write(EntryBlock block, EntryForm form, JsonText out) {
    byte[] entries = block.entries(form);
    if (entries.length > 0) {
      out.raw(entries);
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
