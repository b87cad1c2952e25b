package dev.javacdk.api.internal;

/** Characters in bytes, strictly: what UTF-8 does not allow is none. Pure. */
final class Utf8 {

  /** How many bytes a character has at most. */
  static final int LONGEST = 4;

  private Utf8() {}

  /** Behind the character above ASCII that begins here; negative where that is none. */
  static int next(byte[] bytes, int at, int to) {
    int lead = bytes[at] & 0xff;
    int length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (lead < 0xc2 || lead > 0xf4 || to - at < length) {
      return -1;
    }
    int second = bytes[at + 1] & 0xff;
    int least =
        switch (lead) {
          case 0xe0 -> 0xa0;
          case 0xf0 -> 0x90;
          default -> 0x80;
        };
    int most =
        switch (lead) {
          case 0xed -> 0x9f;
          case 0xf4 -> 0x8f;
          default -> 0xbf;
        };
    if (second < least || second > most) {
      return -1;
    }
    for (int i = 2; i < length; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return -1;
      }
    }
    return at + length;
  }

  /** The value of the four hexadecimal digits that stand here; negative where there are none. */
  static int unit(byte[] bytes, int at, int to) {
    if (to - at < 4) {
      return -1;
    }
    int unit = 0;
    for (int i = at; i < at + 4; i++) {
      int digit = bytes[i] < 0 ? -1 : Character.digit(bytes[i], 16);
      if (digit < 0) {
        return -1;
      }
      unit = unit << 4 | digit;
    }
    return unit;
  }

  /** Writes a character, which is no half of one; returns how many bytes it has. */
  static int put(int character, byte[] target, int at) {
    if (character < 0x80) {
      target[at] = (byte) character;
      return 1;
    }
    int length = character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    int rest = character;
    for (int i = length - 1; i > 0; i--) {
      target[at + i] = (byte) (0x80 | (rest & 0x3f));
      rest >>= 6;
    }
    target[at] = (byte) (0xf00 >> length | rest);
    return length;
  }
}
