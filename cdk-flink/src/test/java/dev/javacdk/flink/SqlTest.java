package dev.javacdk.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.javacdk.core.message.ExactJson;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** Streams as tables of Flink SQL, in a cluster. */
class SqlTest {

  private static final String TOKEN = "open-sesame";

  private final TableEnvironment tables;

  SqlTest() throws Exception {
    Configuration config = Cluster.shared().remote();
    config.set(CoreOptions.DEFAULT_PARALLELISM, 2);
    tables =
        TableEnvironment.create(
            EnvironmentSettings.newInstance().inBatchMode().withConfiguration(config).build());
    tables.getConfig().set("table.local-time-zone", "UTC");
  }

  @BeforeEach
  void clear() {
    Library.open(n -> {});
  }

  private void library(String stream, String columns, String more) {
    create(LibrarySource.class.getName(), stream, columns, LibrarySource.config(70), more);
  }

  private void notes(String columns, String more, String... notes) {
    String config =
        JsonNodeFactory.instance
            .objectNode()
            .put("notes", String.join("\n", notes))
            .put("token", TOKEN)
            .toString();
    create(TableNotesSource.class.getName(), "notes", columns, config, more);
  }

  private void create(String source, String stream, String columns, String config, String more) {
    tables.executeSql(
        "CREATE TABLE t (%s) WITH ('connector'='javacdk', 'source'='%s', 'stream'='%s', 'config'='%s'%s)"
            .formatted(columns, source, stream, config.replace("'", "''"), more));
  }

  private List<Row> rows(String query) {
    List<Row> rows = new ArrayList<>();
    tables.executeSql(query).collect().forEachRemaining(rows::add);
    return rows;
  }

  private List<String> texts(String query) {
    return rows(query).stream().map(row -> String.valueOf(row.getField(0))).toList();
  }

  @Test
  void everyTypeIsRead() {
    notes(
        """
        id STRING, yes BOOLEAN, i1 TINYINT, i2 SMALLINT, i4 INT, i8 BIGINT, f4 FLOAT, f8 DOUBLE,
        price DECIMAL(10, 2), born DATE, made TIMESTAMP(3), updated TIMESTAMP_LTZ(3),
        tags ARRAY<STRING>, counts MAP<STRING, INT>, home ROW<city STRING, zip INT>, `raw` STRING,
        nothing STRING, gone INT, PRIMARY KEY (id) NOT ENFORCED
        """,
        "",
        """
        {"id":"a","yes":true,"i1":-128,"i2":32767,"i4":1.0,"i8":9223372036854775807,"f4":0.5,\
        "f8":1e300,"price":12.5,"born":"2024-02-29","made":"2024-01-01T00:00:00.1239",\
        "updated":"2024-01-01T02:00:00+0200","tags":["x",null],"counts":{"n":1},\
        "home":{"city":"Ulm"},"raw":{"a":[1,"b"]},"nothing":null,"other":1}\
        """);
    assertThat(rows("SELECT * FROM t"))
        .extracting(Row::toString)
        .containsExactly(
            "+I[a, true, -128, 32767, 1, 9223372036854775807, 0.5, 1.0E300, 12.50, 2024-02-29, "
                + "2024-01-01T00:00:00.123, 2024-01-01T00:00:00Z, [x, null], {n=1}, "
                + "+I[Ulm, null], {\"a\":[1,\"b\"]}, null, null]");
  }

  @Test
  void everyRecordIsARow() {
    library("books", "id STRING", "");
    assertThat(texts("SELECT id FROM t"))
        .containsExactlyInAnyOrderElementsOf(LibrarySource.allOf("books", 70));
  }

  @Test
  void columnsThatNobodyAsksForAreNotRead() {
    notes("id STRING, n INT", "", "{\"id\":\"a\",\"n\":\"not a number\"}");
    assertThat(texts("SELECT id FROM t")).containsExactly("a");
    assertThat(texts("SELECT COUNT(*) FROM t")).containsExactly("1");
  }

  @Test
  void fieldsInsideThatNobodyAsksForAreNotRead() {
    notes(
        "id STRING, home ROW<n INT, town ROW<zip INT, name STRING>>",
        "",
        "{\"id\":\"a\",\"home\":{\"n\":\"x\",\"town\":{\"zip\":\"x\",\"name\":\"Ulm\"}}}",
        "{\"id\":\"b\"}");
    assertThat(rows("SELECT t.home.town.name, id FROM t"))
        .containsExactly(Row.of("Ulm", "a"), Row.of(null, "b"));
    assertThat(tables.explainSql("SELECT t.home.town.name FROM t")).contains("[home_town_name]");
  }

