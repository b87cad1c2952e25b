package dev.javacdk.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.read.ReadContext;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.Transcript;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** State that is computed from the last record, and state that an iterator moves. */
class UpdatedStateTest {

  private static final Cursor EACH = Cursor.number("u").ascending().checkpointEvery(1);

  private static Transcript read(@Nullable String state, LegacyStream stream) {
    return ConnectorRun.read(
        state == null ? null : ConnectorRun.stateOf(stream.name(), state),
        LegacyStreams.adapt(stream));
  }

  @Test
  void updatedStateThatKeepsTheMaxOverRecordsThatFall() {
    Transcript run = read("{\"u\":1}", new OldStream.Computed("s", 5, 4, 3, 2));
    assertThat(run.line()).isEqualTo("ST | RU | R | R | R | R | S {\"u\":5} | CO");
  }

  @Test
  void oneStateASlice() {
    OldStream stream = new OldStream.Computed("s", 1, 2).slices(Map.of("a", 1), Map.of("a", 2));
    assertThat(read(null, stream).line())
        .isEqualTo("ST | RU | R | R | S {\"u\":2} | R | S {\"u\":2} | CO");
    assertThat(stream.statesSeen).containsExactly("{}", "{\"u\":2}");
  }

  @Test
  void noSlicesTheIncomingStateAndNoRunning() {
    OldStream stream = new OldStream.Computed("s", 1, 2).slices();
    assertThat(read("{\"u\":7}", stream).line()).isEqualTo("ST | S {\"u\":7} | CO");
  }

  @Test
  void theIntervalSpansSlices() {
    OldStream stream =
        new OldStream.Computed("s", Cursor.number("u").ascending().checkpointEvery(2), 4, 5, 6)
            .slices(Map.of("a", 1));
    assertThat(read(null, stream).line())
        .isEqualTo("ST | RU | R | R | S {\"u\":5} | R | S {\"u\":6} | CO");
  }

  @Test
  void stateMapsOfAnyFormAreTakenUpAndWrittenBackToTheDigit() {
    // One cursor for each account, beside a number that a double cannot hold.
    String state = "{\"acct-7\":{\"u\":3},\"acct-9\":{\"u\":1.50},\"seq\":12345678901234567890123}";
    class ByAccount extends OldStream implements UpdatedState {
      ByAccount() {
        super("s", List.of());
      }

      @Override
      public Optional<Cursor> cursor() {
        return Optional.of(Cursor.number("u"));
      }

      @Override
      public Iterator<?> records(
          Map<String, @Nullable Object> slice, ObjectNode state, ReadContext context) {
        String account = String.valueOf(slice.get("account"));
        int since = state.at("/" + account + "/u").asInt(0);
        return List.of(4, 3, 2).stream()
            .filter(u -> u > since)
            .map(u -> user(u).put("account", account))
            .iterator();
      }

      @Override
      public ObjectNode updatedState(ObjectNode current, ObjectNode record) {
        ObjectNode own = current.withObjectProperty(record.path("account").asString());
        own.put("u", Math.max(own.path("u").asInt(0), record.path("u").asInt()));
        return current;
      }
    }
    OldStream stream =
        new ByAccount().slices(Map.of("account", "acct-7"), Map.of("account", "new"));
    Transcript run = read(state, stream);
    assertThat(run.records())
        .containsExactly(
            "{\"u\":4,\"account\":\"acct-7\"}",
            "{\"u\":4,\"account\":\"new\"}",
            "{\"u\":3,\"account\":\"new\"}",
            "{\"u\":2,\"account\":\"new\"}");
    assertThat(run.lastState("s"))
        .isEqualTo(
            "{\"acct-7\":{\"u\":4},\"acct-9\":{\"u\":1.50},\"new\":{\"u\":4},\"seq\":12345678901234567890123}");
  }

  @Test
  void killedBehindAnyStateTheRestIsReadAndNothingIsLost() {
    int[] all = {1, 2, 3, 4, 5, 6};
    Transcript whole = read(null, new OldStream.Computed("s", EACH, all));
    assertThat(whole.of("STATE")).hasSize(6);
    for (int stopped = 1; stopped <= 6; stopped++) {
      Transcript rest =
          read("{\"u\":%d}".formatted(stopped), new OldStream.Computed("s", EACH, all));
      assertThat(rest.records())
          .as("after %d", stopped)
          .isEqualTo(whole.records().subList(stopped - 1, 6));
    }
  }

  @Test
  void updatedStateThatReturnsNullIsAnErrorThatNamesTheStream() {
    class Forgets extends OldStream implements UpdatedState {
      Forgets() {
        super("s", users(1));
      }

      @Override
      public Optional<Cursor> cursor() {
        return Optional.of(Cursor.number("u"));
      }

      @Override
      @SuppressWarnings("NullAway") // what an author without NullAway may do
      public ObjectNode updatedState(ObjectNode current, ObjectNode record) {
        return null;
      }
    }
    Transcript run = read(null, new Forgets());
    assertThat(run.line()).isEqualTo("ST | RU | R | ERR | IN | ERR");
    assertThat(run.errors().get(0)).contains("'s'", "updatedState returned null");
  }

  /** Moves its state when a record is pulled: before anyone could have written it. */
  @SuppressWarnings("removal") // what old streams still say
  private static final class Eager extends OldStream implements IncrementalMixin {
    private StreamState state = StreamState.initial();

    Eager() {
      super("s", List.of());
    }

    @Override
    public Optional<Cursor> cursor() {
      return Optional.of(EACH);
    }

    @Override
    public Iterator<?> records(
        Map<String, @Nullable Object> slice, ObjectNode current, ReadContext context) {
      return List.of(1, 2, 3).stream()
          .map(u -> {
            state = StreamState.at("u", u);
            return JsonNodeFactory.instance.objectNode().put("u", u);
          })
          .iterator();
    }

    @Override
    public StreamState state() {
      return state;
    }

    @Override
    public void state(StreamState state) {
      this.state = state;
    }
  }

  @Test
  void stateThatMovesWithThePullNeverOvertakesItsRecord() {
    assertThat(read(null, new Eager()).line())
        .isEqualTo("ST | RU | R | S {\"u\":1} | R | S {\"u\":2} | R | S {\"u\":3} | CO");
  }
}
