package dev.javacdk.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.state.CheckpointReader;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.api.state.StreamState;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FullRefreshCheckpointReaderTest extends CheckpointReaderContract {

  @Override
  protected CheckpointReader reader() {
    return new FullRefreshCheckpointReader("s", Slices.of("a", "b"));
  }

  @Override
  protected Optional<CheckpointReader> finishedReader() {
    return Optional.of(new FullRefreshCheckpointReader("s", Slices.of()));
  }

  @Override
  protected boolean commitsPages() {
    return false;
  }

  @Test
  void oneEmptySliceThenTheEnd() {
    CheckpointReader reader =
        new FullRefreshCheckpointReader("s", List.of(Slices.whole()).iterator());
    assertThat(reader.next()).contains(Slices.whole());
    reader.observe(Progress.complete());
    assertThat(reader.checkpoint()).isEmpty();
    assertThat(reader.next()).isEmpty();
    assertThat(reader.checkpoint()).contains(StreamState.complete());
  }

  @Test
  void nothingToSayUntilAllSlicesWereRead() {
    assertThat(readAll(reader())).containsExactly(StreamState.complete());
  }

  @Test
  void sliceThatIsNoneIsAnErrorThatNamesTheStream() {
    CheckpointReader reader =
        new FullRefreshCheckpointReader("s", Arrays.asList((StreamSlice) null).iterator());
    assertThatThrownBy(reader::next).isInstanceOf(SystemError.class).hasMessageContaining("'s'");
    assertThat(reader.checkpoint()).isEmpty();
  }
}
