package dev.javacdk.core.ledger;

import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.core.state.JsonText;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.walk.OpenSlice;
import dev.javacdk.core.walk.StandingJson;

/**
 * How the entries of a state are written. What two equal forms write of an entry is the same, as
 * long as the entry is. A value.
 */
sealed interface EntryForm {

  /** Writes an entry; nothing where it stands elsewhere in the state. */
  void write(LedgerEntry entry, JsonText out);

  /** Of a full refresh. */
  enum FullRefresh implements EntryForm {
    /** Each of them. */
    ALL,
    /** Those that were not read to their end. */
    OPEN;

    @Override
    public void write(LedgerEntry entry, JsonText out) {
      boolean isComplete = entry.state().isComplete();
      if (isComplete && this == OPEN) {
        return;
      }
      begin(entry, out);
      if (!isComplete) {
        writeRest(entry, out);
      }
      out.endObject();
    }
  }

  /**
   * Of an incremental stream.
   *
   * @param over whether the next attempt begins a pass of its own
   */
  record Incremental(Cursor cursor, boolean over) implements EntryForm {

    @Override
    public void write(LedgerEntry entry, JsonText out) {
      begin(entry, out);
      OpenSlice open = entry.standing().open();
      if (open != null) {
        StandingJson.write(cursor, open, out.name(LedgerJson.PAGE));
      }
      boolean readInPass = entry.life() == PartitionLife.FINISHED && !entry.passed();
      if (readInPass && !over) {
        out.name(LedgerJson.FINISHED).raw("true");
      }
      if (entry.isUnfinished()) {
        writeRest(entry, out);
      }
      out.endObject();
    }
  }

  private static void begin(LedgerEntry entry, JsonText out) {
    out.beginObject(LedgerJson.PARTITION_NAME).raw(entry.partition().canonical());
    out.name(LedgerJson.CURSOR_NAME).raw(StateJson.text(entry.state()));
  }

  private static void writeRest(LedgerEntry entry, JsonText out) {
    if (!entry.data().isEmpty()) {
      out.name(LedgerJson.DATA).raw(entry.data());
    }
    if (entry.failures() > 0) {
      out.name(LedgerJson.FAILURES).value(entry.failures());
    }
  }
}
