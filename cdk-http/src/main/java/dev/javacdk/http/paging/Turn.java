package dev.javacdk.http.paging;

import dev.javacdk.api.state.CursorPosition;
import java.util.List;

/** What is done after a page: a closed family of values. */
public sealed interface Turn {

  /**
   * The next page is read.
   *
   * @param position where it is
   * @param warnings what is odd about the answer, each a sentence
   */
  record Next(CursorPosition position, List<String> warnings) implements Turn {
    /** Keeps a copy. */
    public Next {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * This page is the last one.
   *
   * @param warnings what is odd about that, each a sentence
   * @param repeated whether it is the page before once more, whose records need not go out again
   */
  record End(List<String> warnings, boolean repeated) implements Turn {
    /** Keeps a copy. */
    public End {
      warnings = List.copyOf(warnings);
    }
  }

  /** The page is asked for again: its answer was empty where there must be something. */
  record Again() implements Turn {}
}
