package dev.javacdk.core.message;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Notices a name that an object of a record has twice. All objects of a record share one table, in
 * which each has a number of its own: what an earlier record has left there counts as empty, so
 * that nothing is ever cleared. Confined to one thread.
 */
final class RepeatedNames {

  private static final int FIRST = 256;
  private static final int KEPT = 1 << 14;

  private String[] names = new String[FIRST];
  private long[] owners = new long[FIRST];

  /** The numbers of the objects that are open. */
  private long[] open = new long[16];

  private int depth;
  private long last;

  /** The number of the record in hand; what is of a lower one is empty. */
  private long record = 1;

  private int held;
  private @Nullable String repeated;

  /** A record begins. */
  void begin() {
    record = last + 1;
    depth = 0;
    held = 0;
    repeated = null;
    if (names.length > KEPT) {
      names = new String[FIRST];
      owners = new long[FIRST];
    }
  }

  void startObject() {
    if (depth == open.length) {
      open = Arrays.copyOf(open, depth * 2);
    }
    open[depth++] = ++last;
  }

  void endObject() {
    depth--;
  }

  /** The innermost open object has this name. */
  void name(String name) {
    long owner = open[depth - 1];
    int mask = names.length - 1;
    int at = slot(name, owner, mask);
    while (owners[at] >= record) {
      if (owners[at] == owner && names[at].equals(name)) {
        repeated = name;
        return;
      }
      at = (at + 1) & mask;
    }
    owners[at] = owner;
    names[at] = name;
    if (++held > names.length / 2) {
      grow();
    }
  }

  /** A name that one of its objects has twice; null where none has. */
  @Nullable String repeated() {
    return repeated;
  }

  private static int slot(String name, long owner, int mask) {
    int hash = name.hashCode() * 31 + (int) owner * 0x9E3779B9;
    return (hash ^ (hash >>> 15)) & mask;
  }

  private void grow() {
    String[] oldNames = names;
    long[] oldOwners = owners;
    names = new String[oldNames.length * 2];
    owners = new long[oldNames.length * 2];
    int mask = names.length - 1;
    for (int i = 0; i < oldNames.length; i++) {
      if (oldOwners[i] >= record) {
        int at = slot(oldNames[i], oldOwners[i], mask);
        while (owners[at] >= record) {
          at = (at + 1) & mask;
        }
        owners[at] = oldOwners[i];
        names[at] = oldNames[i];
      }
    }
  }
}
