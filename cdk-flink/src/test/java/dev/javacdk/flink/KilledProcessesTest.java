package dev.javacdk.flink;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.testkit.hubspot.HubSpotApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes of a cluster get SIGKILL while they read over HTTP into files, at moments that a seed
 * says: by how many requests came since the last one.
 */
class KilledProcessesTest {

  private static final int LEAST = 100;
  private static final int SPREAD = 250;
  private static final int WITHIN_SECONDS = 120;
  @TempDir Path folder;

  @Test
  @Tag("full")
  void everyRecordIsInTheFilesOnceThoughTwelveEnd() throws Exception {
    kill(3_500, 10, 2, 4711);
  }

  private void kill(int contacts, int taskManagers, int jobManagers, long seed) throws Exception {
    Random random = new Random(seed);
    List<Boolean> victims = new ArrayList<>(Collections.nCopies(taskManagers, false));
    victims.addAll(Collections.nCopies(jobManagers, true));
    Collections.shuffle(victims, random);
    Semaphore asked = new Semaphore(0);
    try (HubSpotApi crm = crm(contacts);
        ProcessCluster cluster =
            new ProcessCluster(folder.resolve("flink"), how -> job(crm.baseUrl(), how))) {
      crm.api().onRequest(request -> asked.release());
      cluster.start();
      for (boolean isJobManager : victims) {
        int requests = LEAST + random.nextInt(SPREAD);
        asked.drainPermits();
        await("requests go on", cluster, () -> asked.tryAcquire(requests, 200, MILLISECONDS));
        if (isJobManager) {
          cluster.killJobManager();
        } else {
          cluster.killTaskManager(random.nextInt(ProcessCluster.TASK_MANAGERS));
        }
      }
      await("the job ends", cluster, cluster::isFinished);
      assertThat(cluster.recoveries()).isGreaterThanOrEqualTo(jobManagers);
      assertThat(committed())
          .as("seed %s", seed)
          .containsExactlyElementsOf(allNotes(crm, contacts));
    }
  }

  /** Looks until it is so; a JobManager that ends meanwhile is replaced. */
  private static void await(String what, ProcessCluster cluster, Callable<Boolean> condition)
      throws Exception {
    long deadline = System.nanoTime() + SECONDS.toNanos(WITHIN_SECONDS);
    while (!condition.call()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      cluster.recoverIfEnded();
    }
  }

  private static HubSpotApi crm(int contacts) {
    return HubSpotApi.builder()
        .contacts(contacts)
        .notes(KilledProcessesTest::notesOf)
        .server(server -> server.latency(Duration.ofMillis(10)))
        .start();
  }

  private static long notesOf(long contact) {
    return contact % 6;
  }

  private JobGraph job(String baseUrl, Configuration how) {
    var env = StreamExecutionEnvironment.getExecutionEnvironment(how);
    env.setParallelism(3);
    env.setMaxParallelism(16);
    env.fromSource(
            ConnectorFlinkSource.of(NotesSource::new, NotesSource.config(baseUrl), "notes")
                .as(record -> record.data().path("id").asString(), Types.STRING),
            WatermarkStrategy.noWatermarks(),
            "crm")
        .uid("crm")
        .sinkTo(
            FileSink.forRowFormat(
                    new org.apache.flink.core.fs.Path(out().toUri()),
                    new SimpleStringEncoder<String>())
                .build())
        .uid("files");
    return env.getStreamGraph().getJobGraph();
  }

  private Path out() {
    return folder.resolve("out");
  }

  /** What is in the files that were committed: others have a name that begins with a dot. */
  private List<String> committed() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files =
        Files.find(out(), 2, (path, attributes) -> attributes.isRegularFile())) {
      for (Path file : files.filter(f -> !f.getFileName().toString().startsWith(".")).toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    Collections.sort(lines);
    return lines;
  }

  private static List<String> allNotes(HubSpotApi crm, int contacts) {
    return LongStream.range(0, contacts)
        .mapToObj(crm::notes)
        .flatMap(notes -> LongStream.range(0, notes.size()).mapToObj(notes::idOf))
        .sorted()
        .toList();
  }
}
