package dev.javacdk.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.read.ReadContext;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.Transcript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Slices as plain maps. */
class SlicesTest {

  private static final String NOCUR = "{\"__ab_no_cursor_state_message\":true}";

  private static Transcript read(LegacyStream stream) {
    return ConnectorRun.read(null, LegacyStreams.adapt(stream));
  }

  @Test
  void fieldsAreAtTheTopAndInPartitionAndCursorSlice() {
    OldStream stream = new OldStream("s", List.of()).slices(Map.of("start", 17), Map.of("id", "b"));
    read(stream);
    assertThat(stream.asked)
        .containsExactly(
            "{start=17, partition={start=17}, cursor_slice={}}",
            "{id=b, partition={id=b}, cursor_slice={}}");
  }

  @Test
  void positionOfAPageIsAtTheTopAndInCursorSlice() {
    OldStream.Paged stream = new OldStream.Paged("s", 3);
    stream.slices(Map.of("region", "eu"));
    ConnectorRun.read(ConnectorRun.stateOf("s", "{\"page\":3}"), LegacyStreams.adapt(stream));
    assertThat(stream.asked)
        .containsExactly("{region=eu, page=3, partition={region=eu}, cursor_slice={page=3}}");
  }

  @Test
  void usersKeyOfTheseNamesIsAnErrorThatNamesTheStream() {
    for (String taken : new String[] {"partition", "cursor_slice"}) {
      OldStream stream = new OldStream("users", OldStream.users(1)).slices(Map.of(taken, 1));
      Transcript run = read(stream);
      assertThat(run.line()).isEqualTo("ST | ERR | IN | ERR");
      assertThat(run.errors().get(0)).contains("'users'", "'" + taken + "'");
    }
  }

  @Test
  void positionThatHidesAFieldOfTheSliceIsAnErrorThatNamesBoth() {
    OldStream.Paged stream = new OldStream.Paged("s", 3);
    stream.slices(Map.of("page", "first"));
    Transcript run = read(stream);
    assertThat(run.errors().get(0)).contains("'s'", "'page'");
  }

  @Test
  void nullAndAListOfNullAreOneEmptySliceWithOneWarning() {
    OldStream none = new OldStream("s", OldStream.users(1));
    none.slices = null;
    OldStream listOfNull = new OldStream("s", OldStream.users(1));
    listOfNull.slices = Arrays.asList((Map<String, ?>) null);
    for (OldStream stream : new OldStream[] {none, listOfNull}) {
      Transcript run = read(stream);
      assertThat(run.line()).isEqualTo("ST | RU | R | S " + NOCUR + " | CO");
      assertThat(stream.asked).containsExactly("{partition={}, cursor_slice={}}");
      assertThat(run.logs().stream().filter(log -> log.contains("null as a slice")))
          .singleElement()
          .asString()
          .contains("'s'", "deprecated");
    }
  }

  @Test
  void severalNullsAreStillOneWarning() {
    OldStream stream = new OldStream("s", OldStream.users(1)).slices(null, Map.of("a", 1), null);
    Transcript run = read(stream);
    assertThat(stream.asked).hasSize(3);
    assertThat(run.logs().stream().filter(log -> log.contains("null as a slice"))).hasSize(1);
  }

  @Test
  void noSlicesReadNothing() {
    OldStream stream = new OldStream("s", OldStream.users(1)).slices();
    assertThat(read(stream).line()).isEqualTo("ST | S " + NOCUR + " | CO");
    assertThat(stream.asked).isEmpty();
  }

  @Test
  void fullRefreshOfTwoSlicesSaysSoOnce() {
    OldStream stream =
        new OldStream("s", OldStream.users(1, 2)).slices(Map.of("a", 1), Map.of("a", 2));
    assertThat(read(stream).line()).isEqualTo("ST | RU | R | R | R | R | S " + NOCUR + " | CO");
  }

