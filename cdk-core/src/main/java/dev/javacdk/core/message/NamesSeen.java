package dev.javacdk.core.message;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds a name that an object has twice, while it is copied name by name. Costs next to nothing
 * while there is none: a bit a name says that it is new. Confined to the thread that reads.
 */
final class NamesSeen {

  /** Beyond that many names of one object they are looked up in a set. */
  private static final int FEW = 32;

  /** The names of one object that is open. */
  private static final class Open {
    private long bits;
    private int count;
    private String[] names = new String[FEW];
    private @Nullable Set<String> many;

    boolean add(String name) {
      int hash = name.hashCode();
      long bit = 1L << ((hash ^ (hash >>> 16)) & 63);
      boolean isNew = (bits & bit) == 0 || !has(name);
      bits |= bit;
      if (isNew) {
        keep(name);
      }
      return isNew;
    }

    private boolean has(String name) {
      if (many != null) {
        return many.contains(name);
      }
      for (int i = 0; i < count; i++) {
        if (names[i].equals(name)) {
          return true;
        }
      }
      return false;
    }

    private void keep(String name) {
      if (many == null && count == FEW) {
        many = new HashSet<>(Arrays.asList(names));
      }
      if (many != null) {
        many.add(name);
      } else {
        names[count++] = name;
      }
    }

    void clear() {
      bits = 0;
      count = 0;
      many = null;
    }
  }

  private Open[] open = new Open[8];
  private int depth;
  private @Nullable String twice;

  /** A record begins. */
  void clear() {
    depth = 0;
    twice = null;
  }

  /** An object begins. */
  void begin() {
    if (depth == open.length) {
      open = Arrays.copyOf(open, depth * 2);
    }
    Open next = open[depth];
    if (next == null) {
      next = new Open();
      open[depth] = next;
    }
    next.clear();
    depth++;
  }

  /** The object that was begun last ends. */
  void end() {
    depth--;
  }

  /** The object that was begun last has this name. */
  void name(String name) {
    if (!open[depth - 1].add(name) && twice == null) {
      twice = name;
    }
  }

  /** The first name that an object of the record has twice; null where there is none. */
  @Nullable String twice() {
    return twice;
  }
}
