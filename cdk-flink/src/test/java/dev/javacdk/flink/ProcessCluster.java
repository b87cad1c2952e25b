package dev.javacdk.flink;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;

/**
 * A JobManager and two TaskManagers, each a process of its own on this test's class path, and one
 * job. A JobManager that ends forgets the job: its successor is given it anew, from the newest
 * checkpoint.
 */
final class ProcessCluster implements AutoCloseable {

  static final int TASK_MANAGERS = 2;
  private static final long WITHIN_SECONDS = 60;

  private final Path folder;
  private final Function<Configuration, JobGraph> job;
  private final Configuration config;
  private final RestClusterClient<StandaloneClusterId> client;
  private final List<Process> members = new ArrayList<>();
  private JobID id = new JobID();
  private int processes;
  private int recoveries;

  /**
   * Nothing runs yet.
   *
   * @param folder for all that it writes
   * @param job by how it is to be run
   */
  ProcessCluster(Path folder, Function<Configuration, JobGraph> job) throws Exception {
    this.folder = folder;
    this.job = job;
    Files.createDirectories(folder.resolve("tmp"));
    Map<String, String> settings = settings();
    List<String> lines = new ArrayList<>();
    settings.forEach((key, value) -> lines.add(key + ": \"" + value + "\""));
    Files.write(folder.resolve("config.yaml"), lines);
    config = Configuration.fromMap(settings);
    client = new RestClusterClient<>(config, StandaloneClusterId.getInstance());
  }

  /** Starts it, and the job. */
  void start() throws Exception {
    members.add(start(StandaloneSessionClusterEntrypoint.class));
    for (int i = 0; i < TASK_MANAGERS; i++) {
      members.add(start(TaskManagerRunner.class));
    }
    id = submit(config);
  }

  private Map<String, String> settings() throws IOException {
    Map<String, String> settings = new TreeMap<>();
    settings.put("jobmanager.rpc.address", "127.0.0.1");
    settings.put("jobmanager.rpc.port", freePort());
    settings.put("rest.address", "127.0.0.1");
    settings.put("rest.port", freePort());
    settings.put("rest.retry.delay", "200ms");
    settings.put("rest.retry.max-attempts", "1000");
    settings.put("taskmanager.host", "127.0.0.1");
    settings.put("taskmanager.numberOfTaskSlots", "2");
    settings.put("taskmanager.cpu.cores", "1");
    settings.put("taskmanager.memory.task.heap.size", "64m");
    settings.put("taskmanager.memory.task.off-heap.size", "0");
    settings.put("taskmanager.memory.managed.size", "8m");
    settings.put("taskmanager.memory.framework.heap.size", "64m");
    settings.put("taskmanager.memory.framework.off-heap.size", "64m");
    settings.put("taskmanager.memory.jvm-metaspace.size", "96m");
    settings.put("taskmanager.memory.jvm-overhead.min", "64m");
    settings.put("taskmanager.memory.jvm-overhead.max", "64m");
    settings.put("taskmanager.memory.network.min", "16m");
    settings.put("taskmanager.memory.network.max", "16m");
    settings.put("heartbeat.interval", "300ms");
    settings.put("heartbeat.timeout", "10s");
    settings.put("io.tmp.dirs", folder.resolve("tmp").toString());
    settings.put("restart-strategy.type", "fixed-delay");
    settings.put("restart-strategy.fixed-delay.attempts", "1000");
    settings.put("restart-strategy.fixed-delay.delay", "100ms");
    settings.put("execution.checkpointing.interval", "200ms");
    settings.put("execution.checkpointing.dir", checkpoints().toUri().toString());
    settings.put(
        "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
    return settings;
  }

  private static String freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return String.valueOf(socket.getLocalPort());
    }
  }

  private Path checkpoints() {
    return folder.resolve("checkpoints");
  }

  private Process start(Class<?> role) throws IOException {
    File log = folder.resolve(++processes + "-" + role.getSimpleName() + ".log").toFile();
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Djava.io.tmpdir=" + folder.resolve("tmp"),
            "-cp",
            System.getProperty("java.class.path"),
            Member.class.getName(),
            role.getName(),
            "--configDir",
            folder.toString())
        .redirectErrorStream(true)
        .redirectOutput(log)
        .start();
  }

  private JobID submit(Configuration how) throws Exception {
    return client.submitJob(job.apply(how)).get(WITHIN_SECONDS, SECONDS);
  }

  /** Kills a TaskManager, and starts another in its place. */
  void killTaskManager(int which) throws Exception {
    replace(1 + which, TaskManagerRunner.class);
  }

  /** Kills the JobManager; another goes on with the job. */
  void killJobManager() throws Exception {
    replace(0, StandaloneSessionClusterEntrypoint.class);
    Configuration how = new Configuration(config);
    newestCheckpoint().ifPresent(path -> how.set(StateRecoveryOptions.SAVEPOINT_PATH, path));
    id = submit(how);
    recoveries++;
  }

  private void replace(int member, Class<?> role) throws Exception {
    members.get(member).destroyForcibly().onExit().get(WITHIN_SECONDS, SECONDS);
    members.set(member, start(role));
  }

  /**
   * Starts another JobManager where the last one has ended by itself: Flink may end it when a
   * TaskManager is killed while subtasks restart ("Some subtask gateway can be closed while others
   * cannot. There might be a bug here.").
   */
  void recoverIfEnded() throws Exception {
    if (!members.get(0).isAlive()) {
      killJobManager();
    }
  }

  /** The complete one of the highest number: who goes on from one counts on from it. */
  private Optional<String> newestCheckpoint() throws IOException {
    if (!Files.exists(checkpoints())) {
      return Optional.empty();
    }
    try (Stream<Path> files =
        Files.find(checkpoints(), 3, (path, a) -> path.endsWith("_metadata"))) {
      return files
          .map(Path::getParent)
          .max(Comparator.comparingLong(ProcessCluster::number))
          .map(path -> path.toUri().toString());
    }
  }

  private static long number(Path checkpoint) {
    return Long.parseLong(checkpoint.getFileName().toString().substring("chk-".length()));
  }

  /** How often the job was given to a JobManager that took over. */
  int recoveries() {
    return recoveries;
  }

  /** Whether the job is at its end. */
  boolean isFinished() throws Exception {
    try {
      JobStatus status = client.getJobStatus(id).get(1, SECONDS);
      if (status.isGloballyTerminalState() && status != JobStatus.FINISHED) {
        throw new IllegalStateException("the job is " + status);
      }
      return status == JobStatus.FINISHED;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  @Override
  public void close() {
    members.forEach(Process::destroyForcibly);
    members.forEach(process -> process.onExit().join());
    client.close();
  }

  /** The process itself: a role of Flink that ends with the test, however that ends. */
  static final class Member {

    private Member() {}

    /** Takes the class whose main is the role, and its arguments. */
    public static void main(String[] args) throws Exception {
      Thread parent = new Thread(Member::endWithParent, "parent");
      parent.setDaemon(true);
      parent.start();
      Class.forName(args[0])
          .getMethod("main", String[].class)
          .invoke(null, (Object) List.of(args).subList(1, args.length).toArray(new String[0]));
    }

    private static void endWithParent() {
      try {
        while (System.in.read() >= 0) {
          // Nothing is said; only the end counts.
        }
      } catch (IOException e) {
        // That is an end too.
      }
      Runtime.getRuntime().halt(1);
    }
  }
}
