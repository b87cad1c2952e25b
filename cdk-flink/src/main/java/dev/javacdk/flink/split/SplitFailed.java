package dev.javacdk.flink.split;

import org.apache.flink.api.connector.source.SourceEvent;

/**
 * Told by a reader to the enumerator at once: it goes on without this split, whose reading failed.
 *
 * @param stream the stream of the split
 * @param number which of its splits
 * @param reason why, without secrets
 */
public record SplitFailed(String stream, long number, String reason) implements SourceEvent {

  private static final long serialVersionUID = 1;
}
