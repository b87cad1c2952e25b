package dev.javacdk.core.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.CheckContext;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.TestSource;
import dev.javacdk.core.run.Transcript;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is declared and never met is said, by read and by check. */
class DeclaredFieldsTest {

  private record Row(long id, String updatedAt) {}

  /** Pages of records; the first page is empty. */
  private static StreamDefinition stream(String... pages) {
    return Streams.paged(
        "s",
        (slice, output, context) -> {
          int page = (int) slice.cursor().number("page", 0);
          if (page > 0) {
            ExactJson.MAPPER.readTree(pages[page - 1]).forEach(output::emit);
          }
          return page < pages.length ? Progress.next("page", page + 1) : Progress.complete();
        });
  }

  private static List<String> warnings(Transcript run) {
    return run.warnings("first page has");
  }

  @Test
  void whatNoRecordOfTheFirstPageHasIsSaidOnce() {
    Stream stream =
        stream("[{\"a\":1,\"b\":{\"c\":1}},{\"a\":2}]", "[{\"a\":3}]")
            .schema(Row.class)
            .key("id")
            .cursor(Cursor.text("updatedAt"));
    Transcript run = ConnectorRun.read(null, stream);
    assertThat(run.exitCode()).isZero();
    List<String> warnings = warnings(run);
    assertThat(warnings)
        .hasSize(3)
        .allSatisfy(
            text -> assertThat(text).contains("'s'", "none of the 2 records", "they have a, b"));
    assertThat(warnings.get(0)).contains("the cursor field 'updatedAt'");
    assertThat(warnings.get(1)).contains("the key field 'id'");
    assertThat(warnings.get(2)).contains("any field of the schema (id, updatedAt)");
  }

  @Test
  void oneRecordOfThePageThatHasItIsEnough() {
    Stream stream =
        stream("[{\"x\":1},{\"k\":{\"id\":null}},{\"updatedAt\":null}]", "[{\"a\":3}]")
            .primaryKey(List.of(List.of("k", "id")))
            .cursor(Cursor.text("updatedAt"));
    assertThat(warnings(ConnectorRun.read(null, stream))).isEmpty();
  }

  @Test
  void fieldOfTheSchemaThatIsWrittenOtherwiseIsAskedFor() {
    Stream stream =
        stream("[{\"id\":1,\"updated_at\":\"x\"},{\"id\":2,\"updated_at\":\"y\",\"b\":1}]")
            .schema(Row.class);
    assertThat(warnings(ConnectorRun.read(null, stream)))
        .hasSize(1)
        .allSatisfy(text ->
            assertThat(text)
                .contains(
                    "the field 'updatedAt' of the schema",
                    "is it 'updated_at'? @JsonProperty(\"updated_at\")"));
    assertThat(
            warnings(ConnectorRun.read(null, stream("[{\"id\":1,\"other\":2}]").schema(Row.class))))
        .as("what an API leaves out is no mistake")
        .isEmpty();
  }

  private static Transcript check(Stream stream) {
    TestSource source =
        new TestSource(stream) {
          @Override
          public void check(None config, CheckContext context) throws Exception {
            context.readFirstRecord(stream);
          }
        };
    ConnectorRun run = ConnectorRun.of(source);
    return run.args("check", "--config", run.file("c.json", "{}")).run();
  }

  @Test
  void checkSaysTheSameOfTheRecordInHand() {
    Transcript run =
        check(stream("[{\"a\":1},{\"id\":2}]").key("id").cursor(Cursor.instant("updated")));
    assertThat(run.of("CONNECTION_STATUS").toString()).contains("SUCCEEDED");
    assertThat(warnings(run)).hasSize(2);
    assertThat(check(stream("[{\"id\":1}]").key("id")).logs()).isEmpty();
  }

  @Test
  void checkFailsWhereTheCursorCannotReadItsValue() {
    Stream stream = stream("[{\"u\":\"yesterday\"}]").cursor(Cursor.instant("u"));
    Transcript run = check(stream);
    assertThat(run.of("CONNECTION_STATUS").toString())
        .contains("FAILED", "stream 's'", "'u'", "'yesterday'");
    assertThat(
            check(
                    stream("[{\"u\":\"yesterday\"}]")
                        .cursor(Cursor.instant("u").passOverUnreadable()))
                .of("CONNECTION_STATUS")
                .toString())
        .contains("SUCCEEDED");
  }
}
