package dev.javacdk.flink.enumerator;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a checkpoint has of the enumerator.
 *
 * @param began when the pass began
 * @param streams the books of each stream, as {@link StreamBooks} writes them
 */
public record EnumeratorState(Instant began, List<ObjectNode> streams) {

  /** Keeps a copy of the list. */
  public EnumeratorState {
    streams = List.copyOf(streams);
  }

  /** The names of the streams. */
  public List<String> names() {
    return streams.stream().map(books -> books.path(StreamBooks.STREAM).asString("")).toList();
  }
}
