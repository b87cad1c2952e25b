package dev.javacdk.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.state.CheckpointReader;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamState;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IncrementalCheckpointReaderTest extends CheckpointReaderContract {

  @Override
  protected CheckpointReader reader() {
    return IncrementalCheckpointReader.ofOwn(
        "s", Cursor.number("u"), Slices.of("a", "b"), StreamState.initial());
  }

  @Override
  protected Optional<CheckpointReader> finishedReader() {
    return Optional.empty();
  }

  @Override
  protected boolean commitsPages() {
    return false;
  }

  @Test
  void theNewestStateAfterEachSliceAndNothingMore() {
    CheckpointReader reader =
        IncrementalCheckpointReader.ofOwn(
            "s", Cursor.number("u"), Slices.of("a", "b", "c"), StreamState.initial());
    for (int u = 1; u <= 3; u++) {
      assertThat(reader.next()).isPresent();
      reader.observe(Progress.upTo("u", u));
      assertThat(reader.checkpoint()).contains(StreamState.at("u", u));
    }
    assertThat(reader.next()).isEmpty();
    assertThat(reader.checkpoint()).isEmpty();
  }

  @Test
  void withoutSlicesTheIncomingStateOnce() {
    CheckpointReader reader =
        IncrementalCheckpointReader.ofOwn(
            "s", Cursor.number("u"), Slices.of(), StreamState.at("u", 1));
    assertThat(reader.next()).isEmpty();
    assertThat(reader.checkpoint()).contains(StreamState.at("u", 1));
    assertThat(reader.next()).isEmpty();
    assertThat(reader.checkpoint()).isEmpty();
  }

  @Test
  void pageInsideASliceKeepsTheOldCursor() {
    CheckpointReader reader =
        IncrementalCheckpointReader.ofOwn(
            "s", Cursor.number("u"), Slices.of("a"), StreamState.at("u", 1));
    reader.next();
    reader.observe(Progress.next("token", "x"));
    assertThat(reader.checkpoint()).isEmpty();
    reader.next();
    reader.observe(Progress.upTo("u", 9));
    assertThat(reader.checkpoint()).contains(StreamState.at("u", 9));
  }
}
