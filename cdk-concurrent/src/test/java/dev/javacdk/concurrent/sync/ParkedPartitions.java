package dev.javacdk.concurrent.sync;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Progress;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.concurrent.ConcurrentSettings;
import dev.javacdk.concurrent.coordinator.ConcurrentReadEngine;
import dev.javacdk.core.config.KitSettings;
import dev.javacdk.core.message.MessageSink;
import dev.javacdk.core.message.Messages;
import dev.javacdk.core.message.Redactor;
import dev.javacdk.core.read.LiveConfig;
import dev.javacdk.core.read.StopSignal;
import dev.javacdk.core.read.StreamPlan;
import dev.javacdk.core.read.Sync;
import dev.javacdk.core.state.StateManager;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * How much longer than the ideal do 20,000 partitions of 20 ms latency take on 100 workers, with a
 * parent of pages of 100 that takes 20 ms a page as well? The ideal is partitions * latency /
 * workers.
 *
 * <p>After {@code mvn -pl cdk-concurrent -am test-compile}, with the test class path of the module:
 * {@code java -cp ... dev.javacdk.concurrent.sync.ParkedPartitions 20000 100 20}
 */
public final class ParkedPartitions {

  private ParkedPartitions() {}

  public static void main(String[] args) {
    int partitions = Integer.parseInt(args[0]);
    int workers = Integer.parseInt(args[1]);
    Duration latency = Duration.ofMillis(Integer.parseInt(args[2]));
    double ideal = partitions * (latency.toNanos() / 1e9) / workers;
    for (int round = 0; round < 3; round++) {
      long begun = System.nanoTime();
      read(partitions, workers, latency);
      double seconds = (System.nanoTime() - begun) / 1e9;
      System.out.printf("%.2f s, ideal %.2f s, ratio %.3f%n", seconds, ideal, seconds / ideal);
    }
  }

  private static void read(int partitions, int workers, Duration latency) {
    StreamDefinition parents =
        Streams.paged(
            "parents",
            (slice, output, context) -> {
              LockSupport.parkNanos(latency.toNanos());
              long from = slice.cursor().number("after", 0);
              long to = Math.min(partitions, from + 100);
              for (long id = from; id < to; id++) {
                output.emit(JsonNodeFactory.instance.objectNode().put("id", id));
              }
              return to < partitions ? Progress.next("after", to) : Progress.complete();
            });
    StreamDefinition children =
        Streams.paged(
                "children",
                (slice, output, context) -> {
                  LockSupport.parkNanos(latency.toNanos());
                  output.emit(
                      JsonNodeFactory.instance
                          .objectNode()
                          .put("id", slice.partition().text("parent")));
                  return Progress.complete();
                })
            .partitions(Partitions.each(parents, "id").as("parent"));
    InstantSource clock = InstantSource.system();
    MessageSink sink = new MessageSink(OutputStream.nullOutputStream());
    Messages messages = new Messages(sink, new Redactor(), clock);
    Sync sync =
        new Sync(
            List.of(new StreamPlan(children, JsonNodeFactory.instance.objectNode())),
            messages,
            new StateManager(sink, clock),
            new LiveConfig(JsonNodeFactory.instance.objectNode(), messages),
            KitSettings.none(),
            false,
            new StopSignal(),
            clock);
    if (!new ConcurrentReadEngine(ConcurrentSettings.of(workers)).read(sync).isEmpty()) {
      throw new IllegalStateException("the stream failed");
    }
  }
}
