package dev.javacdk.flink;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.highavailability.nonha.embedded.HaLeadershipControl;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** Two TaskManagers in this process. */
final class Cluster implements AutoCloseable {

  static final int TASK_MANAGERS = 2;

  private static @Nullable Cluster shared;

  private final MiniCluster cluster;
  private int managers = TASK_MANAGERS;

  private Cluster() throws Exception {
    Configuration config = new Configuration();
    config.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(16));
    config.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(16));
    config.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(8));
    config.set(RestOptions.BIND_PORT, "0");
    config.setString("metrics.reporter.seen.factory.class", SeenMetrics.class.getName());
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(config)
                .setHaServices(MiniCluster.HaServices.WITH_LEADERSHIP_CONTROL)
                .setNumTaskManagers(TASK_MANAGERS)
                .setNumSlotsPerTaskManager(2)
                .build());
    cluster.start();
  }

  /** One for all tests of a process. */
  static synchronized Cluster shared() throws Exception {
    Cluster running = shared;
    if (running == null) {
      running = new Cluster();
      Runtime.getRuntime().addShutdownHook(new Thread(running::close));
      shared = running;
    }
    return running;
  }

  /** One for a test that may harm it. */
  static Cluster own() throws Exception {
    return new Cluster();
  }

  /** Whether it was not ended, nor has ended itself. */
  boolean isRunning() {
    return cluster.isRunning();
  }

  /** Has whoever takes a config send jobs here. */
  Configuration remote() throws Exception {
    URI address = cluster.getRestAddress().get(30, TimeUnit.SECONDS);
    Configuration config = new Configuration();
    config.set(DeploymentOptions.TARGET, "remote");
    config.set(RestOptions.ADDRESS, address.getHost());
    config.set(RestOptions.PORT, address.getPort());
    return config;
  }

  /** How a job runs. */
  record Run(int parallelism, Duration checkpoints, int restarts, String savepoint) {

    static Run of(int parallelism) {
      return new Run(parallelism, Duration.ofMillis(100), 1_000, "");
    }

    Run restarts(int most) {
      return new Run(parallelism, checkpoints, most, savepoint);
    }

    Run from(String path) {
      return new Run(parallelism, checkpoints, restarts, path);
    }

    Run checkpoints(Duration every) {
      return new Run(parallelism, every, restarts, savepoint);
    }
  }

  JobID start(ConnectorFlinkSource<String> source, Run run) throws Exception {
    return start(source, run, new CommittedSink());
  }

  JobID start(ConnectorFlinkSource<String> source, Run run, Sink<String> sink) throws Exception {
    StreamExecutionEnvironment env = env(run);
    env.fromSource(source, WatermarkStrategy.noWatermarks(), "library")
        .uid("library")
        .sinkTo(sink)
        .uid("shown");
    return submit(env);
  }

  /** For a job that runs so. */
  static StreamExecutionEnvironment env(Run run) {
    Configuration config = new Configuration();
    config.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    config.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, run.restarts());
    config.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    if (!run.checkpoints().isZero()) {
      config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, run.checkpoints());
      // One that waits for a TaskManager that has ended would hold back all others for ten minutes.
      config.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofSeconds(3));
      config.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
    }
    if (!run.savepoint().isEmpty()) {
      config.set(StateRecoveryOptions.SAVEPOINT_PATH, run.savepoint());
    }
    var env = StreamExecutionEnvironment.getExecutionEnvironment(config);
    env.setParallelism(run.parallelism());
    env.setMaxParallelism(16);
    return env;
  }

  JobID submit(StreamExecutionEnvironment env) throws Exception {
    JobGraph graph = env.getStreamGraph().getJobGraph();
    cluster.submitJob(graph).get(30, TimeUnit.SECONDS);
    return graph.getJobID();
  }

  JobResult result(JobID job) throws Exception {
    return cluster.requestJobResult(job).get(120, TimeUnit.SECONDS);
  }

  void run(ConnectorFlinkSource<String> source, Run run) throws Exception {
    result(start(source, run)).toJobExecutionResult(Cluster.class.getClassLoader());
  }

  String stopWithSavepoint(JobID job, Path folder) throws Exception {
    return cluster
        .stopWithSavepoint(job, folder.toUri().toString(), false, SavepointFormatType.CANONICAL)
        .get(60, TimeUnit.SECONDS);
  }

  void cancel(JobID job) throws Exception {
    cluster.cancelJob(job).get(30, TimeUnit.SECONDS);
    result(job);
  }

  /** Ends every job that still runs: it would keep its slots. */
  void cancelAll() throws Exception {
    for (JobStatusMessage job : cluster.listJobs().get(30, TimeUnit.SECONDS)) {
      if (!job.getJobState().isGloballyTerminalState()) {
        cancel(job.getJobId());
      }
    }
  }

  /** A savepoint of a job that goes on. */
  String savepoint(JobID job, Path folder) throws Exception {
    return cluster
        .triggerSavepoint(job, folder.toUri().toString(), false, SavepointFormatType.CANONICAL)
        .get(60, TimeUnit.SECONDS);
  }

  /** The JobManager of a job ends, and another takes it over. */
  void failOver(JobID job) throws Exception {
    HaLeadershipControl leader = cluster.getHaLeadershipControl().orElseThrow();
    leader.revokeJobMasterLeadership(job).get(30, TimeUnit.SECONDS);
    leader.grantJobMasterLeadership(job).get(30, TimeUnit.SECONDS);
  }

  /** Ends a TaskManager in mid-work, and has another take its place. */
  void killOne() throws Exception {
    cluster.terminateTaskManager(managers - TASK_MANAGERS).get(30, TimeUnit.SECONDS);
    cluster.startTaskManager();
    managers++;
  }

  @Override
  public void close() {
    cluster.closeAsync().join();
  }
}
