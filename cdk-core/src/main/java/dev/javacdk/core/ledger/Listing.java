package dev.javacdk.core.ledger;

import com.google.common.base.Ascii;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.state.Partition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The listed partitions of a stream, and about how much of a state they take. */
final class Listing {

  /**
   * What an entry may weigh in a state, in characters; more is an error that names the partition.
   */
  static final int MAX_ENTRY = 8 * 1024;

  private static final int AROUND_A_KEY = 96;

  private final Map<String, LedgerEntry> entries = new LinkedHashMap<>();
  private final List<String> unreadable = new ArrayList<>();
  private long weight;

  void add(LedgerEntry entry) {
    if (entries.put(entry.partition().canonical(), entry) == null) {
      weight += weight(entry);
    }
  }

  /** Kept as it stands. */
  void addUnreadable(String json) {
    unreadable.add(json);
  }

  @Nullable LedgerEntry get(Partition partition) {
    return entries.get(partition.canonical());
  }

  void remove(LedgerEntry entry) {
    if (entries.remove(entry.partition().canonical(), entry)) {
      weight -= weight(entry);
    }
  }

  void removeIf(Predicate<LedgerEntry> leaves) {
    entries.values().stream().filter(leaves).toList().forEach(this::remove);
  }

  Collection<LedgerEntry> all() {
    return entries.values();
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
