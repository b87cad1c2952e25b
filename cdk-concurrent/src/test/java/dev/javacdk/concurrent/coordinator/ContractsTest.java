package dev.javacdk.concurrent.coordinator;

import dev.javacdk.core.read.EndingEarlyContract;
import dev.javacdk.core.read.JudgingPagesContract;
import dev.javacdk.core.read.LedgerFaultContract;
import dev.javacdk.core.read.MarkedReadingContract;
import dev.javacdk.core.read.ReadingASourceContract;
import dev.javacdk.core.read.ReadingIncrementallyContract;
import dev.javacdk.core.read.ReadingOddCursorsContract;
import dev.javacdk.core.read.ReadingOddRecordsContract;
import dev.javacdk.core.read.ReadingOneStreamContract;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;

/** Concurrency changes nothing but speed: the suites of the sequential engine, by many workers. */
class ContractsTest {

  @Nested
  class OneStreamByOneWorker extends ReadingOneStreamContract {
    @Override
    protected OptionalInt workers() {
      return OptionalInt.of(1);
    }
  }

  @Nested
  class OneStreamByTwoWorkers extends ReadingOneStreamContract {
    @Override
    protected OptionalInt workers() {
      return OptionalInt.of(2);
    }
  }

  @Nested
  class OneStreamByEightWorkers extends ReadingOneStreamContract {
    @Override
    protected OptionalInt workers() {
      return OptionalInt.of(8);
    }
  }

  @Nested
  class OneStreamBySixtyFourWorkers extends ReadingOneStreamContract {
    @Override
    protected OptionalInt workers() {
      return OptionalInt.of(64);
    }
  }

  @Nested
  class SourceByOneWorker extends ReadingASourceContract {
    @Override
    protected OptionalInt workers() {
      return OptionalInt.of(1);
    }
  }

  @Nested
  class SourceByTwoWorkers extends ReadingASourceContract {
    @Override
    protected OptionalInt workers() {
      return OptionalInt.of(2);
    }
  }

  @Nested
  class SourceByEightWorkers extends ReadingASourceContract {
    @Override
    protected OptionalInt workers() {
      return OptionalInt.of(8);
    }
  }

  @Nested
  class SourceBySixtyFourWorkers extends ReadingASourceContract {
    @Override
    protected OptionalInt workers() {
      return OptionalInt.of(64);
    }
  }

  @Nested
  class IncrementallyByOneWorker extends ReadingIncrementallyContract {
    @Override
    protected OptionalInt workers() {
      return OptionalInt.of(1);
    }
  }

  @Nested
  class IncrementallyByTwoWorkers extends ReadingIncrementallyContract {
    @Override
    protected OptionalInt workers() {
      return OptionalInt.of(2);
    }
  }

  @Nested
  class IncrementallyByEightWorkers extends ReadingIncrementallyContract {
    @Override
    protected OptionalInt workers() {
      return OptionalInt.of(8);
    }
  }

  @Nested
  class IncrementallyBySixtyFourWorkers extends ReadingIncrementallyContract {
    @Override
    protected OptionalInt workers() {
      return OptionalInt.of(64);
    }
  }

  @Nested
  class OddRecordsByOneWorker extends ReadingOddRecordsContract {
    @Override
    protected OptionalInt workers() {
      return OptionalInt.of(1);
    }
  }

  @Nested
  class OddRecordsByEightWorkers extends ReadingOddRecordsContract {
    @Override
    protected OptionalInt workers() {
      return OptionalInt.of(8);
    }
  }

  @Nested
  class EndingEarlyByOneWorker extends EndingEarlyContract {
    @Override
    protected OptionalInt workers() {
      return OptionalInt.of(1);
    }
  }

  @Nested
  class EndingEarlyByEightWorkers extends EndingEarlyContract {
    @Override
    protected OptionalInt workers() {
      return OptionalInt.of(8);
    }
  }

  @Nested
  class OddCursorsByOneWorker extends ReadingOddCursorsContract {
    @Override
    protected OptionalInt workers() {
      return OptionalInt.of(1);
    }
  }

  @Nested
  class OddCursorsByEightWorkers extends ReadingOddCursorsContract {
    @Override
    protected OptionalInt workers() {
      return OptionalInt.of(8);
    }
  }

  @Nested
  class LedgerFaultByOneWorker extends LedgerFaultContract {
    @Override
    protected OptionalInt workers() {
      return OptionalInt.of(1);
    }
  }

  @Nested
  class LedgerFaultByEightWorkers extends LedgerFaultContract {
    @Override
    protected OptionalInt workers() {
      return OptionalInt.of(8);
    }
  }

  @Nested
  class JudgedByOneWorker extends JudgingPagesContract {
    @Override
    protected OptionalInt workers() {
      return OptionalInt.of(1);
    }
  }

  @Nested
  class JudgedByEightWorkers extends JudgingPagesContract {
    @Override
    protected OptionalInt workers() {
      return OptionalInt.of(8);
    }
  }

  @Nested
  class MarkedByOneWorker extends MarkedReadingContract {
    @Override
    protected OptionalInt workers() {
      return OptionalInt.of(1);
    }
  }

  @Nested
  class MarkedByEightWorkers extends MarkedReadingContract {
    @Override
    protected OptionalInt workers() {
      return OptionalInt.of(8);
    }
  }
}
