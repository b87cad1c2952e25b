package dev.javacdk.flink;

import java.net.URL;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.testframe.environment.ClusterControllable;
import org.apache.flink.connector.testframe.environment.MiniClusterTestEnvironment;
import org.apache.flink.connector.testframe.environment.TestEnvironment;
import org.apache.flink.connector.testframe.external.ExternalContextFactory;
import org.apache.flink.connector.testframe.external.ExternalSystemSplitDataWriter;
import org.apache.flink.connector.testframe.external.source.DataStreamSourceExternalContext;
import org.apache.flink.connector.testframe.external.source.TestingSourceSettings;
import org.apache.flink.connector.testframe.junit.annotations.TestContext;
import org.apache.flink.connector.testframe.junit.annotations.TestEnv;
import org.apache.flink.connector.testframe.junit.annotations.TestSemantics;
import org.apache.flink.connector.testframe.testsuites.SourceTestSuiteBase;
import org.apache.flink.core.execution.CheckpointingMode;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.TestTemplate;

/** What Flink asks of any source. */
class FlinkSourceSuiteTest extends SourceTestSuiteBase<String> {

  private static final String UNBOUNDED = "asks for a source without an end, which a sync is not";

  @TestEnv MiniClusterTestEnvironment cluster = new MiniClusterTestEnvironment();

  @TestSemantics
  CheckpointingMode[] semantics = {CheckpointingMode.EXACTLY_ONCE, CheckpointingMode.AT_LEAST_ONCE};

  @TestContext ExternalContextFactory<Rows> rows = name -> new Rows();

  /** A store of its own for each test; what is written at a time is a partition. */
  static final class Rows implements DataStreamSourceExternalContext<String> {

    private final String store = UUID.randomUUID().toString();

    @Override
    public Source<String, ?, ?> createSource(TestingSourceSettings settings) {
      if (settings.getBoundedness() != Boundedness.BOUNDED) {
        throw new UnsupportedOperationException(UNBOUNDED);
      }
      return ConnectorFlinkSource.of(RowsSource::new, "{\"store\":\"" + store + "\"}", "rows")
          .as(record -> record.data().path("text").asString(), Types.STRING);
    }

    @Override
    public ExternalSystemSplitDataWriter<String> createSourceSplitDataWriter(
        TestingSourceSettings settings) {
      return new ExternalSystemSplitDataWriter<>() {
        @Override
        public void writeRecords(List<String> texts) {
          RowsSource.write(store, texts);
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

  @Override
  @TestTemplate
  @Disabled(UNBOUNDED + "; SavepointTest has it of a sync")
  public void testSavepoint(
      TestEnvironment env,
      DataStreamSourceExternalContext<String> context,
      CheckpointingMode semantic) {}

  @Override
  @TestTemplate
  @Disabled(UNBOUNDED + "; SavepointTest has it of a sync")
  public void testScaleUp(
      TestEnvironment env,
      DataStreamSourceExternalContext<String> context,
      CheckpointingMode semantic) {}

  @Override
  @TestTemplate
  @Disabled(UNBOUNDED + "; SavepointTest has it of a sync")
  public void testScaleDown(
      TestEnvironment env,
      DataStreamSourceExternalContext<String> context,
      CheckpointingMode semantic) {}

  @Override
  @TestTemplate
  @Disabled(UNBOUNDED)
  public void testSourceMetrics(
      TestEnvironment env,
      DataStreamSourceExternalContext<String> context,
      CheckpointingMode semantic) {}

  @Override
  @TestTemplate
  @Disabled(UNBOUNDED + "; KilledClusterTest has it of a sync")
  public void testTaskManagerFailure(
      TestEnvironment env,
      DataStreamSourceExternalContext<String> context,
      ClusterControllable controller,
      CheckpointingMode semantic) {}
}
