package dev.javacdk.legacy;

import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.state.StreamSlice;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The slices of an old stream, asked for when the first is wanted and pulled one by one. A null is
 * one empty slice. It can go with {@link LegacyStream}. Confined to the thread that reads.
 */
final class GivenSlices implements Iterator<StreamSlice> {

  private final LegacyStream stream;
  private final Supplier<ObjectNode> state;
  private final Runnable onNull;
  private @Nullable Iterator<? extends @Nullable Map<String, ?>> slices;

  GivenSlices(LegacyStream stream, Supplier<ObjectNode> state, Runnable onNull) {
    this.stream = stream;
    this.state = state;
    this.onNull = onNull;
  }

  @Override
  public boolean hasNext() {
    return slices().hasNext();
  }

  @Override
  public StreamSlice next() {
    Map<String, ?> slice = slices().next();
    if (slice == null) {
      onNull.run();
    }
    return MappingSlice.given(stream.name(), slice == null ? Map.of() : slice);
  }

  private Iterator<? extends @Nullable Map<String, ?>> slices() {
    Iterator<? extends @Nullable Map<String, ?>> known = slices;
    if (known == null) {
      known = ask();
      slices = known;
    }
    return known;
  }

  private Iterator<? extends @Nullable Map<String, ?>> ask() {
    Iterable<? extends @Nullable Map<String, ?>> given;
    try {
      given = stream.slices(state.get());
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new SystemError(
          "stream '%s': its slices cannot be listed: %s".formatted(stream.name(), e.getMessage()),
          e);
    }
    return given == null
        ? Collections.<@Nullable Map<String, ?>>singletonList(null).iterator()
        : given.iterator();
  }
}
