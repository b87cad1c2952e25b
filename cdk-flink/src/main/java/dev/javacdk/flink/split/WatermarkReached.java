package dev.javacdk.flink.split;

import org.apache.flink.api.connector.source.SourceEvent;

/**
 * Told by the enumerator to a reader that has said what a checkpoint has of it: all of the job that
 * is of this event time, or before it, was emitted.
 *
 * @param millis since 1970
 */
public record WatermarkReached(long millis) implements SourceEvent {

  private static final long serialVersionUID = 1;
}
