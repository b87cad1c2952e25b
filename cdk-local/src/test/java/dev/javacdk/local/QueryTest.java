package dev.javacdk.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Connector;
import dev.javacdk.api.Streams;
import dev.javacdk.core.cli.ConnectorCommand;
import dev.javacdk.core.run.TestSource;
import dev.javacdk.core.sync.StopSignal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueryTest extends InProcessSync {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int query(String... more) {
    out.reset();
    err.reset();
    List<String> args = new ArrayList<>(List.of("query", "--from", file.toString()));
    args.addAll(List.of(more));
    return new ConnectorCommand(
            Connector.of(new TestSource()),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new StopSignal())
        .run(args);
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @BeforeEach
  void fill() {
    sync(
        Streams.paged(
            "books",
            pages(
                page -> List.of("{\"id\":1,\"title\":\"Ulysses\"}", "{\"id\":20,\"title\":null}"),
                1)));
  }

  @Test
  void rowsAreShownAsATable() {
    assertThat(query("SELECT id, title FROM books ORDER BY id")).isZero();
    assertThat(lines()).containsExactly("id  title", " 1  Ulysses", "20");
    assertThat(query("SELECT id FROM books ORDER BY id", "--rows", "1")).isZero();
    assertThat(lines()).containsExactly("id", " 1");
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("more rows", "--rows");
  }

  @Test
  void withoutAQueryTheTablesAre() {
    assertThat(query()).isZero();
    assertThat(lines()).containsExactly("schema  table  rows", "main    books     2");
  }

  @Test
  void nothingIsChangedAndWhatIsWrongIsSaid() throws Exception {
    assertThat(query("DELETE FROM books")).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("read-only");
    assertThat(query("SELECT nme FROM books")).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("nme");
    assertThat(rows("SELECT count(*) FROM books")).containsExactly("2");
    file = folder.resolve("none.duckdb");
    assertThat(query()).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("none.duckdb does not exist");
    assertThat(file).doesNotExist();
  }
}
