package dev.javacdk.core.state;

import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.core.message.StreamId;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells a later attempt of a full refresh from a new one. Where the catalog numbers its
 * generations, the number stands in each state of a full refresh, and a state of another one, or of
 * none, is not gone on from. Where it does not, whoever hands in a state means an attempt: who
 * wants all anew leaves it out. Either way one line says what was decided. A value.
 *
 * @param mode the sync mode that the catalog asks for; empty where it says none
 * @param generation the generation that the catalog asks for; empty where it numbers none
 */
public record Refresh(String mode, OptionalLong generation) {

  /** What the generation is called in a state; another reader takes it for nothing. */
  public static final String GENERATION = "__generation";

  private static final Logger LOG = SafeLogs.of(Refresh.class);

  /** Of a catalog that says nothing. */
  public static Refresh none() {
    return new Refresh("", OptionalLong.empty());
  }

  /**
   * The state to go on from: the one that came in, or an empty one.
   *
   * @param state as it came in; may be changed
   * @param isIncremental whether the stream can be read incrementally
   */
  public ObjectNode goesOnFrom(ObjectNode state, StreamId stream, boolean isIncremental) {
    JsonNode was = state.remove(GENERATION);
    if (StateJson.saysNothing(state) && !StateJson.isComplete(state)) {
      return state;
    }
    boolean isFull = isFull();
    if (isFull && generation.isPresent() && !isOf(was)) {
      LOG.info(
          "stream '{}': a full refresh of generation {} begins: the state that came in is {}, and all is read anew",
          stream,
          generation.getAsLong(),
          was == null ? "of none" : "of generation " + was);
      return state.objectNode();
    }
    if (StateJson.isComplete(state) && mode.equals("incremental") && !isIncremental) {
      // A client that keeps states from sync to sync, and names no mode that the stream has.
      LOG.info(
          "stream '{}': it was read to its end by an earlier sync, and cannot be read incrementally: all is read anew",
          stream);
      return state.objectNode();
    }
    if (StateJson.isComplete(state)) {
      LOG.info(
          "stream '{}': the state that came in says that everything was read, so nothing is read; to read all anew, leave its state out",
          stream);
    } else if (isFull) {
      LOG.info(
          "stream '{}': a state came in, so its full refresh goes on where an earlier attempt stopped; to read all anew, leave its state out",
          stream);
    }
    return state;
  }

  private boolean isFull() {
    return mode.equals("full_refresh");
  }

  private boolean isOf(@Nullable JsonNode was) {
    return was != null && was.isIntegralNumber() && was.asLong(-1) == generation.orElse(-1);
  }

  /** The state as it is written. */
  EncodedState marked(EncodedState state) {
    return isFull() && generation.isPresent()
        ? state.with("\"" + GENERATION + "\":" + generation.getAsLong())
        : state;
  }
}
