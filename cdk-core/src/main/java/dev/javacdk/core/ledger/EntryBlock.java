package dev.javacdk.core.ledger;

import dev.javacdk.core.state.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Some entries of a listing that follow each other, and how they were last written. An entry that
 * changes tells its block, which then writes all of its entries anew when it is next asked to; all
 * other blocks stay as they were encoded. Confined to the ledger's owner.
 */
final class EntryBlock {

  /** How many entries stand in one, at most. */
  static final int MOST = 256;

  private @Nullable LedgerEntry first;
  private @Nullable LedgerEntry last;
  private int size;
  private @Nullable Written written;

  /** Its neighbours in the listing. */
  @Nullable EntryBlock before;

  @Nullable EntryBlock after;

  /** What was written of the entries as they stand now. */
  private static final class Written {
    private final int complete;
    private @Nullable EntryForm form;
    private byte[] entries = {};
    private @Nullable Map<String, byte[]> finished;

    Written(int complete) {
      this.complete = complete;
    }
  }

  /** An entry has changed, has come or has left. */
  void changed() {
    if (written != null) {
      written = null;
    }
  }

  int size() {
    return size;
  }

  @Nullable LedgerEntry first() {
    return first;
  }

  void add(LedgerEntry entry) {
    LedgerEntry end = last;
    entry.block = this;
    entry.before = end;
    entry.after = null;
    if (end == null) {
      first = entry;
    } else {
      end.after = entry;
    }
    last = entry;
    size++;
    changed();
  }

  void remove(LedgerEntry entry) {
    LedgerEntry above = entry.before;
    LedgerEntry below = entry.after;
    if (above == null) {
      first = below;
    } else {
      above.after = below;
    }
    if (below == null) {
      last = above;
    } else {
      below.before = above;
    }
    entry.block = null;
    entry.before = null;
    entry.after = null;
    size--;
    changed();
  }

  /** Takes over all entries of the block behind it. */
  void takeAll(EntryBlock behind) {
    LedgerEntry entry = behind.first;
    while (entry != null) {
      LedgerEntry next = entry.after;
      behind.remove(entry);
      add(entry);
      entry = next;
    }
  }

  /** How many of its entries were read to their end. */
  int complete() {
    return written().complete;
  }

  /** Its entries in UTF-8, with commas between them; empty where this form writes none. */
  byte[] entries(EntryForm form) {
    Written known = written();
    if (!form.equals(known.form)) {
      JsonText out = new JsonText();
      for (LedgerEntry entry = first; entry != null; entry = entry.after) {
        form.write(entry, out);
      }
      known.entries = out.toBytes();
      known.form = form;
    }
    return known.entries;
  }

  /** Those that were read to their end, as {@link FinishedJson#values} writes them. */
  Map<String, byte[]> finished(String name) {
    Written known = written();
    Map<String, byte[]> finished = known.finished;
    if (finished == null) {
      List<LedgerEntry> complete = new ArrayList<>();
      for (LedgerEntry entry = first; entry != null; entry = entry.after) {
        if (entry.state().isComplete()) {
          complete.add(entry);
        }
      }
      finished = FinishedJson.values(complete, name);
      known.finished = finished;
    }
    return finished;
  }

  private Written written() {
    Written known = written;
    if (known == null) {
      int complete = 0;
      for (LedgerEntry entry = first; entry != null; entry = entry.after) {
        complete += entry.state().isComplete() ? 1 : 0;
      }
      known = new Written(complete);
      written = known;
    }
    return known;
  }
}
