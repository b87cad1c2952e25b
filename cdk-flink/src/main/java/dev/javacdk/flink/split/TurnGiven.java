package dev.javacdk.flink.split;

import java.time.Duration;
import org.apache.flink.api.connector.source.SourceEvent;

/**
 * The enumerator's answer to {@link TurnWanted}.
 *
 * @param number of the turn that was asked for
 * @param in how long from now the call may be made
 */
public record TurnGiven(long number, Duration in) implements SourceEvent {

  private static final long serialVersionUID = 1;
}
