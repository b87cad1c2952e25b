package dev.javacdk.flink;

import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.testframe.environment.MiniClusterTestEnvironment;
import org.apache.flink.connector.testframe.external.ExternalContextFactory;
import org.apache.flink.connector.testframe.external.ExternalSystemSplitDataWriter;
import org.apache.flink.connector.testframe.external.source.DataStreamSourceExternalContext;
import org.apache.flink.connector.testframe.external.source.TestingSourceSettings;
import org.apache.flink.connector.testframe.junit.annotations.TestContext;
import org.apache.flink.connector.testframe.junit.annotations.TestEnv;
import org.apache.flink.connector.testframe.junit.annotations.TestSemantics;
import org.apache.flink.connector.testframe.testsuites.SourceTestSuiteBase;
import org.apache.flink.core.execution.CheckpointingMode;
import org.junit.jupiter.api.Tag;

/** What Flink asks of any source. */
@Tag("full")
class FlinkSourceSuiteTest extends SourceTestSuiteBase<String> {

  @TestEnv MiniClusterTestEnvironment cluster = new MiniClusterTestEnvironment();

  /** The readers know nothing of it: the weaker one is nothing else to them. */
  @TestSemantics CheckpointingMode[] semantics = {CheckpointingMode.EXACTLY_ONCE};

  @TestContext ExternalContextFactory<Rows> rows = name -> new Rows();

  /** A store of its own for each test; a writer's rows are a partition. */
  static final class Rows implements DataStreamSourceExternalContext<String> {

    private final String store = UUID.randomUUID().toString();

    @Override
    public Source<String, ?, ?> createSource(TestingSourceSettings settings) {
      ConnectorFlinkSource<String> source =
          ConnectorFlinkSource.of(RowsSource::new, "{\"store\":\"" + store + "\"}", "rows")
              .as(record -> record.data().path("text").asString(), Types.STRING);
      return settings.getBoundedness() == Boundedness.BOUNDED
          ? source
          : source.every(Duration.ofMillis(100));
    }

    @Override
    public ExternalSystemSplitDataWriter<String> createSourceSplitDataWriter(
        TestingSourceSettings settings) {
      int shard = RowsSource.shard(store);
      return new ExternalSystemSplitDataWriter<>() {
        @Override
        public void writeRecords(List<String> texts) {
          RowsSource.write(store, shard, texts);
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public List<String> generateTestData(TestingSourceSettings settings, int split, long seed) {
      int rows = 50 + new Random(seed).nextInt(50);
      return IntStream.range(0, rows).mapToObj(row -> split + "-" + row + "-" + seed).toList();
    }

    @Override
    public TypeInformation<String> getProducedType() {
      return Types.STRING;
    }

    @Override
    public List<URL> getConnectorJarPaths() {
      return List.of();
    }

    @Override
    public void close() {
      RowsSource.drop(store);
    }
  }
}
