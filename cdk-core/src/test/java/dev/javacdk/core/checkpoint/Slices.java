package dev.javacdk.core.checkpoint;

import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.StreamSlice;
import java.util.Arrays;
import java.util.Iterator;

/** Slices for tests. */
final class Slices {

  private Slices() {}

  static StreamSlice whole() {
    return StreamSlice.of(Partition.whole(), CursorPosition.start());
  }

  static Iterator<StreamSlice> of(String... names) {
    return Arrays.stream(names)
        .map(name -> StreamSlice.of(Partition.of("name", name), CursorPosition.start()))
        .iterator();
  }
}
