package dev.javacdk.core.feed;

/** How much is kept of one parent: each page once, however many hold it. */
final class KeptBytes {

  private long bytes;

  long bytes() {
    return bytes;
  }

  Held hold(Held held) {
    if (held.hold() == 0) {
      bytes += held.page().bytes();
    }
    return held;
  }

  void letGo(Held held) {
    if (held.letGo() == 0) {
      bytes -= held.page().bytes();
    }
  }
}
