package dev.javacdk.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Stream;
import dev.javacdk.api.state.CheckpointReader;
import dev.javacdk.core.checkpoint.CheckpointReaderContract;
import dev.javacdk.core.checkpoint.CheckpointReaders;
import dev.javacdk.core.checkpoint.ParentPages;
import dev.javacdk.core.read.ReadingASourceContract;
import dev.javacdk.core.read.ReadingOneStreamContract;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The suites of the runtime, by streams that are told in the old shape wherever it can say them.
 */
class ContractsTest {

  private static final ParentPages NO_PARENTS =
      request -> {
        throw new IllegalStateException("no parents");
      };

  @BeforeAll
  static void countFromZero() {
    AsLegacy.TOLD.set(0);
  }

  @AfterAll
  static void mostStreamsWereTold() {
    assertThat(AsLegacy.TOLD.get()).isGreaterThan(80);
  }

  @Nested
  class OneStream extends ReadingOneStreamContract {
    @Override
    protected Stream shaped(Stream stream) {
      return AsLegacy.of(stream);
    }
  }

  @Nested
  class OneStreamByEightWorkers extends ReadingOneStreamContract {
    @Override
    protected OptionalInt workers() {
      return OptionalInt.of(8);
    }

    @Override
    protected Stream shaped(Stream stream) {
      return AsLegacy.of(stream);
    }
  }

  @Nested
  class ASource extends ReadingASourceContract {
    @Override
    protected Stream shaped(Stream stream) {
      return AsLegacy.of(stream);
    }
  }

  @Nested
  class ASourceByEightWorkers extends ReadingASourceContract {
    @Override
    protected OptionalInt workers() {
      return OptionalInt.of(8);
    }

    @Override
    protected Stream shaped(Stream stream) {
      return AsLegacy.of(stream);
    }
  }

  private static CheckpointReader reader(LegacyStream stream, ObjectNode state) {
    return CheckpointReaders.of(
        LegacyStreams.adapt(stream), state, NO_PARENTS, InstantSource.system());
  }

  private static ObjectNode none() {
    return JsonNodeFactory.instance.objectNode();
  }

  @Nested
  class ComputedState extends CheckpointReaderContract {
    @Override
    protected CheckpointReader reader() {
      return ContractsTest.reader(
          new OldStream.Computed("s", 1).slices(Map.of("a", 1), Map.of("a", 2)), none());
    }

    @Override
    protected Optional<CheckpointReader> finishedReader() {
      return Optional.empty();
    }

    @Override
    protected boolean commitsPages() {
      return false;
    }
  }

  @Nested
  class KeptState extends CheckpointReaderContract {
    @Override
    protected CheckpointReader reader() {
      return ContractsTest.reader(new OldStream.Paged("s", 3), none());
    }

    @Override
    protected Optional<CheckpointReader> finishedReader() {
      return Optional.of(
          ContractsTest.reader(
              new OldStream.Paged("s", 3), none().put("__ab_full_refresh_sync_complete", true)));
    }

    @Override
    protected boolean commitsPages() {
      return true;
    }
  }

  @Nested
  class NoState extends CheckpointReaderContract {
    @Override
    protected CheckpointReader reader() {
      return ContractsTest.reader(
          new OldStream("s", OldStream.users(1)).slices(Map.of("a", 1), Map.of("a", 2)), none());
    }

    @Override
    protected Optional<CheckpointReader> finishedReader() {
      return Optional.empty();
    }

    @Override
    protected boolean commitsPages() {
      return false;
    }
  }
}
