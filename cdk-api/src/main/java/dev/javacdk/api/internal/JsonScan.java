package dev.javacdk.api.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Scans JSON in UTF-8 where it lies in memory: tells where a value ends, and copies objects without
 * parsing them. It is stricter than RFC 8259: what is no JSON, what is beyond the limits, and in an
 * object to be copied a name with an escape or a name that stands twice, is not judged, and is left
 * to a parser.
 *
 * <p>What it copies is what Jackson's generator writes of the same tokens: without white space
 * between them, text with as few escapes as there can be, numbers with their digits.
 *
 * <p>Allocates nothing for a value, once it has grown to the largest. Confined to one thread.
 */
public final class JsonScan {

  /** Where nothing was judged. */
  public static final int NOT_JUDGED = -1;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;

  /** What stands in place of an object's number where an array is open. */
  private static final long ARRAY = 0;

  private final NameTable names = new NameTable();
  private final CompactCopy copy = new CompactCopy();

  /** The containers that are open: the number of an object, or {@link #ARRAY}. */
  private long[] open = new long[16];

  private int depth = 1;
  private int nameLength;
  private int numberLength;
  private long stringLength;

  /** Whether the value in hand is copied. */
  private boolean copies;

  private boolean escaped;
  private int nameEnd;
  private long nameHash;
  private byte @Nullable [] watched;
  private long watchedHash;
  private int watchedFrom;
  private int watchedTo;

  /**
   * Sets how large what it judges may be.
   *
   * @param depth how deep values may be nested
   * @param nameLength how many bytes a name may have; a parser with this limit takes each of half
   *     as many, since it counts what it has room for
   * @param numberLength how many bytes a number may have
   * @param stringLength how many bytes a text may have
   */
  public void within(int depth, int nameLength, int numberLength, long stringLength) {
    this.depth = depth;
    this.nameLength = nameLength / 2 - 8;
    this.numberLength = numberLength;
    this.stringLength = stringLength;
  }

  /** Where the white space ends that begins here. */
  public static int space(byte[] json, int from, int to) {
    int at = from;
    while (at < to && isSpace(json[at])) {
      at++;
    }
    return at;
  }

  /**
   * Goes past a name.
   *
   * @param from of its opening quote
   * @return behind its closing quote; negative where it has an escape or is not judged
   */
  public int name(byte[] json, int from, int to) {
    copies = false;
    escaped = false;
    int end = from < to && json[from] == '"' ? string(json, from + 1, to) : NOT_JUDGED;
    return escaped || end - from - 2 > nameLength ? NOT_JUDGED : end;
  }

  /**
   * Goes past a value of any kind.
   *
   * @param inside how many containers are open round it
   * @return behind its last byte; negative where it is not judged
   */
  public int skip(byte[] json, int from, int to, int inside) {
    copies = false;
    return walk(json, from, to, depth - inside, null);
  }

  /**
   * Makes a compact copy of an object.
   *
   * @param from of its opening brace
   * @param watched the name of a field at its top whose place is wanted, or null
   * @return behind its closing brace; negative where it is not judged
   */
  public int copy(byte[] json, int from, int to, byte @Nullable [] watched) {
    watchedFrom = NOT_JUDGED;
    if (from >= to || json[from] != '{') {
      return NOT_JUDGED;
    }
    copies = true;
    if (watched != null && !Arrays.equals(watched, this.watched)) {
      this.watched = watched;
      watchedHash = NameTable.hash(watched, 0, watched.length);
    }
    names.begin();
    copy.begin(from);
    int end = walk(json, from, to, depth, watched);
    if (end >= 0) {
      copy.end(json, end);
    }
    return end;
  }

  /** How many bytes the copy made last has. */
  public int copiedBytes() {
    return copy.size();
  }

  /**
   * Puts the copy made last there.
   *
   * @param json what it was made of, which must not have changed
   */
  public void putCopy(byte[] json, byte[] target, int at) {
    copy.put(json, target, at);
  }

  /**
   * Where the value of the watched field begins in what was copied last; negative where there is
   * none, or none that is a scalar.
   */
  public int watchedFrom() {
    return watchedFrom;
  }

  /** Behind the last byte of that value. */
  public int watchedTo() {
    return watchedTo;
  }

  private int walk(byte[] json, int from, int to, int deepest, byte @Nullable [] watched) {
    int level = 0;
    int at = from;
    boolean isWatched = false;
    while (at < to) {
      int begin = at;
      byte first = json[at];
      if (first == '"') {
        at = string(json, at + 1, to);
      } else if (first == '{' || first == '[') {
        if (level >= deepest) {
          return NOT_JUDGED;
        }
        isWatched = false;
        open(level++, first == '{');
        at = token(json, at + 1, to);
        if (at < 0) {
          return NOT_JUDGED;
        }
        if (json[at] == (first == '{' ? '}' : ']')) {
          level--;
          at++;
        } else if (first == '[') {
          continue;
        } else {
          int name = at + 1;
          at = named(json, at, to, open[level - 1]);
          if (at < 0) {
            return NOT_JUDGED;
          }
          isWatched = watched != null && level == 1 && isWatched(json, name, watched);
          continue;
        }
      } else {
        at = JsonScalars.end(json, at, to);
        if (at - begin > numberLength) {
          return NOT_JUDGED;
        }
      }
      if (at < 0) {
        return NOT_JUDGED;
      }
      if (isWatched) {
        isWatched = false;
        watchedFrom = begin;
        watchedTo = at;
      }
      while (true) {
        if (level == 0) {
          return at;
        }
        at = token(json, at, to);
        if (at < 0) {
          return NOT_JUDGED;
        }
        byte next = json[at++];
        long within = open[level - 1];
        if (next == ',') {
          at = token(json, at, to);
          if (at >= 0 && within != ARRAY) {
            int name = at + 1;
            at = named(json, at, to, within);
            isWatched = watched != null && level == 1 && at >= 0 && isWatched(json, name, watched);
          }
          break;
        }
        if (next != (within == ARRAY ? ']' : '}')) {
          return NOT_JUDGED;
        }
        level--;
      }
      if (at < 0) {
        return NOT_JUDGED;
      }
    }
    return NOT_JUDGED;
  }

