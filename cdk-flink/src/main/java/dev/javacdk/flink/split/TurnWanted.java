package dev.javacdk.flink.split;

import dev.javacdk.api.read.SharedBudget;
import org.apache.flink.api.connector.source.SourceEvent;

/**
 * Told by a reader to the enumerator: it is about to make a call of this budget.
 *
 * @param number tells this turn from every other
 */
public record TurnWanted(long number, SharedBudget budget) implements SourceEvent {

  private static final long serialVersionUID = 1;
}
