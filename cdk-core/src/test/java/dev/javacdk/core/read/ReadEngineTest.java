package dev.javacdk.core.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Connector;
import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.TestSource;
import dev.javacdk.core.run.Transcript;
import org.junit.jupiter.api.Test;

/** Without cdk-concurrent on the class path. */
class ReadEngineTest {

  private final Stream stream = Streams.paged("s", ReadingOneStreamContract.twoAPage(1));

  private static void assertNamesTheArtifact(Transcript run, int workers) {
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).hasSize(1);
    assertThat(run.errors().get(0))
        .startsWith(workers + " workers are asked for")
        .contains("add the artifact dev.javacdk:cdk-concurrent");
    assertThat(run.of("TRACE").get(0).at("/trace/error/failure_type").asString())
        .isEqualTo("config_error");
  }

  @Test
  void workersThatTheCodeAsksForNeedTheArtifact() {
    Connector<?> connector = Connector.of(new TestSource(stream)).workers(16);
    assertNamesTheArtifact(ConnectorRun.of(connector).readAll(null, stream), 16);
  }

  @Test
  void workersThatTheConfigAsksForNeedTheArtifact() {
    assertNamesTheArtifact(
        ConnectorRun.of(new TestSource(stream))
            .read("{\"_concurrency\":3}", ConnectorRun.catalogOf("s"), null),
        3);
  }
}
