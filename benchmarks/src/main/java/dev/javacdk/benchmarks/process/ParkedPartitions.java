package dev.javacdk.benchmarks.process;

import dev.javacdk.benchmarks.ConcurrentReadLoop;
import java.time.Duration;

/**
 * How much longer than the ideal do many partitions take that only wait, with a parent that waits
 * as long for each page of 100? The ideal is partitions * latency / workers.
 *
 * <pre>java -cp benchmarks/target/benchmarks.jar \
 *     dev.javacdk.benchmarks.process.ParkedPartitions 20000 20 100 3</pre>
 *
 * <p>The arguments are partitions, milliseconds, workers and rounds; a line of output is the
 * ideal's share of a round.
 */
public final class ParkedPartitions {

  private ParkedPartitions() {}

  public static void main(String[] args) {
    int partitions = Integer.parseInt(args[0]);
    Duration latency = Duration.ofMillis(Long.parseLong(args[1]));
    int workers = Integer.parseInt(args[2]);
    double ideal = (double) partitions * latency.toNanos() / workers;
    for (int round = 0; round < Integer.parseInt(args[3]); round++) {
      long begun = System.nanoTime();
      ConcurrentReadLoop.readParked(partitions, latency, workers);
      System.out.println(ideal / (System.nanoTime() - begun));
    }
  }
}
