package dev.javacdk.concurrent;

import dev.javacdk.core.config.KitSettings;
import dev.javacdk.core.page.StreamOutput;
import java.time.Duration;

/**
 * How many read, and how much may wait for the output. A value; safe for use by many threads.
 *
 * @param workers how many threads read
 * @param queueBytes how many bytes of records wait for the output at most; one batch beyond that
 *     waits alone
 * @param queueItems how many batches and messages of workers wait at most
 * @param pageBytes how much of a page each worker holds until it was read to its end; a larger page
 *     is handed over while it is being read
 * @param stallAfter how long a worker may give no sign before it is reported as stalled
 */
public record ConcurrentSettings(
    int workers, long queueBytes, int queueItems, int pageBytes, Duration stallAfter) {

  private static final long MIB = 1 << 20;
  private static final int MOST_WORKERS = 10_000;
  private static final int LEAST_PAGE = 256 << 10;
  private static final int ITEMS = 1_024;
  private static final Duration STALL = Duration.ofMinutes(5);

  /** Refuses numbers that make no sense. */
  public ConcurrentSettings {
    if (workers < 1 || workers > MOST_WORKERS) {
      throw new IllegalArgumentException(
          "workers must be between 1 and %d, not %d".formatted(MOST_WORKERS, workers));
    }
    requirePositive("queueBytes", queueBytes);
    requirePositive("queueItems", queueItems);
    requirePositive("pageBytes", pageBytes);
    if (stallAfter.isNegative() || stallAfter.isZero()) {
      throw new IllegalArgumentException("stallAfter must be positive, not " + stallAfter);
    }
  }

  private static void requirePositive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, not " + value);
    }
  }

  /** Two workers a core, since they mostly wait; buffers that fit the heap. */
  public static ConcurrentSettings defaults() {
    return from(KitSettings.none());
  }

  /** So many workers; buffers that fit the heap. */
  public static ConcurrentSettings of(int workers) {
    long heap = Runtime.getRuntime().maxMemory();
    long queue = Math.max(MIB, Math.min(64 * MIB, heap / 8));
    long page = heap / (8L * Math.max(1, workers));
    return new ConcurrentSettings(
        workers,
        queue,
        ITEMS,
        (int) Math.max(LEAST_PAGE, Math.min(StreamOutput.PAGE_BYTES, page)),
        STALL);
  }

  /** What an operator set in the config; the defaults where nothing is said. */
  public static ConcurrentSettings from(KitSettings settings) {
    ConcurrentSettings chosen = of(Math.min(MOST_WORKERS, settings.workers()));
    return settings.queueBytes().isPresent()
        ? chosen.queueBytes(settings.queueBytes().getAsLong())
        : chosen;
  }

  /** The same, with so many bytes of records waiting for the output at most. */
  public ConcurrentSettings queueBytes(long bytes) {
    return new ConcurrentSettings(workers, bytes, queueItems, pageBytes, stallAfter);
  }

  /** The same, with so many batches and messages waiting at most. */
  public ConcurrentSettings queueItems(int items) {
    return new ConcurrentSettings(workers, queueBytes, items, pageBytes, stallAfter);
  }

  /** The same, with so much of a page held until it was read to its end. */
  public ConcurrentSettings pageBytes(int bytes) {
    return new ConcurrentSettings(workers, queueBytes, queueItems, bytes, stallAfter);
  }

  /** The same, with a worker reported as stalled after this time. */
  public ConcurrentSettings stallAfter(Duration time) {
    return new ConcurrentSettings(workers, queueBytes, queueItems, pageBytes, time);
  }
}
