package dev.javacdk.legacy.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.read.ReadContext;
import dev.javacdk.api.spec.Schema;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.Transcript;
import dev.javacdk.legacy.IncrementalMixin;
import dev.javacdk.legacy.LegacyStream;
import dev.javacdk.legacy.LegacyStreams;
import dev.javacdk.legacy.UpdatedState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A connection can be handed back: the old reader goes on from what is written, without loss. */
class HandedBackTest {

  private static final Path OUT = Path.of("src/test/resources/states/out");

  /** Gives whole numbers under one field. */
  private abstract static class Old implements LegacyStream {
    private final String name;

    Old(String name) {
      this.name = name;
    }

    @Override
    public final String name() {
      return name;
    }

    @Override
    public final Schema schema() {
      return Schema.any();
    }

    static Iterator<?> numbers(String field, int first, int last) {
      return IntStream.rangeClosed(first, last).mapToObj(i -> Map.of(field, i)).iterator();
    }
  }

  private static final class Users extends Old implements UpdatedState {
    Users() {
      super("users");
    }

    @Override
    public Optional<Cursor> cursor() {
      return Optional.of(Cursor.number("u").ascending().checkpointEvery(2));
    }

    @Override
    public Iterator<?> records(
        Map<String, @Nullable Object> slice, ObjectNode state, ReadContext context) {
      return numbers("u", state.path("u").asInt(1), 5);
    }

    @Override
    public ObjectNode updatedState(ObjectNode current, ObjectNode record) {
      return current.put("u", record.path("u").asInt());
    }
  }

  @SuppressWarnings("removal") // what old streams still say
  private static final class Pages extends Old implements IncrementalMixin {
    private StreamState state = StreamState.initial();

    Pages() {
      super("pages");
    }

    @Override
    public Iterator<?> records(
        Map<String, @Nullable Object> slice, ObjectNode current, ReadContext context) {
      int page = current.path("page").asInt(1);
      state = page < 4 ? StreamState.at("page", page + 1) : StreamState.initial();
      return numbers("p", page, page);
    }

    @Override
    public StreamState state() {
      return state;
    }

    @Override
    public void state(StreamState state) {
      this.state = state;
    }
  }

  private static final class Everything extends Old {
    Everything() {
      super("everything");
    }

    @Override
    public Iterator<?> records(
        Map<String, @Nullable Object> slice, ObjectNode state, ReadContext context) {
      return numbers("u", 1, 3);
    }
  }

  /** A stream of today: its states have keys that the old reader does not know. */
  private static Stream children() {
    Stream parents =
        Streams.paged(
            "parents",
            (slice, output, context) -> {
              long after = slice.cursor().number("after", 0);
              output.emit(JsonNodeFactory.instance.objectNode().put("id", after + 1));
              output.emit(JsonNodeFactory.instance.objectNode().put("id", after + 2));
              return after == 0 ? Progress.next("after", 2) : Progress.complete();
            });
    return Streams.paged(
            "children",
            (slice, output, context) -> {
              long page = slice.cursor().number("page", 0);
              long of = slice.partition().number("parent_id", 0);
              output.emit(JsonNodeFactory.instance.objectNode().put("of", of).put("page", page));
              return page < 2 ? Progress.next("page", page + 1) : Progress.complete();
            })
        .partitions(Partitions.each(parents, "id").as("parent_id"));
  }

  private static void goldenAndReadBack(
      String file, Stream stream, Function<OldReader, List<String>> rest) throws IOException {
    Transcript run = ConnectorRun.read(null, stream);
    String written =
        String.join("\n", run.of("STATE").stream().map(JsonNode::toString).toList()) + "\n";
    assertThat(written).as(file).isEqualTo(Files.readString(OUT.resolve(file)));
    Set<String> before = new HashSet<>();
    int states = 0;
    for (JsonNode message : run.messages()) {
      if (message.path("type").asString().equals("RECORD")) {
        before.add(message.at("/record/data").toString());
      } else if (message.path("type").asString().equals("STATE")) {
        OldReader reader = OldReader.of(message.toString());
        assertThat(reader.stream()).isEqualTo(stream.name());
        Set<String> all = new HashSet<>(before);
        all.addAll(rest.apply(reader));
        assertThat(all).as("from %s", reader.state()).hasSameElementsAs(run.records());
        states++;
      }
    }
    assertThat(states).isPositive();
  }

  @Test
  void computedStates() throws IOException {
    goldenAndReadBack("computed.jsonl", LegacyStreams.adapt(new Users()), r -> r.users(5));
  }

  @Test
  void pageTokens() throws IOException {
    goldenAndReadBack("pages.jsonl", LegacyStreams.adapt(new Pages()), r -> r.pages(4));
  }

  @Test
  void fullRefresh() throws IOException {
    goldenAndReadBack(
        "full-refresh.jsonl", LegacyStreams.adapt(new Everything()), r -> r.everything(3));
  }

  @Test
  void substreamOfToday() throws IOException {
    goldenAndReadBack("substream.jsonl", children(), r -> r.children(4, 3));
  }
}
