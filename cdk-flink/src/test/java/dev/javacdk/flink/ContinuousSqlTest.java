package dev.javacdk.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams as tables of Flink SQL that have no end, and event time. */
@Timeout(120)
class ContinuousSqlTest {

  private final TableEnvironment tables;

  ContinuousSqlTest() throws Exception {
    Configuration config = Cluster.shared().remote();
    config.set(CoreOptions.DEFAULT_PARALLELISM, 2);
    config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
    config.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    tables =
        TableEnvironment.create(
            EnvironmentSettings.newInstance().inStreamingMode().withConfiguration(config).build());
    tables.getConfig().set("table.local-time-zone", "UTC");
  }

  @BeforeEach
  void clear() {
    Diary.clear();
  }

  @AfterEach
  void cancel() throws Exception {
    Cluster.shared().cancelAll();
  }

  private void create(String stream, String columns, String more) {
    tables.executeSql(
        "CREATE TABLE t (%s) WITH ('connector'='javacdk', 'source'='%s', 'stream'='%s', 'config'='{}'%s)"
            .formatted(columns, DiarySource.class.getName(), stream, more));
  }

  /** Of a job that is canceled behind the test. */
  private Iterator<Row> rows(String query) {
    return tables.executeSql(query).collect();
  }

  /** The next rows. Those that a pass gives again are among them. */
  private static List<Row> next(Iterator<Row> rows, int count) {
    List<Row> next = new ArrayList<>();
    while (next.size() < count) {
      next.add(rows.next());
    }
    return next;
  }

  private static void awaitIds(Iterator<Row> rows, Set<String> seen, int count) {
    while (seen.size() < count) {
      seen.add(String.valueOf(rows.next().getField(0)));
    }
  }

  @Tag("full")
  @Test
  void tableOfPassesHasWhatComesLater() {
    create("entries", "id STRING", ", 'every'='300 ms'");
    Diary.write("ann", 12);
    Set<String> seen = new TreeSet<>();
    Iterator<Row> rows = rows("SELECT id FROM t");
    awaitIds(rows, seen, 12);
    Diary.write("bob", 4);
    awaitIds(rows, seen, 16);
    assertThat(seen).containsExactlyElementsOf(Diary.ids());
  }

  @Tag("full")
  @Test
  void tableOfPassesIsReadUpToALimit() {
    create("entries", "id STRING", ", 'every'='300 ms'");
    Diary.write("ann", 2);
    Iterator<Row> rows = rows("SELECT id FROM t LIMIT 3");
    assertThat(next(rows, 2)).hasSize(2);
    Diary.write("bob", 4);
    assertThat(next(rows, 1)).hasSize(1);
  }

  @Tag("full")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "`at` TIMESTAMP_LTZ(3), WATERMARK FOR `at` AS SOURCE_WATERMARK() | , 'every'='300 ms'",
        "`at` TIMESTAMP(3), WATERMARK FOR `at` AS SOURCE_WATERMARK() | , 'every'='300 ms'",
        "`at` STRING, ts AS TO_TIMESTAMP_LTZ(UNIX_TIMESTAMP(`at`, 'yyyy-MM-dd''T''HH:mm:ssX'), 0), WATERMARK FOR ts AS SOURCE_WATERMARK() | , 'every'='300 ms'",
      })
  void windowEndsWithTheWatermarkOfTheSource(String columns, String more) {
    create("entries", "id STRING, " + columns, more + ", 'lateness'='1 s'");
    Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES).minusSeconds(3600);
    Diary.write("ann", minute.plusSeconds(1));
    Diary.write("ann", minute.plusSeconds(59));
    Diary.write("bob", minute.plusSeconds(60));
    String column = columns.contains("ts AS") ? "ts" : "`at`";
    Iterator<Row> rows =
        rows(
            """
            SELECT window_start, COUNT(DISTINCT id) FROM TABLE(
                TUMBLE(TABLE t, DESCRIPTOR(%s), INTERVAL '1' MINUTE))
            GROUP BY window_start, window_end
            """
                .formatted(column));
    LocalDateTime begin = LocalDateTime.ofInstant(minute, ZoneOffset.UTC);
    assertThat(next(rows, 2))
        .containsExactlyInAnyOrder(Row.of(begin, 2L), Row.of(begin.plusMinutes(1), 1L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "entries | `at` TIMESTAMP_LTZ(3), WATERMARK FOR `at` AS SOURCE_WATERMARK() | | SOURCE_WATERMARK() needs the option 'lateness'",
        "entries | `at` TIMESTAMP_LTZ(3), WATERMARK FOR `at` AS SOURCE_WATERMARK() | , 'lateness'='soon' | Could not parse value 'soon' for key 'lateness'",
        "entries | made TIMESTAMP_LTZ(3), WATERMARK FOR made AS SOURCE_WATERMARK() | , 'lateness'='1 s' | its watermark is that of column 'made', but SOURCE_WATERMARK() is that of the cursor of stream 'entries', 'at'",
        "authors | `at` TIMESTAMP_LTZ(3), WATERMARK FOR `at` AS SOURCE_WATERMARK() | , 'lateness'='1 s' | stream 'authors' has no event time: it has no cursor",
        "entries | id STRING | , 'every'='often' | Could not parse value 'often' for key 'every'",
        "entries | id STRING | , 'every'='0 s' | passes begin every so often, not every PT0S",
        "authors | id STRING | , 'every'='1 s' | nothing has a cursor of authors",
      })
  void mistakeIsNamed(String stream, String columns, String more, String words) {
    create(stream, columns, more == null ? "" : more);
    assertThatThrownBy(
            () -> {
              Iterator<Row> rows = rows("SELECT * FROM t");
              rows.next();
            })
        .hasStackTraceContaining(words);
  }
}