  @Test
  void slicesAreAskedForOnlyWhenTheStreamIsReadAndPulledOneByOne() {
    List<String> events = new ArrayList<>();
    OldStream stream =
        new OldStream("s", OldStream.users(1)) {
          @Override
          public Iterable<@Nullable Map<String, ?>> slices(ObjectNode state) {
            events.add("slices");
            Iterator<Integer> ids = List.of(1, 2).iterator();
            return () ->
                new Iterator<>() {
                  @Override
                  public boolean hasNext() {
                    return ids.hasNext();
                  }

                  @Override
                  public Map<String, ?> next() {
                    events.add("slice");
                    return Map.of("id", ids.next());
                  }
                };
          }

          @Override
          public Iterator<?> records(
              Map<String, @Nullable Object> slice, ObjectNode state, ReadContext context) {
            events.add("records");
            return super.records(slice, state, context);
          }
        };
    Stream adapted = LegacyStreams.adapt(stream);
    assertThat(adapted.partitions()).isEqualTo(Partitions.single());
    assertThat(events).isEmpty();
    ConnectorRun.read(null, adapted);
    assertThat(events).containsExactly("slices", "slice", "records", "slice", "records");
  }

  @Test
  void sliceThatCannotBeListedGivesNoFinalState() {
    OldStream stream =
        new OldStream("s", OldStream.users(1)) {
          @Override
          public @Nullable Iterable<@Nullable Map<String, ?>> slices(ObjectNode state) {
            Iterator<Integer> ids = List.of(1).iterator();
            return () ->
                new Iterator<>() {
                  @Override
                  public boolean hasNext() {
                    return true;
                  }

                  @Override
                  public Map<String, ?> next() {
                    return Map.of("id", ids.next()); // one too many: NoSuchElementException
                  }
                };
          }
        };
    assertThat(read(stream).line()).isEqualTo("ST | RU | R | ERR | IN | ERR");
  }

  @Test
  void parentOfTheOldShapeIsReadInAllItsSlices() {
    OldStream parent =
        new OldStream("parents", OldStream.users(1, 2)) {
          @Override
          public Iterator<?> records(
              Map<String, @Nullable Object> slice, ObjectNode state, ReadContext context) {
            super.records(slice, state, context);
            return List.of(Map.of("id", slice.get("region") + "-1")).iterator();
          }
        }.slices(Map.of("region", "eu"), Map.of("region", "us"));
    Stream child =
        Streams.paged(
                "children",
                (slice, output, context) -> {
                  output.emitValue(Map.of("of", String.valueOf(slice.partition().text("id"))));
                  return Progress.complete();
                })
            .partitions(Partitions.each(LegacyStreams.adapt(parent), "id"));
    assertThat(ConnectorRun.read(null, child).records())
        .containsExactly("{\"of\":\"eu-1\"}", "{\"of\":\"us-1\"}");
  }

  @Test
  void severalSlicesUnderOneStateWithoutCursorAreAnErrorThatNamesTheStream() {
    OldStream.Paged stream = new OldStream.Paged("s", 2);
    stream.slices(Map.of("region", "eu"), Map.of("region", "us"));
    assertThat(read(stream).errors().get(0)).contains("'s'", "exactly one slice");
  }

  @Test
  void nullRecordAndNullIteratorAreErrorsThatNameTheStream() {
    OldStream nullRecord = new OldStream("s", Arrays.asList((Object) null));
    assertThat(read(nullRecord).errors().get(0)).contains("'s'", "null");
    OldStream nullIterator =
        new OldStream("s", List.of()) {
          @Override
          @SuppressWarnings("NullAway") // what an author without NullAway may do
          public Iterator<?> records(
              Map<String, @Nullable Object> slice, ObjectNode state, ReadContext context) {
            return null;
          }
        };
    assertThat(read(nullIterator).errors().get(0)).contains("'s'", "returned null");
  }

  /** Records over something that must be given back. */
  private static final class OpenRecords implements Iterator<Object>, AutoCloseable {
    private final Iterator<?> records;
    private boolean closed;

    OpenRecords(Iterator<?> records) {
      this.records = records;
    }

    @Override
    public boolean hasNext() {
      return true;
    }

    @Override
    public Object next() {
      return records.next();
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void iteratorThatCanBeClosedIsClosedEvenWhereItFails() {
    OpenRecords records = new OpenRecords(OldStream.users(1).iterator());
    OldStream stream =
        new OldStream("s", List.of()) {
          @Override
          public Iterator<?> records(
              Map<String, @Nullable Object> slice, ObjectNode state, ReadContext context) {
            return records;
          }
        };
    assertThat(read(stream).line()).isEqualTo("ST | RU | R | ERR | IN | ERR");
    assertThat(records.closed).isTrue();
  }
}
