package dev.javacdk.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.flink.Cluster.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Elements have the time of their cursor, and watermarks are true. */
@Timeout(120)
class EventTimeTest {

  @BeforeEach
  void clear() {
    Diary.clear();
    Times.clear();
  }

  @AfterEach
  void cancel() throws Exception {
    Cluster.shared().cancelAll();
  }

  private static ConnectorFlinkSource<String> source(String... streams) {
    return ConnectorFlinkSource.of(DiarySource::new, "{}", streams)
        .as(record -> record.data().path("id").asString(), Types.STRING)
        .eventTime(Duration.ZERO);
  }

  static Stream<String> streams() {
    return Boolean.getBoolean("javacdk.full")
        ? Stream.of("entries", "windows", "byAuthor")
        : Stream.of("byAuthor");
  }

  @ParameterizedTest
  @MethodSource("streams")
  void noElementComesForTheFirstTimeBehindAWatermark(String stream) throws Exception {
    Diary.write("ann", 23);
    Cluster.shared().start(source(stream).every(Duration.ofMillis(200)), Run.of(2), new Times());
    for (int i = 0; i < 2; i++) {
      Instant before = Instant.now();
      Diary.write("bob", 7);
      Times.awaitWatermark(before.toEpochMilli());
    }
    Map<String, Times.Seen> first = new LinkedHashMap<>();
    Times.seen().forEach(seen -> first.putIfAbsent(seen.id(), seen));
    assertThat(first.keySet()).containsExactlyInAnyOrderElementsOf(Diary.ids());
    assertThat(first.values())
        .allSatisfy(element -> {
          assertThat(element.time())
              .isEqualTo(Objects.requireNonNull(Diary.timeOf(element.id())).toEpochMilli());
          assertThat(element.time()).isGreaterThan(element.watermark());
        });
  }

  @Test
  void watermarksMoveWithinAPassWhereTheStateSaysWhatWasRead() throws Exception {
    Instant old = Instant.now().minus(Duration.ofHours(12));
    Diary.write("ann", old);
    Diary.write("bob", old.plus(Duration.ofHours(5)));
    Diary.stick(old.plus(Duration.ofHours(10)));
    Diary.write("bob", old.plus(Duration.ofHours(11)));
    Cluster.shared().start(source("windows"), Run.of(2), new Times());
    Times.awaitWatermark(old.plus(Duration.ofHours(4)).toEpochMilli());
  }

  @Test
  void recordWithoutAValueHasTheTimeAtWhichItIsRead() throws Exception {
    long began = System.currentTimeMillis();
    Diary.write("ann", (Instant) null);
    Cluster.shared().result(Cluster.shared().start(source("entries"), Run.of(1), new Times()));
    assertThat(Times.seen())
        .singleElement()
        .satisfies(seen -> {
          assertThat(seen.time()).isBetween(began, System.currentTimeMillis());
        });
  }

  @Test
  void streamWithoutTimesIsRefused() {
    assertThatThrownBy(() -> Cluster.shared().run(source("authors"), Run.of(1).restarts(0)))
        .hasStackTraceContaining("stream 'authors' has no event time: it has no cursor");
    ConnectorFlinkSource<String> visits =
        ReadingInAClusterTest.source(1, "visits").eventTime(Duration.ZERO);
    assertThatThrownBy(() -> Cluster.shared().run(visits, Run.of(1).restarts(0)))
        .hasStackTraceContaining("stream 'visits' has no event time: its cursor, number 'n'");
  }
}
