package dev.javacdk.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.read.ReadContext;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.checkpoint.CheckpointReaders;
import dev.javacdk.core.checkpoint.FullRefreshCheckpointReader;
import dev.javacdk.core.checkpoint.IncrementalCheckpointReader;
import dev.javacdk.core.checkpoint.ResumableFullRefreshCheckpointReader;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.KeepsState;
import dev.javacdk.core.run.Transcript;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What an old stream can do decides which checkpoint reader it gets. */
class KindsTest {

  private static final ObjectNode NONE = JsonNodeFactory.instance.objectNode();

  private static Object readerOf(LegacyStream stream) {
    return CheckpointReaders.of(
        LegacyStreams.adapt(stream),
        NONE,
        request -> {
          throw new IllegalStateException("no parents");
        },
        InstantSource.system());
  }

  /** Both a cursor and a state that it keeps itself. */
  @SuppressWarnings("removal") // what old streams still say
  private static class Kept extends OldStream implements IncrementalMixin {
    private StreamState state = StreamState.initial();

    Kept(int... updated) {
      super("s", users(updated));
    }

    @Override
    public Optional<Cursor> cursor() {
      return Optional.of(Cursor.number("u"));
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
  void cursorAndStateIsIncremental() {
    assertThat(readerOf(new Kept())).isInstanceOf(IncrementalCheckpointReader.class);
  }

  @Test
  void neitherIsFullRefresh() {
    assertThat(readerOf(new OldStream("s", List.of())))
        .isInstanceOf(FullRefreshCheckpointReader.class);
  }

  @Test
  void stateAloneIsResumableFullRefresh() {
    assertThat(readerOf(new OldStream.Paged("s", 2)))
        .isInstanceOf(ResumableFullRefreshCheckpointReader.class);
  }

  @Test
  void cursorAndUpdatedStateIsIncremental() {
    assertThat(readerOf(new OldStream.Computed("s", 1)))
        .isInstanceOf(IncrementalCheckpointReader.class);
  }

  @Test
  void defaultSlicesWithoutStateAreReadExactlyOnce() {
    OldStream.Computed computed = new OldStream.Computed("s", 1, 2);
    Transcript run = ConnectorRun.read(null, LegacyStreams.adapt(computed));
    assertThat(computed.asked).containsExactly("{partition={}, cursor_slice={}}");
    assertThat(run.line()).isEqualTo("ST | RU | R | R | S {\"u\":2} | CO");
  }

  @Test
  void streamThatDoesNotSayHowItKeepsItsStateIsRefusedByName() {
    class OnlyCursor extends OldStream {
      OnlyCursor() {
        super("users", List.of());
      }

      @Override
      public Optional<Cursor> cursor() {
        return Optional.of(Cursor.number("u"));
      }
    }
    assertThatThrownBy(() -> LegacyStreams.adapt(new OnlyCursor()))
        .hasMessage(
            "stream 'users' has a cursor, but keeps no state; implement UpdatedState or StateMixin");
    class Both extends Kept implements UpdatedState {
      @Override
      public ObjectNode updatedState(ObjectNode current, ObjectNode record) {
        return current;
      }
    }
    assertThatThrownBy(() -> LegacyStreams.adapt(new Both()))
        .hasMessageContaining("'s'")
        .hasMessageContaining("leave one out");
    class NoCursor extends OldStream implements UpdatedState {
      NoCursor() {
        super("s", List.of());
      }

      @Override
      public ObjectNode updatedState(ObjectNode current, ObjectNode record) {
        return current;
      }
    }
    assertThatThrownBy(() -> LegacyStreams.adapt(new NoCursor()))
        .hasMessageContaining("'s'")
        .hasMessageContaining("no cursor");
  }

  /** A stream of today that keeps its state, in two slices. */
  private static class WithStateMixin extends KeepsState {
    WithStateMixin() {
      super("s");
    }

    @Override
    public Optional<Cursor> cursor() {
      return Optional.of(Cursor.number("u"));
    }

    @Override
    public Partitions partitions() {
      return Partitions.of("region", "eu", "us");
    }

    @Override
    public void readRecords(StreamSlice slice, RecordOutput output, ReadContext context) {
      long u = state.cursor().number("u", 0) + 1;
      output.emit(OldStream.user((int) u));
      state = StreamState.at("u", u);
    }
  }

  @SuppressWarnings("removal") // the alias is what is tested
  private static final class WithIncrementalMixin extends WithStateMixin
      implements IncrementalMixin {}

  @Test
  void incrementalMixinIsReadExactlyLikeStateMixin() {
    for (String state : new String[] {null, ConnectorRun.stateOf("s", "{\"u\":7}")}) {
      Transcript alias = ConnectorRun.read(state, new WithIncrementalMixin());
      Transcript mixin = ConnectorRun.read(state, new WithStateMixin());
      assertThat(alias.line()).isEqualTo(mixin.line()).contains("| R | S ");
      assertThat(alias.records()).isEqualTo(mixin.records());
    }
  }

  @Test
  @SuppressWarnings("removal") // the alias is what is tested
  void incrementalMixinAddsNothingAndIsMarkedForRemoval() {
    assertThat(IncrementalMixin.class.getDeclaredMethods()).isEmpty();
    Deprecated deprecated = IncrementalMixin.class.getAnnotation(Deprecated.class);
    assertThat(deprecated.forRemoval()).isTrue();
    assertThat(deprecated.since()).isEqualTo("0.1.0");
  }

  @Test
  void mapsAndJavaRecordsAreRecordsToo() {
    record Row(int u) {}
    OldStream stream = new OldStream("s", List.of(Map.of("u", 1), new Row(2), OldStream.user(3)));
    assertThat(ConnectorRun.read(null, LegacyStreams.adapt(stream)).records())
        .containsExactly("{\"u\":1}", "{\"u\":2}", "{\"u\":3}");
  }
}