  @Test
  void limitEndsReadingEarly() {
    library("letters", "id STRING", "");
    assertThat(texts("SELECT id FROM t LIMIT 3")).hasSize(3);
    assertThat(Library.requests()).isLessThan(7);
    assertThat(tables.explainSql("SELECT id FROM t LIMIT 3")).contains("limit=[3]");
  }

  @Test
  void limitBeginsNoMorePartitions() {
    library("chapters", "id STRING", "");
    assertThat(texts("SELECT id FROM t LIMIT 3")).hasSize(3);
    assertThat(Library.requests()).isLessThan(60);
  }

  @Test
  void readersWaitForNoneThatHasEnough() {
    library("visits", "id STRING", ", 'scan.parallelism'='4'");
    assertThat(texts("SELECT id FROM t LIMIT 7")).hasSize(7);
  }

  @Test
  void limitBeyondTheEndIsNone() {
    library("books", "id STRING", "");
    assertThat(texts("SELECT id FROM t LIMIT 100000"))
        .containsExactlyInAnyOrderElementsOf(LibrarySource.allOf("books", 70));
  }

  @Test
  void readingGoesOnFromAState() {
    String state =
        JsonNodeFactory.instance
            .arrayNode()
            .add(
                ExactJson.MAPPER.readTree(
                    """
                    {"type":"STREAM","stream":{"stream_descriptor":{"name":"letters"},\
                    "stream_state":{"after":"60"}}}\
                    """))
            .toString();
    library("letters", "id STRING", ", 'state'='" + state + "'");
    assertThat(texts("SELECT id FROM t"))
        .containsExactlyInAnyOrderElementsOf(LibrarySource.allOf("letters", 70).subList(60, 70));
  }

  @Test
  void valueThatDoesNotFitIsNamedOrNull() {
    String note = "{\"id\":\"a\",\"n\":\"" + TOKEN + "\"}";
    notes("id STRING, n INT", "", note);
    assertThatThrownBy(() -> rows("SELECT * FROM t"))
        .hasStackTraceContaining("stream 'notes': field 'n' is a text, which type INT cannot hold");
    tables.executeSql("DROP TABLE t");
    notes("id STRING, n INT", ", 'misfits'='null'", note);
    assertThat(rows("SELECT * FROM t")).containsExactly(Row.of("a", null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dev.javacdk.flink.TableNotesSource | note | id STRING | | reads stream 'note', which this source does not have",
        "dev.javacdk.flink.NoteSource | notes | id STRING | | there is no class dev.javacdk.flink.NoteSource",
        "java.lang.String | notes | id STRING | | class java.lang.String does not implement dev.javacdk.api.Source",
        "dev.javacdk.flink.TableNotesSource | notes | id BYTES | | column 'id' is of type BYTES, which no value of JSON is",
        "dev.javacdk.flink.TableNotesSource | notes | id MAP<INT, INT> | | the keys of an object are STRING",
        "dev.javacdk.flink.TableNotesSource | notes | a STRING, PRIMARY KEY (a) NOT ENFORCED | | its primary key is (a), but that of stream 'notes' is (id)",
        "dev.javacdk.flink.TableNotesSource | notes | id STRING | , 'stat'='' | there is no option 'stat'",
      })
  void mistakeIsNamedWithoutTheConfig(
      String source, String stream, String columns, String more, String words) {
    create(
        source,
        stream,
        columns,
        "{\"notes\":\"{}\",\"token\":\"" + TOKEN + "\"}",
        more == null ? "" : more);
    Throwable failure = catchThrowable(() -> rows("SELECT * FROM t"));
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString())
        .contains("table default_catalog.default_database.t: ")
        .contains(words)
        .doesNotContain(TOKEN);
  }

  @Test
  void missingOptionIsNamed() {
    tables.executeSql(
        "CREATE TABLE t (id STRING) WITH ('connector'='javacdk', 'source'='x', 'stream'='y')");
    assertThatThrownBy(() -> rows("SELECT * FROM t"))
        .hasMessageContaining("the table lacks the option 'config'");
  }

  @Test
  void planHasNoSecrets() {
    notes("id STRING", "", "{}");
    assertThat(tables.explainSql("SELECT * FROM t")).contains("t").doesNotContain(TOKEN);
  }
}
