package dev.javacdk.http.paging;

import org.jspecify.annotations.Nullable;

/**
 * What the author says of how pages are asked for, beside where they are. A value.
 *
 * @param sentFromStart whether the first request says its number or offset, too
 * @param opening what is opened before the first page; null where nothing is
 * @param ahead how many pages may be asked for ahead; null where nothing is said
 */
record Manner(boolean sentFromStart, @Nullable Opening opening, @Nullable Integer ahead) {

  static final Manner PLAIN = new Manner(false, null, null);

  Manner fromStart() {
    return new Manner(true, opening, ahead);
  }

  Manner opened(Opening by) {
    return new Manner(sentFromStart, by, ahead);
  }

  Manner ahead(int pages) {
    return new Manner(sentFromStart, opening, pages);
  }
}
