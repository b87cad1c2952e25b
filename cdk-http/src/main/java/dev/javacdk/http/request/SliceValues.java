package dev.javacdk.http.request;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.state.StreamSlice;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What holes stand for while one page is read. A value; safe for use by many threads.
 *
 * @param slice which part of the stream is read, between which bounds; its cursor is the page that
 *     is asked for
 * @param partitions what the stream's parts are
 */
public record SliceValues(StreamSlice slice, Partitions partitions) {

  /** What this hole is filled with; null where it has no value. */
  public @Nullable JsonNode of(Hole hole) {
    return hole.fill(slice, partitions);
  }

  /** Whether the first page is asked for. */
  public boolean isFirstPage() {
    return slice.cursor().isStart();
  }
}
