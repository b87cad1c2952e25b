package dev.javacdk.flink.split;

import org.apache.flink.api.connector.source.SourceEvent;

/**
 * Told by the enumerator to the readers: a complete checkpoint has what they said with this one and
 * before, so they may forget what they have read to its end.
 *
 * @param checkpoint up to which one
 */
public record WordsKept(long checkpoint) implements SourceEvent {

  private static final long serialVersionUID = 1;
}
