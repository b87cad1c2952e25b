package dev.javacdk.core.read;

import dev.javacdk.core.run.ConnectorRun;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A suite that holds for every engine: those who extend it say how many workers read. */
public abstract class EngineContract {

  /** How many workers read; empty: the sequential engine. */
  protected OptionalInt workers() {
    return OptionalInt.empty();
  }

  /** Whether streams that mind nobody are read one after the other all the same. */
  protected final boolean oneAfterTheOther() {
    return workers().orElse(1) == 1;
  }

  @BeforeEach
  void askForWorkers() {
    ConnectorRun.workers(workers());
  }

  @AfterEach
  void askForNone() {
    ConnectorRun.workers(OptionalInt.empty());
  }
}
