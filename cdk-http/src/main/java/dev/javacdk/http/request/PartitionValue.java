package dev.javacdk.http.request;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.state.StreamSlice;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A hole for a value of the stream's partition. A value; safe for use by many threads.
 *
 * @param name what the value is called in the partition
 */
public record PartitionValue(String name) implements Hole {

  @Override
  public @Nullable JsonNode fill(StreamSlice slice, Partitions partitions) {
    return slice.partition().value(name);
  }

  @Override
  public String words() {
    return name;
  }
}
