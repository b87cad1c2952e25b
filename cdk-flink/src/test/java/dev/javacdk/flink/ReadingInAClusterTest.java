package dev.javacdk.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.javacdk.flink.Cluster.Run;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job that nothing happens to. */
class ReadingInAClusterTest {

  @BeforeEach
  void clear() {
    CommittedSink.clear();
    Library.open(n -> {});
  }

  static ConnectorFlinkSource<String> source(int shelves, String... streams) {
    return ConnectorFlinkSource.of(LibrarySource::new, LibrarySource.config(shelves), streams)
        .as(record -> record.data().path("id").asString(), Types.STRING);
  }

  @ParameterizedTest
  @ValueSource(longs = {100, 0})
  void everyRecordIsThereOnce(long checkpoints) throws Exception {
    String[] streams = {
      "shelves", "letters", "books", "chapters", "loans", "visits", "posters", "stamps"
    };
    Cluster.shared()
        .run(source(70, streams), Run.of(4).checkpoints(Duration.ofMillis(checkpoints)));
    List<String> all = new ArrayList<>();
    for (String stream : streams) {
      all.addAll(LibrarySource.allOf(stream, 70));
    }
    assertThat(CommittedSink.written()).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void partitionThatFailsHoldsBackNoOther() throws Exception {
    Library.breakPages("15.@3");
    Throwable failure =
        catchThrowable(() -> Cluster.shared().run(source(70, "books"), Run.of(4).restarts(0)));
    assertThat(failure)
        .hasStackTraceContaining("stream 'books': 1 of its partitions failed")
        .hasStackTraceContaining("page 15.@3 is torn out");
    List<String> all = new ArrayList<>(LibrarySource.allOf("books", 70));
    all.removeAll(List.of("15.3", "15.4", "15.5", "15.6"));
    assertThat(CommittedSink.written()).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void partitionThatFailedIsTriedAgainByARestart() throws Exception {
    Library.breakPages("15.@3");
    Library.mendAfter(1);
    Cluster.shared().run(source(70, "books"), Run.of(4));
    assertThat(CommittedSink.committed())
        .containsExactlyInAnyOrderElementsOf(LibrarySource.allOf("books", 70));
  }

  @Test
  void noSecretIsSaid() throws Exception {
    Library.breakPages("0.@0");
    ConnectorFlinkSource<String> source = source(20, "books");
    Throwable failure = catchThrowable(() -> Cluster.shared().run(source, Run.of(2).restarts(0)));
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).contains("is torn out, says ****").doesNotContain("open-sesame");
    assertThat(source.toString()).contains("books").doesNotContain("open-sesame");
  }

  @Test
  void streamThatTheSourceLacksIsNamed() {
    assertThatThrownBy(() -> Cluster.shared().run(source(20, "boks"), Run.of(1).restarts(0)))
        .hasStackTraceContaining("the job reads stream 'boks', which this source does not have")
        .hasStackTraceContaining("did you mean 'books'?");
  }
}
