package dev.javacdk.legacy;

import dev.javacdk.api.Stream;
import dev.javacdk.api.read.StateMixin;

/** Makes streams of today out of {@link LegacyStream}s. Safe for use by many threads. */
public final class LegacyStreams {

  private LegacyStreams() {}

  /**
   * The old stream as one that the kit reads, to be returned from {@code Source.streams}. Like any
   * stream that manages its own state it is read by one worker, and is read for itself or as a
   * parent, not both: adapt a second object for the second use.
   *
   * @throws IllegalArgumentException that names the stream, where it does not say how its state is
   *     kept, or says it twice
   */
  public static Stream adapt(LegacyStream stream) {
    boolean keeps = stream instanceof StateMixin;
    boolean computes = stream instanceof UpdatedState;
    boolean hasCursor = stream.cursor().isPresent();
    if (keeps && computes) {
      throw unsound(stream, "keeps its state as a StateMixin and as UpdatedState; leave one out");
    }
    if (computes && !hasCursor) {
      throw unsound(stream, "computes its state from records, but has no cursor; say cursor()");
    }
    if (hasCursor && !keeps && !computes) {
      throw unsound(
          stream, "has a cursor, but keeps no state; implement UpdatedState or StateMixin");
    }
    if (stream instanceof StateMixin mixin) {
      return new PulledStateStream(stream, mixin);
    }
    return stream instanceof UpdatedState updates
        ? new PulledStateStream(stream, new RecordState(stream.name(), updates))
        : new PulledStream(stream);
  }

  private static IllegalArgumentException unsound(LegacyStream stream, String mistake) {
    return new IllegalArgumentException("stream '" + stream.name() + "' " + mistake);
  }
}
