package dev.javacdk.core.read;

import dev.javacdk.api.Stream;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.TestSource;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A suite that holds for every engine: those who extend it say how many workers read, and in which
 * shape the streams are told.
 */
public abstract class EngineContract {

  /** How many workers read; empty: the sequential engine. */
  protected OptionalInt workers() {
    return OptionalInt.empty();
  }

  /** The shape in which streams are told: as they stand, or written for an older kit. */
  protected Stream shaped(Stream stream) {
    return stream;
  }

  /** Whether streams that mind nobody are read one after the other all the same. */
  protected final boolean oneAfterTheOther() {
    return workers().orElse(1) == 1;
  }

  @BeforeEach
  void askForWorkers() {
    ConnectorRun.workers(workers());
    TestSource.shape(this::shaped);
  }

  @AfterEach
  void askForNone() {
    ConnectorRun.workers(OptionalInt.empty());
    TestSource.shape(UnaryOperator.identity());
  }
}
