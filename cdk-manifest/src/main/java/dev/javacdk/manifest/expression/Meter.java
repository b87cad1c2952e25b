package dev.javacdk.manifest.expression;

/** Counts the work of one evaluation, so that it ends. Confined to the thread that evaluates. */
final class Meter {

  /** In steps, characters and elements. */
  static final long MOST_WORK = 10_000_000;

  static final int MOST_DEPTH = 500;
  static final int MOST_BITS = 1 << 16;

  private long work;
  private int depth;

  /** Before something of this size is made or gone through. */
  void spend(long size) {
    work += size;
    if (work > MOST_WORK || work < 0) {
      throw new Failure("more than " + MOST_WORK + " steps and characters, which is the bound");
    }
  }

  /** Before the inside of a value is looked at; {@link #leave} afterwards. */
  void enter() {
    spend(1);
    if (++depth > MOST_DEPTH) {
      throw new Failure("values in values deeper than " + MOST_DEPTH + ", which is the bound");
    }
  }

  void leave() {
    depth--;
  }
}
