package dev.javacdk.api.internal;

/**
 * Notices a name that an object has twice, by hashes of 64 bits: two names that have the same count
 * as one. All objects of a record share the table; what an earlier record has left there counts as
 * empty, so that nothing is ever cleared. Confined to one thread.
 */
final class NameTable {

  private static final int FIRST = 64;
  private static final int KEPT = 1 << 14;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private long[] keys = new long[FIRST];
  private long[] records = new long[FIRST];

  /** The number of the record in hand; what is of another one is empty. */
  private long record;

  private long object;
  private int held;

  /** A record begins. */
  void begin() {
    record++;
    object = 0;
    held = 0;
    if (keys.length > KEPT) {
      keys = new long[FIRST];
      records = new long[FIRST];
    }
  }

  /** The number of an object that begins; never 0. */
  long object() {
    object += 2 * SPREAD + 1;
    return object;
  }

  /** Takes a name of an object; false where that object has it already. */
  boolean add(long object, long hash) {
    long key = (hash ^ object) * SPREAD;
    int mask = keys.length - 1;
    int at = slot(key, mask);
    while (records[at] == record) {
      if (keys[at] == key) {
        return false;
      }
      at = (at + 1) & mask;
    }
    keys[at] = key;
    records[at] = record;
    if (++held > mask / 2) {
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

  private static int slot(long key, int mask) {
    return (int) (key >>> 32) & mask;
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldRecords = records;
    keys = new long[oldKeys.length * 2];
    records = new long[oldKeys.length * 2];
    int mask = keys.length - 1;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldRecords[i] == record) {
        int at = slot(oldKeys[i], mask);
        while (records[at] == record) {
          at = (at + 1) & mask;
        }
        keys[at] = oldKeys[i];
        records[at] = record;
      }
    }
  }
}
