package dev.javacdk.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.state.CheckpointReader;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.api.state.StreamState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every checkpoint reader keeps, whatever it reads. */
public abstract class CheckpointReaderContract {

  /** A reader of a stream called {@code s} that has something to read, from its start. */
  protected abstract CheckpointReader reader();

  /** A reader for which everything was read before. */
  protected abstract Optional<CheckpointReader> finishedReader();

  /** Whether a page in mid-partition is worth a checkpoint. */
  protected abstract boolean commitsPages();

  @Test
  void nothingIsSaidBeforeAnythingWasRead() {
    CheckpointReader reader = reader();
    assertThat(reader.checkpoint()).isEmpty();
    assertThat(reader.next()).isPresent();
    assertThat(reader.checkpoint()).isEmpty();
  }

  @Test
  void theSliceIsGivenUntilItWasObserved() {
    CheckpointReader reader = reader();
    StreamSlice slice = reader.next().orElseThrow();
    assertThat(reader.next()).contains(slice);
  }

  @Test
  void nextGoesOnAtItsPositionInTheSamePartition() {
    CheckpointReader reader = reader();
    StreamSlice first = reader.next().orElseThrow();
    reader.observe(Progress.next("after", "5"));
    assertThat(reader.checkpoint().isPresent()).isEqualTo(commitsPages());
    StreamSlice second = reader.next().orElseThrow();
    assertThat(second.partition()).isEqualTo(first.partition());
    assertThat(second.cursor().text("after")).isEqualTo("5");
  }

  @Test
  void theEndIsSaidOnce() {
    CheckpointReader reader = reader();
    List<StreamState> said = readAll(reader);
    assertThat(reader.next()).isEmpty();
    assertThat(reader.checkpoint()).isEmpty();
    assertThat(said).isNotEmpty();
    assertThat(said.subList(0, said.size() - 1)).noneMatch(StreamState::isComplete);
  }

  @Test
  void completeIsNotSaidBeforeEverythingWasRead() {
    CheckpointReader reader = reader();
    reader.next();
    reader.observe(Progress.next("after", "5"));
    reader.checkpoint().ifPresent(state -> assertThat(state.isComplete()).isFalse());
  }

  @Test
  void positionThatDoesNotMoveIsAnErrorThatNamesStreamAndPosition() {
    CheckpointReader reader = reader();
    reader.next();
    reader.observe(Progress.next("after", "5"));
    reader.next();
    assertThatThrownBy(() -> reader.observe(Progress.next("after", "5")))
        .isInstanceOf(SystemError.class)
        .hasMessageContaining("'s'")
        .hasMessageContaining("{\"after\":\"5\"}")
        .hasMessageContaining("did not move");
  }

  @Test
  void positionsThatGoInACircleAreAnError() {
    for (int length = 2; length <= 40; length++) {
      CheckpointReader reader = reader();
      int circle = length;
      assertThatThrownBy(
              () -> {
                for (int page = 0; page < 4 * circle + 10; page++) {
                  reader.next();
                  reader.observe(Progress.next("page", page < 7 ? 100 + page : page % circle));
                }
              })
          .as("a circle of %d", length)
          .isInstanceOf(SystemError.class)
          .hasMessageContaining("'s'")
          .hasMessageContaining("comes again");
    }
  }

  @Test
  void positionsThatOnlyGrowAreNoCircle() {
    CheckpointReader reader = reader();
    for (int page = 1; page < 5_000; page++) {
      reader.next();
      reader.observe(Progress.next("page", page));
    }
    assertThat(reader.next().orElseThrow().cursor().number("page", 0)).isEqualTo(4_999);
  }

  @Test
  void refusedPositionStartsAgainOnceThenItIsAnError() {
    CheckpointReader reader = reader();
    reader.next();
    reader.observe(Progress.next("after", "5"));
    reader.next();
    reader.observe(Progress.restart("expired"));
    StreamSlice again = reader.next().orElseThrow();
    assertThat(again.cursor().isStart()).isTrue();
    reader.observe(Progress.next("after", "5"));
    reader.next();
    assertThatThrownBy(() -> reader.observe(Progress.restart("expired again")))
        .isInstanceOf(SystemError.class)
        .hasMessageContaining("{\"after\":\"5\"}")
        .hasMessageContaining("expired again");
  }

  @Test
  void progressWithoutASliceIsRefused() {
    finishedReader()
        .ifPresent(reader -> {
          assertThat(reader.next()).isEmpty();
          assertThat(reader.checkpoint()).contains(StreamState.complete());
          assertThat(reader.checkpoint()).isEmpty();
        });
  }

  /** Reads each slice in one page; returns what was said. */
  protected static List<StreamState> readAll(CheckpointReader reader) {
    List<StreamState> said = new ArrayList<>();
    while (reader.next().isPresent()) {
      reader.observe(Progress.complete());
      reader.checkpoint().ifPresent(said::add);
    }
    reader.checkpoint().ifPresent(said::add);
    return said;
  }
}
