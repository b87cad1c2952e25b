package dev.javacdk.core.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.TestSource;
import dev.javacdk.core.run.Transcript;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** How reading ends before its time, whatever engine reads: errors, limits. */
public abstract class EndingEarlyContract extends EngineContract {

  private static void emit(RecordOutput output, long id) {
    output.emit(JsonNodeFactory.instance.objectNode().put("id", id));
  }

  private static StreamDefinition good(String name) {
    return Streams.records(name, (slice, output, context) -> emit(output, 1));
  }

  // Errors

  private static Throwable wrapped(int way, Error error) {
    Throwable other = new IllegalStateException("seems harmless");
    other.addSuppressed(error);
    return switch (way) {
      case 0 -> error;
      case 1 -> new IOException("broken", error);
      case 2 -> new IllegalArgumentException("Self-suppression not permitted", error);
      default -> new IOException(other);
    };
  }

  private static void sneak(Throwable failure) throws Exception {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (Exception) failure;
  }

  /** Three partitions, of which the second one fails so; each has two pages. */
  private static Stream inParts(Callable<Throwable> failure) {
    PageReader reader =
        (slice, output, context) -> {
          long page = slice.cursor().number("page", 0);
          if (slice.partition().text("part", "").equals("b") && page == 1) {
            sneak(failure.call());
          }
          emit(output, page);
          return page == 0 ? Progress.next("page", 1) : Progress.complete();
        };
    return Streams.paged("s", reader).partitions(Partitions.of("part", "a", "b", "c"));
  }

  private static Stream whole(Callable<Throwable> failure) {
    return Streams.paged(
        "s",
        (slice, output, context) -> {
          if (!slice.cursor().isStart()) {
            sneak(failure.call());
          }
          emit(output, 0);
          return Progress.next("page", 1);
        });
  }

  @Test
  void failureOfTheMachineStopsEverythingWhereverItStands() {
    for (int way = 0; way < 4; way++) {
      int how = way;
      Callable<Throwable> failure = () -> wrapped(how, new OutOfMemoryError("deliberate"));
      for (Stream stream : List.of(inParts(failure), whole(failure))) {
        Transcript run = ConnectorRun.read(null, stream, good("behind"));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lineOf("s")).as("way %s", way).doesNotContain("CO");
        assertThat(run.errors())
            .as("way %s", way)
            .anySatisfy(text ->
                assertThat(text)
                    .contains("ran out of memory", "deliberate", "-Xmx", "_largest_record"));
        if (oneAfterTheOther()) {
          assertThat(run.lineOf("behind")).isEmpty();
        }
      }
    }
  }

  @Test
  void otherErrorOfTheAuthorsCodeFailsItsPartitionOnly() {
    for (Error error : List.of(new NoClassDefFoundError("com/lib/X"), new AssertionError("odd"))) {
      Transcript run = ConnectorRun.read(null, inParts(() -> error), good("behind"));
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.of("RECORD")).hasSize(6);
      assertThat(run.lineOf("s")).endsWith("ERR | IN");
      assertThat(run.errors().get(0)).contains(error.getMessage());
      assertThat(run.lastState("s")).contains("{\"part\":\"b\"}", "{\"page\":1}");
      assertThat(run.lineOf("behind")).endsWith("CO");
    }
  }

  @Test
  void otherErrorOfTheAuthorsCodeFailsItsStreamOnlyAndTheLastStateIsWritten() {
    Transcript run =
        ConnectorRun.read(null, whole(() -> new NoClassDefFoundError("com/lib/X")), good("behind"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lineOf("s")).isEqualTo("ST | RU | R | S {\"page\":1} | ERR | IN");
    assertThat(run.errors().get(0)).contains("NoClassDefFoundError", "com/lib/X");
    assertThat(run.lineOf("behind")).endsWith("CO");
  }

  // Limits

  private static Transcript limited(int limit, Stream stream) {
    return ConnectorRun.of(new TestSource(stream))
        .read(
            "{\"_limit\":" + limit + ",\"_checkpoint_seconds\":1000}",
            ConnectorRun.catalogOf("s"),
            null);
  }

  @Test
  void limitInsideAStreamInPartsWritesTheLastSafeState() {
    PageReader reader =
        (slice, output, context) -> {
          long page = slice.cursor().number("page", 0);
          emit(output, page);
          emit(output, page);
          return page < 4 ? Progress.next("page", page + 1) : Progress.complete();
        };
    Stream stream =
        Streams.paged("s", reader).partitions(Partitions.of("part", "a")).mostWorkers(1);
    for (int limit : new int[] {4, 5}) {
      Transcript run = limited(limit, stream);
      assertThat(run.records()).hasSize(limit);
      assertThat(run.lineOf("s")).as("limit %s", limit).endsWith("} | CO");
      assertThat(run.lastState("s")).contains("{\"part\":\"a\"}", "{\"page\":2}");
    }
    Transcript first = limited(1, stream);
    assertThat(first.lineOf("s")).startsWith("ST | RU | R | S {").endsWith("} | CO");
    assertThat(first.lastState("s")).contains("{\"part\":\"a\"}").doesNotContain("page");
  }

  @Test
  void limitWithinAPageWritesTheStateOfThePageBefore() {
    Stream stream =
        Streams.paged(
            "s",
            (slice, output, context) -> {
              long page = slice.cursor().number("page", 0);
              emit(output, page);
              emit(output, page);
              return Progress.next("page", page + 1);
            });
    assertThat(limited(5, stream).line())
        .isEqualTo("ST | RU | R | R | S {\"page\":1} | R | R | R | S {\"page\":2} | CO");
  }
}
