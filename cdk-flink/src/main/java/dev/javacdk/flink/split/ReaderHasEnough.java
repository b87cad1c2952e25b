package dev.javacdk.flink.split;

import org.apache.flink.api.connector.source.SourceEvent;

/**
 * Told by a reader to the enumerator, before it asks for the last time: it has emitted as many
 * records as anybody wants, and leaves its splits where they are.
 */
public record ReaderHasEnough() implements SourceEvent {

  private static final long serialVersionUID = 1;
}
