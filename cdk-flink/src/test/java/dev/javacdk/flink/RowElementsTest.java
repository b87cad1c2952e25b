package dev.javacdk.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.flink.Cluster.Run;
import dev.javacdk.flink.job.ConnectorFailure;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Elements that are rows of what a schema declares. */
@Timeout(120)
class RowElementsTest {

  private static final String SCHEMA =
      """
      {"type":"object","properties":{
        "id":{"type":"string"},
        "n":{"type":["null","integer"]},
        "price":{"type":"number"},
        "yes":{"type":"boolean"},
        "born":{"type":"string","format":"date"},
        "at":{"type":"string","format":"date-time"},
        "local":{"type":"string","format":"date-time","airbyte_type":"timestamp_without_timezone"},
        "tags":{"type":"array","items":{"type":"string"}},
        "times":{"type":"array","items":{"type":"string","format":"date-time"}},
        "homes":{"type":"array","items":{"type":"object","properties":{"zip":{"type":"integer"}}}},
        "home":{"type":"object","properties":{"city":{"type":"string"},"more":{"type":"object"}}},
        "any":{}
      }}
      """;

  @BeforeEach
  void clear() {
    CommittedSink.clear();
  }

  @AfterEach
  void cancel() throws Exception {
    Cluster.shared().cancelAll();
  }

  private static ConnectorFlinkSource<Row> rows(String schema, String... notes) {
    return ConnectorFlinkSource.of(
            TypedNotesSource::new, TypedNotesSource.config(schema, notes), "notes")
        .asRows();
  }

  private static void run(ConnectorFlinkSource<Row> source, boolean chained) throws Exception {
    StreamExecutionEnvironment env = Cluster.env(Run.of(1).restarts(0));
    env.configure(
        new Configuration()
            .set(PipelineOptions.OPERATOR_CHAINING, chained)
            .set(PipelineOptions.OBJECT_REUSE, true)
            .set(PipelineOptions.GENERIC_TYPES, false));
    env.fromSource(source, WatermarkStrategy.noWatermarks(), "notes")
        .map(row -> row.getField("id") + " = " + row.getField(0) + ": " + row)
        .returns(Types.STRING)
        .sinkTo(new CommittedSink());
    JobID job = Cluster.shared().submit(env);
    Cluster.shared().result(job).toJobExecutionResult(RowElementsTest.class.getClassLoader());
  }

  @Test
  void rowsHaveTheTypesOfTheSchema() throws Exception {
    ConnectorFlinkSource<Row> source =
        rows(
            SCHEMA,
            """
            {"id":"a","n":9223372036854775807,"price":12345678901234567890123456789012345678901.50,\
            "yes":true,"born":"2024-02-29","at":"2024-01-01T02:00:00.123456789+02:00",\
            "local":"2024-01-01T02:00","tags":["x",null],"times":["2024-01-01T00:00:00Z",null],\
            "homes":[{"zip":7},null],"home":{"city":"Ulm","more":{"a":[1.50]}},"any":{"b":[1]},\
            "other":1}\
            """,
            "{\"id\":\"b\",\"any\":\"text\"}");
    run(source, false);
    assertThat(CommittedSink.committed())
        .containsExactly(
            "a = a: +I[a, 9223372036854775807, 12345678901234567890123456789012345678901.50, true,"
                + " 2024-02-29, 2024-01-01T00:00:00.123456789Z, 2024-01-01T02:00, [x, null],"
                + " [2024-01-01T00:00:00Z, null], [+I[7], null], +I[Ulm, {\"a\":[1.50]}],"
                + " {\"b\":[1]}]",
            "b = b: +I[b, null, null, null, null, null, null, null, null, null, null, text]");
    assertThat(source.getProducedType())
        .isEqualTo(
            Types.ROW_NAMED(
                new String[] {
                  "id", "n", "price", "yes", "born", "at", "local", "tags", "times", "homes",
                  "home", "any"
                },
                Types.STRING,
                Types.LONG,
                Types.BIG_DEC,
                Types.BOOLEAN,
                Types.LOCAL_DATE,
                Types.INSTANT,
                Types.LOCAL_DATE_TIME,
                Types.OBJECT_ARRAY(Types.STRING),
                Types.OBJECT_ARRAY(Types.INSTANT),
                Types.OBJECT_ARRAY(Types.ROW_NAMED(new String[] {"zip"}, Types.LONG)),
                Types.ROW_NAMED(new String[] {"city", "more"}, Types.STRING, Types.STRING),
                Types.STRING));
  }

  @Test
  void fieldsHaveNamesWhereNothingTravels() throws Exception {
    run(rows(SCHEMA, "{\"id\":\"a\"}"), true);
    assertThat(CommittedSink.committed()).singleElement().asString().startsWith("a = a: ");
  }

  @Test
  void valueThatTheSchemaDoesNotKnowIsNamed() {
    ConnectorFlinkSource<Row> source = rows(SCHEMA, "{\"id\":\"a\",\"homes\":[{\"zip\":1.5}]}");
    assertThatThrownBy(() -> run(source, true))
        .hasStackTraceContaining(
            "stream 'notes': field 'homes[].zip' is a number, which type Long cannot hold: correct"
                + " the schema, or read the stream asObjects()");
  }

  @Test
  void whatHasNoRowsIsRefused() {
    assertThatThrownBy(() -> rows("{\"type\":\"object\"}"))
        .isInstanceOf(ConnectorFailure.class)
        .hasMessage(
            "stream 'notes' declares no properties, of which rows could be: give it a schema, or"
                + " read it asObjects()");
    assertThatThrownBy(() -> ReadingInAClusterTest.source(1, "books", "letters").asRows())
        .hasMessage("rows are of one stream, not of books, letters");
  }
}
