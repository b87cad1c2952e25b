package dev.javacdk.concurrent.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.run.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * However a parent's reader emits its records, what is taken of them makes the same partitions, the
 * same states and the same words as what is fetched.
 */
class SharedPagesAreTheSameTest {

  /** Takes a name that is there twice. */
  private static final JsonMapper LENIENT = JsonMapper.builder().build();

  /** A record as an author of the SDK of an API has it. */
  public record Row(double id, String name, List<Integer> tags) {}

  private static ObjectNode tree(String json) {
    return (ObjectNode) ExactJson.MAPPER.readTree(json);
  }

  private static void parsed(RecordOutput output, String json) {
    try (JsonParser parser = LENIENT.createParser(json)) {
      parser.nextToken();
      output.emit(parser);
    }
  }

  /** Two pages of this. */
  private static StreamDefinition parent(Consumer<RecordOutput> page, AtomicInteger asked) {
    return Streams.paged(
        "parents",
        (slice, output, context) -> {
          asked.incrementAndGet();
          page.accept(output);
          return slice.cursor().isStart() ? Progress.next("page", 1) : Progress.complete();
        });
  }

  private static StreamDefinition child(Partitions partitions) {
    return Streams.records(
            "children",
            (slice, output, context) ->
                output.emit(
                    ExactJson.MAPPER
                        .createObjectNode()
                        .put("of", slice.partition() + " with " + slice.partition().data())))
        .partitions(partitions);
  }

  /** What is said of the children: records, states, and warnings. */
  private static List<String> said(Transcript run) {
    List<String> said = new ArrayList<>();
    for (JsonNode message : run.messages()) {
      String text = message.toString();
      if (text.contains("\"children\"") && !message.path("type").asString().equals("TRACE")) {
        said.add(text.replaceAll("\"emitted_at\":\\d+", ""));
      } else if (text.contains("passed over") || text.contains("none of the first")) {
        said.add(message.at("/log/message").asString());
      }
    }
    return said;
  }

  private static void assertSame(
      Consumer<RecordOutput> page, Function<StreamDefinition, Partitions> by) {
    assertSame(page, parent -> parent, parent -> child(by.apply(parent)));
  }

  private static void assertSame(
      Consumer<RecordOutput> page,
      UnaryOperator<StreamDefinition> as,
      UnaryOperator<StreamDefinition> child) {
    for (boolean sequential : new boolean[] {false, true}) {
      AtomicInteger asked = new AtomicInteger();
      StreamDefinition parent = as.apply(parent(page, asked));
      Reading alone = Reading.by(1).stream(child.apply(parent));
      Reading shared = Reading.by(1).stream(parent).stream(child.apply(parent));
      List<String> expected = said((sequential ? alone.sequentially() : alone).read());
      asked.set(0);
      List<String> actual = said((sequential ? shared.sequentially() : shared).read());
      assertThat(asked).as("pages asked for").hasValue(2);
      assertThat(actual).isEqualTo(expected).isNotEmpty();
    }
  }

  private static void assertSame(Consumer<RecordOutput> page) {
    assertSame(page, parent -> Partitions.each(parent, "id").with("name", "/tags/0", "/geo/at"));
  }

  @Test
  void treesOfAnyNumbers() {
    ObjectNode doubles = tree("{}").put("id", 1.0e10).put("name", 1.5f);
    assertSame(output -> {
      output.emit(doubles);
      output.emit(tree("{\"id\":17,\"name\":{\"a\":[1,2.50]},\"tags\":[3]}"));
      output.emit(tree("{\"id\":123456789012345678901234567890,\"geo\":{\"at\":[1,{\"b\":2}]}}"));
      output.emit(tree("{\"id\":1.0}"));
      output.emit(tree("{\"id\":true}"));
      output.emit(tree("{\"id\":{\"b\":1,\"a\":1e3}}"));
      output.emit(tree("{}").put("id", 5).put("name", Double.NaN));
    });
  }

  @Test
  void treesThatTheAuthorChangesLater() {
    assertSame(output -> {
      ObjectNode record = tree("{\"id\":{\"n\":0},\"name\":[0]}");
      for (int i = 0; i < 3; i++) {
        ((ObjectNode) record.path("id")).put("n", i);
        record.putArray("name").add(i);
        output.emit(record);
      }
    });
  }

  @Test
  void parsers() {
    assertSame(output -> {
      parsed(output, "{\"long\":[{\"id\":9}],\"name\":\"a\",\"id\":1.0e10,\"tags\":[7]}");
      parsed(output, "{\"id\":1,\"geo\":{\"other\":1,\"at\":1.50},\"id\":2}");
      parsed(output, "{\"id\":\"x\\u00e9\",\"name\":null,\"late\":{\"id\":3}}");
      parsed(output, "{\"id\":12345678901234567890123}");
    });
  }

  @Test
  void valuesOfTheAuthor() {
    assertSame(output -> {
      output.emitValue(new Row(1.0e10, "a", List.of(1, 2)));
      output.emitValue(new Row(0.1, "", List.of()));
      output.emitValue(new Row(3, "b", List.of(7)));
    });
  }

  @Test
  void recordsWithoutAKey() {
    assertSame(output -> {
      parsed(output, "{\"name\":\"no key\",\"other\":[1,2,3]}");
      parsed(output, "{\"id\":\"  \"}");
      output.emit(tree("{\"id\":null,\"name\":1}"));
      output.emit(tree("{}").put("id", Double.NaN));
      output.emit(tree("{\"id\":4}"));
    });
    assertSame(
        output -> parsed(output, "{\"key\":\"none has it\"}"),
        parent -> Partitions.each(parent, "id"));
  }

  @Test
  void pagesThatAreReadAgain() {
    assertSame(output -> {
      output.emit(tree("{\"id\":1}"));
      output.emit(tree("{\"name\":\"no key\"}"));
      assertThat(output.discardPage()).isTrue();
      output.emit(tree("{\"id\":2}"));
    });
  }

  @Test
  void keysByPointerInEachPartOfAList() {
    assertSame(
        output -> {
          parsed(output, "{\"a/b\":{\"c~d\":[0,17]},\"id\":3}");
          output.emit(tree("{\"a/b\":{\"c~d\":[0,18]},\"id\":4}"));
        },
        parent ->
            Partitions.each(parent, "/a~1b/c~0d/1")
                .as("key")
                .with("id")
                .times(Partitions.of(List.of(Partition.of("x", "1"), Partition.of("x", "2")))));
  }

  @Test
  void cursorsOfParentsWhoseChangesAreFollowed() {
    assertSame(
        output -> {
          parsed(output, "{\"id\":1,\"updated\":7}");
          output.emit(tree("{\"id\":2,\"updated\":9}"));
          parsed(output, "{\"id\":3,\"updated\":null}");
          output.emitValue(Map.of("id", 4, "updated", 8));
        },
        parent -> parent.cursor(Cursor.number("updated")),
        parent ->
            child(Partitions.each(parent, "id").whenChanged()).cursor(Cursor.number("updated")));
  }
}
