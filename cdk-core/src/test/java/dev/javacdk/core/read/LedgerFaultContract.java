package dev.javacdk.core.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.spec.Schema;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.Transcript;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.JsonNodeFactory;

/** Where the books of one stream fail themselves, that stream ends, and no other. */
@Timeout(60)
public abstract class LedgerFaultContract extends EngineContract {

  /** Throws whenever the ledger asks, from the given time on. */
  private record Faulty(StreamDefinition sound, String asks, int from, AtomicInteger asked)
      implements Stream {

    static Faulty of(StreamDefinition sound, String asks, int from) {
      return new Faulty(sound, asks, from, new AtomicInteger());
    }

    @Override
    public String name() {
      return sound.name();
    }

    @Override
    public Schema schema() {
      return sound.schema();
    }

    @Override
    public PageReader reader(Partition partition) {
      return sound.reader(partition);
    }

    @Override
    public Optional<Cursor> cursor() {
      return sound.cursor();
    }

    @Override
    public Partitions partitions() {
      return sound.partitions();
    }

    @Override
    public boolean positionsAreStable() {
      boolean isAsked =
          StackWalker.getInstance()
              .walk(frames ->
                  frames.anyMatch(
                      f -> (f.getClassName() + "." + f.getMethodName()).endsWith(asks)));
      if (isAsked && asked.incrementAndGet() >= from) {
        throw new IllegalStateException("the books are wrong");
      }
      return true;
    }
  }

  private static final PageReader PAGES =
      (slice, output, context) -> {
        long page = slice.cursor().number("page", 0);
        output.emit(
            JsonNodeFactory.instance
                .objectNode()
                .put("id", slice.partition().text("part", "") + page)
                .put("at", "2026-01-0" + (page + 1) + "T00:00:00Z"));
        return page < 4 ? Progress.next("page", page + 1) : Progress.complete();
      };

  private static final StreamDefinition OTHER =
      Streams.paged("other", PAGES).partitions(Partitions.of("part", "a", "b", "c", "d"));
  private static final StreamDefinition PLAIN = Streams.paged("plain", PAGES);

  private static Transcript onlyThisOneFails(Stream faulty) {
    Transcript run = ConnectorRun.read(null, faulty, OTHER, PLAIN);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lineOf("faulty")).startsWith("ST").endsWith("| ERR | IN");
    assertThat(run.errors().get(0)).contains("'faulty'", "the books are wrong");
    assertThat(run.lineOf("other")).endsWith("| CO");
    assertThat(run.lineOf("plain")).endsWith("| CO");
    assertThat(run.lastState("other")).contains("sync_complete");
    assertThat(run.lastState("faulty")).doesNotContain("sync_complete");
    assertThat(run.records()).filteredOn(r -> !r.contains("z")).hasSizeGreaterThanOrEqualTo(25);
    return run;
  }

  @Test
  void faultWhileAPartitionIsHandedOutEndsItsStreamOnly() {
    StreamDefinition sound =
        Streams.paged("faulty", PAGES)
            .cursor(Cursor.instant("at"))
            .partitions(Partitions.of("part", "z1", "z2", "z3", "z4", "z5", "z6"));
    for (int from : new int[] {1, 2, 4}) {
      Transcript run = onlyThisOneFails(Faulty.of(sound, "CursorKeeping.walk", from));
      assertThat(run.records()).noneMatch(record -> record.contains("z" + (from + 1)));
    }
  }

  @Test
  void faultWhileAPageIsCommittedEndsItsStreamOnly() {
    StreamDefinition parent = Streams.paged("parent", PAGES).cursor(Cursor.instant("at"));
    PageReader gone =
        (slice, output, context) -> {
          long page = slice.cursor().number("page", 0);
          output.emit(
              JsonNodeFactory.instance
                  .objectNode()
                  .put("id", "z")
                  .put("at", "2026-01-01T00:00:00Z"));
          return page < 3 ? Progress.next("page", page + 1) : Progress.gone("deleted");
        };
    StreamDefinition child = Streams.paged("faulty", gone).cursor(Cursor.instant("at"));
    Faulty counting = Faulty.of(parent, "PartitionLedger.observe", 1);
    Transcript run =
        onlyThisOneFails(
            child.partitions(Partitions.each(counting, "id").as("part").whenChanged()));
    assertThat(run.lastState("faulty")).as("what was safe").contains("\"page\":3");
    assertThat(counting.asked().get()).isPositive();
  }

  @Test
  void faultWhileTheParentIsOfferedEndsItsStreamOnly() {
    StreamDefinition parent = Streams.paged("parent", PAGES).cursor(Cursor.instant("at"));
    StreamDefinition child = Streams.paged("faulty", PAGES).cursor(Cursor.instant("at"));
    Faulty faulty = Faulty.of(parent, "PartitionLedger.offer", 1);
    Transcript run =
        onlyThisOneFails(child.partitions(Partitions.each(faulty, "id").as("part").whenChanged()));
    assertThat(run.lastState("faulty")).isEmpty();
  }
}
