package dev.javacdk.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.flink.Cluster.Run;
import dev.javacdk.flink.json.ObjectNodeType;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Elements that are JSON objects, between the tasks of a job and in its states. */
@Timeout(120)
class ObjectElementsTest {

  @TempDir Path folder;

  @BeforeEach
  void clear() {
    CommittedSink.clear();
    Diary.clear();
  }

  @AfterEach
  void cancel() throws Exception {
    Cluster.shared().cancelAll();
  }

  @Test
  void objectsTravelAndAreRestoredFromASavepoint() throws Exception {
    Diary.write("ann", 3);
    JobID job = start(Run.of(1));
    CommittedSink.await(3);
    String savepoint = Cluster.shared().stopWithSavepoint(job, folder);
    assertThat(CommittedSink.committed())
        .contains(
            "seen {\"id\":\"ann.0\",\"at\":\"" + Diary.timeOf("ann.0") + "\",\"price\":1.50}");

    Diary.write("bob", 1);
    start(Run.of(1).from(savepoint));
    CommittedSink.await(7);
    assertThat(CommittedSink.committed())
        .contains(
            "restored {\"id\":\"ann.0\",\"at\":\"" + Diary.timeOf("ann.0") + "\",\"price\":1.50}");
  }

  private static JobID start(Run run) throws Exception {
    StreamExecutionEnvironment env = Cluster.env(run);
    // Each step is a task of its own, and nothing goes the way of Kryo.
    env.configure(
        new Configuration()
            .set(PipelineOptions.OPERATOR_CHAINING, false)
            .set(PipelineOptions.GENERIC_TYPES, false));
    env.fromSource(
            ConnectorFlinkSource.of(DiarySource::new, "{}", "entries")
                .asObjects()
                .every(Duration.ofMillis(300)),
            WatermarkStrategy.noWatermarks(),
            "diary")
        .uid("diary")
        .map(entry -> entry.put("price", new BigDecimal("1.50")))
        .returns(ObjectNodeType.INSTANCE)
        .flatMap(new Keeping())
        .uid("keeping")
        .sinkTo(new CommittedSink())
        .uid("shown");
    return Cluster.shared().submit(env);
  }

  /** Shows what comes, and once what was kept before. */
  private static final class Keeping
      implements FlatMapFunction<ObjectNode, String>, CheckpointedFunction {

    private static final long serialVersionUID = 1;

    private transient @Nullable ListState<ObjectNode> kept;
    private transient boolean isRestored;

    @Override
    public void flatMap(ObjectNode entry, Collector<String> out) throws Exception {
      if (isRestored) {
        isRestored = false;
        for (ObjectNode before : Objects.requireNonNull(kept).get()) {
          out.collect("restored " + before);
        }
      }
      Objects.requireNonNull(kept).add(entry);
      out.collect("seen " + entry);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {}

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      kept =
          context
              .getOperatorStateStore()
              .getListState(new ListStateDescriptor<>("kept", ObjectNodeType.INSTANCE));
      isRestored = context.isRestored();
    }
  }
}
