package dev.javacdk.flink.split;

import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;

/**
 * Told by a reader to the enumerator when it starts with splits of a checkpoint, before it asks for
 * more.
 *
 * @param streams of which streams they are
 */
public record ReaderGoesOn(List<String> streams) implements SourceEvent {

  private static final long serialVersionUID = 1;

  /** Keeps a copy. */
  public ReaderGoesOn {
    streams = List.copyOf(streams);
  }
}