  private void open(int level, boolean isObject) {
    if (level == open.length) {
      open = Arrays.copyOf(open, level * 2);
    }
    open[level] = isObject ? names.object() : ARRAY;
  }

  /** Whether the name that was read last is this one. */
  private boolean isWatched(byte[] json, int from, byte[] name) {
    return nameHash == watchedHash && Arrays.equals(json, from, nameEnd, name, 0, name.length);
  }

  /** The next byte that is no white space, which is left out; negative where there is none. */
  private int token(byte[] json, int from, int to) {
    if (from < to && json[from] > ' ') {
      return from;
    }
    int at = space(json, from, to);
    if (copies && at > from) {
      copy.leaveOut(json, from, at);
    }
    return at < to ? at : NOT_JUDGED;
  }

  /** Goes past a name and its colon to its value. */
  private int named(byte[] json, int from, int to, long object) {
    if (json[from] != '"') {
      return NOT_JUDGED;
    }
    int start = from + 1;
    int at = start;
    long hash = 0;
    int end = NOT_JUDGED;
    while (at <= to - Long.BYTES) {
      long word = (long) WORDS.get(json, at);
      long special = special(word);
      if (special != 0) {
        int bits = Long.numberOfTrailingZeros(special) & ~7;
        if (json[at + (bits >>> 3)] == '"') {
          end = at + (bits >>> 3);
          hash = NameTable.hash(hash, word & ((1L << bits) - 1));
        }
        break;
      }
      hash = NameTable.hash(hash, word);
      at += Long.BYTES;
    }
    if (end < 0) {
      escaped = false;
      end = string(json, start, to) - 1;
      if (end < 0 || (copies && escaped)) {
        return NOT_JUDGED;
      }
      hash = copies ? NameTable.hash(json, start, end) : 0;
    }
    if (end - start > nameLength || (copies && !names.add(object, hash))) {
      return NOT_JUDGED;
    }
    nameEnd = end;
    nameHash = hash;
    at = token(json, end + 1, to);
    return at < 0 || json[at] != ':' ? NOT_JUDGED : token(json, at + 1, to);
  }

  /** Goes past what follows an opening quote. */
  private int string(byte[] json, int from, int to) {
    int at = from;
    while (at >= 0) {
      at = plain(json, at, to);
      if (at == to) {
        return NOT_JUDGED;
      }
      byte next = json[at];
      if (next == '"') {
        return at - from > stringLength ? NOT_JUDGED : at + 1;
      }
      if (next == '\\') {
        at = escape(json, at, to);
      } else {
        at = next < 0 ? Utf8.next(json, at, to) : NOT_JUDGED;
      }
    }
    return NOT_JUDGED;
  }

  /** The first byte that is no plain character of a text; the end where there is none. */
  private static int plain(byte[] json, int from, int to) {
    int at = from;
    while (at <= to - Long.BYTES) {
      long special = special((long) WORDS.get(json, at));
      if (special != 0) {
        return at + (Long.numberOfTrailingZeros(special) >>> 3);
      }
      at += Long.BYTES;
    }
    while (at < to && json[at] >= ' ' && json[at] != '"' && json[at] != '\\') {
      at++;
    }
    return at;
  }

  /**
   * Marks the first of eight bytes that is a quote, a backslash, below a blank or above ASCII, by
   * its highest bit; the bytes behind it may be marked wrongly.
   */
  private static long special(long word) {
    // The quote is what is below '!' besides, once its second bit is turned.
    long belowOrQuote = (word ^ (ONES * 2)) - ONES * '!';
    long backslash = (word ^ (ONES * '\\')) - ONES;
    return (belowOrQuote | backslash | word) & HIGH;
  }

  private int escape(byte[] json, int at, int to) {
    escaped = true;
    if (at + 1 >= to) {
      return NOT_JUDGED;
    }
    return switch (json[at + 1]) {
      case '"', '\\', 'b', 'f', 'n', 'r', 't' -> at + 2;
      case '/' -> slash(json, at);
      case 'u' -> unicode(json, at, to);
      default -> NOT_JUDGED;
    };
  }

  private int slash(byte[] json, int at) {
    if (copies) {
      copy.leaveOut(json, at, at + 1);
    }
    return at + 2;
  }

  private int unicode(byte[] json, int at, int to) {
    int end = at + 6;
    int character = Utf8.unit(json, at + 2, to);
    if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
      boolean isPair = end + 1 < to && json[end] == '\\' && json[end + 1] == 'u';
      int low = isPair ? Utf8.unit(json, end + 2, to) : NOT_JUDGED;
      if (low < Character.MIN_LOW_SURROGATE
          || low > Character.MAX_LOW_SURROGATE
          || character >= Character.MIN_LOW_SURROGATE) {
        return NOT_JUDGED;
      }
      character = Character.toCodePoint((char) character, (char) low);
      end += 6;
    }
    if (character < 0) {
      return NOT_JUDGED;
    }
    if (copies) {
      copy.leaveOut(json, at, end);
      copy.character(character);
    }
    return end;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
