package dev.javacdk.api.internal;

/**
 * Notices a name that an object has twice, by hashes of 64 bits: two names that have the same count
 * as one. All objects of a record share the table; what an earlier record has left there counts as
 * empty, so that nothing is ever cleared. Confined to one thread.
 */
final class NameTable {

  private static final int FIRST = 128;
  private static final int KEPT = 1 << 15;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /** Odd, so that numbers of objects do not come again, and far from those before. */
  private static final long NEXT_OBJECT = 0x3C6EF372FE94F82BL;

  /** By twos: what tells a name of an object from all others, and the number of its record. */
  private long[] entries = new long[FIRST];

  /** The number of the record in hand; what is of another one is empty. */
  private long record;

  private long object;
  private int held;

  /** A record begins. */
  void begin() {
    record++;
    object = 0;
    held = 0;
    if (entries.length > KEPT) {
      entries = new long[FIRST];
    }
  }

  /** The number of an object that begins; never 0. */
  long object() {
    object += NEXT_OBJECT;
    return object;
  }

  /** Takes a name of an object; false where that object has it already. */
  boolean add(long object, long hash) {
    long key = (hash ^ object) * SPREAD;
    int at = slot(key);
    while (entries[at + 1] == record) {
      if (entries[at] == key) {
        return false;
      }
      at = next(at);
    }
    entries[at] = key;
    entries[at + 1] = record;
    if (++held > entries.length / 4) {
      grow();
    }
    return true;
  }

  /** Takes eight more bytes of a name into its hash; the last of them, filled up with zeros. */
  static long hash(long before, long bytes) {
    long mixed = (before ^ bytes) * SPREAD;
    return mixed ^ (mixed >>> 32);
  }

  /** The hash of a whole name. */
  static long hash(byte[] name, int from, int to) {
    long hash = 0;
    long word = 0;
    for (int at = from; at < to; at++) {
      int bits = ((at - from) & 7) * 8;
      word |= (name[at] & 0xffL) << bits;
      if (bits == 56) {
        hash = hash(hash, word);
        word = 0;
      }
    }
    return hash(hash, word);
  }

  private int slot(long key) {
    return (int) (key >>> 32) & (entries.length - 2);
  }

  private int next(int at) {
    return (at + 2) & (entries.length - 2);
  }

  private void grow() {
    long[] old = entries;
    entries = new long[old.length * 2];
    for (int i = 0; i < old.length; i += 2) {
      if (old[i + 1] == record) {
        int at = slot(old[i]);
        while (entries[at + 1] == record) {
          at = next(at);
        }
        entries[at] = old[i];
        entries[at + 1] = record;
      }
    }
  }
}
