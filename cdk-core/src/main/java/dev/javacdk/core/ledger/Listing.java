package dev.javacdk.core.ledger;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.base.Ascii;
import com.google.common.collect.AbstractSequentialIterator;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.state.Partition;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The listed partitions of a stream in the order in which they came, and about how much of a state
 * they take. They stand in blocks, each of which keeps how it was written: a state costs what has
 * changed since the last one. Confined to the ledger's owner.
 */
final class Listing {

  /**
   * What an entry may weigh in a state, in characters; more is an error that names the partition.
   */
  static final int MAX_ENTRY = 8 * 1024;

  private static final int AROUND_A_KEY = 96;

  private final Map<String, LedgerEntry> entries = new HashMap<>();
  private final Collection<LedgerEntry> all = new Entries();
  private final List<String> unreadable = new ArrayList<>();
  private @Nullable EntryBlock first;
  private @Nullable EntryBlock last;
  private long weight;

  /** Adds one that is not listed. */
  void add(LedgerEntry entry) {
    LedgerEntry known = entries.putIfAbsent(entry.partition().canonical(), entry);
    checkState(known == null, "partition %s is listed already", entry.partition());
    weight += weight(entry);
    EntryBlock end = last;
    if (end == null || end.size() == EntryBlock.MOST) {
      end = addBlock(end);
    }
    end.add(entry);
  }

  private EntryBlock addBlock(@Nullable EntryBlock end) {
    EntryBlock block = new EntryBlock();
    block.before = end;
    if (end == null) {
      first = block;
    } else {
      end.after = block;
    }
    last = block;
    return block;
  }

  /** Kept as it stands. */
  void addUnreadable(String json) {
    unreadable.add(json);
  }

  @Nullable LedgerEntry get(Partition partition) {
    return entries.get(partition.canonical());
  }

  void remove(LedgerEntry entry) {
    EntryBlock block = entry.block;
    if (block != null && entries.remove(entry.partition().canonical(), entry)) {
      weight -= weight(entry);
      block.remove(entry);
      if (block.size() == 0) {
        removeBlock(block);
      } else {
        joinIfSmall(block, block.after);
        joinIfSmall(block.before, block);
      }
    }
  }

  /** So that stragglers of many blocks do not keep each its own. */
  private void joinIfSmall(@Nullable EntryBlock block, @Nullable EntryBlock behind) {
    if (block != null && behind != null && block.size() + behind.size() <= EntryBlock.MOST / 2) {
      block.takeAll(behind);
      removeBlock(behind);
    }
  }

  private void removeBlock(EntryBlock block) {
    EntryBlock above = block.before;
    EntryBlock below = block.after;
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
  }

  void removeIf(Predicate<LedgerEntry> leaves) {
    all().stream().filter(leaves).toList().forEach(this::remove);
  }

  /** All of them, in their order. A live view. */
  Collection<LedgerEntry> all() {
    return all;
  }

  private final class Entries extends AbstractCollection<LedgerEntry> {

    @Override
    public Iterator<LedgerEntry> iterator() {
      EntryBlock begin = first;
      return new AbstractSequentialIterator<>(begin == null ? null : begin.first()) {
        @Override
        protected @Nullable LedgerEntry computeNext(LedgerEntry previous) {
          return entryAfter(previous);
        }
      };
    }

    @Override
    public int size() {
      return entries.size();
    }
  }

  private static @Nullable LedgerEntry entryAfter(LedgerEntry entry) {
    EntryBlock block = entry.block;
    if (entry.after != null || block == null) {
      return entry.after;
    }
    EntryBlock behind = block.after;
    return behind == null ? null : behind.first();
  }

  /** The blocks in which they stand now; none is empty. */
  List<EntryBlock> blocks() {
    List<EntryBlock> blocks = new ArrayList<>();
    for (EntryBlock block = first; block != null; block = block.after) {
      blocks.add(block);
    }
    return blocks;
  }

  List<String> unreadable() {
    return unreadable;
  }

  int size() {
    return entries.size() + unreadable.size();
  }

  /** About how many characters of a state they take. */
  long weight() {
    return weight;
  }

  private static long weight(LedgerEntry entry) {
    return entry.partition().canonical().length() + (long) AROUND_A_KEY;
  }

  static void requireSmall(LedgerEntry entry) {
    Partition partition = entry.partition();
    int size = partition.canonical().length() + entry.data().length();
    if (size > MAX_ENTRY) {
      throw new SystemError(
          "partition %s would take %d characters of the state, more than %d: keep only the fields that requests need"
              .formatted(Ascii.truncate(partition.canonical(), 200, "..."), size, MAX_ENTRY));
    }
  }
}
