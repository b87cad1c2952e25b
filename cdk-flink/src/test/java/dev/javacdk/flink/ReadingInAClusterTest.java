package dev.javacdk.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.flink.Cluster.Run;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job that nothing happens to. */
class ReadingInAClusterTest {

  private static Cluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = new Cluster();
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

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
  @ValueSource(strings = {"shelves", "books", "chapters", "letters"})
  void everyRecordIsThereOnce(String stream) throws Exception {
    cluster.run(source(70, stream), Run.of(4));
    assertThat(CommittedSink.committed())
        .containsExactlyInAnyOrderElementsOf(LibrarySource.allOf(stream, 70));
  }
}
