package dev.javacdk.api.internal;

import java.util.Arrays;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * A copy of JSON of which parts are left out or written in another way. As long as nothing is, it
 * is only known where it lies; then its parts are gathered. Confined to one thread.
 */
final class CompactCopy {

  private static final int FIRST = 1024;
  private static final int KEPT = 1 << 20;

  private byte[] parts = new byte[FIRST];
  private int size;

  /** From where on the source is not yet among the parts. */
  private int from;

  private int to;

  /** What is copied begins here. */
  void begin(int begin) {
    from = begin;
    to = begin;
    size = 0;
    if (parts.length > KEPT) {
      parts = new byte[FIRST];
    }
  }

  /** What is copied ends here. */
  void end(byte[] source, int end) {
    to = end;
    if (size > 0) {
      leaveOut(source, end, end);
    }
  }

  /** Leaves these bytes out. */
  void leaveOut(byte[] source, int begin, int end) {
    int length = begin - from;
    require(length);
    System.arraycopy(source, from, parts, size, length);
    size += length;
    from = end;
  }

  /** Adds a character of a text, as Jackson writes it. */
  void character(int character) {
    if (character < ' ' || character == '"' || character == '\\') {
      byte[] escape = JsonStringEncoder.getInstance().quoteAsUTF8(Character.toString(character));
      require(escape.length);
      System.arraycopy(escape, 0, parts, size, escape.length);
      size += escape.length;
    } else {
      require(Utf8.LONGEST);
      size += Utf8.put(character, parts, size);
    }
  }

  int size() {
    return size > 0 ? size : to - from;
  }

  void put(byte[] source, byte[] target, int at) {
    if (size > 0) {
      System.arraycopy(parts, 0, target, at, size);
    } else {
      System.arraycopy(source, from, target, at, to - from);
    }
  }

  private void require(int more) {
    if (more > parts.length - size) {
      long doubled = Math.max(2L * parts.length, (long) size + more);
      parts = Arrays.copyOf(parts, (int) Math.min(Integer.MAX_VALUE - 8L, doubled));
    }
  }
}
