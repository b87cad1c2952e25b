package dev.javacdk.http.settings;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a request may take before it is given up and sent again. Time in which the kit itself
 * does not read (its output is full) does not count. A value; each method returns a changed copy.
 *
 * @param connect until the connection stands
 * @param firstByte from there until the response's headers are in
 * @param idle without a single byte of the body
 * @param floor the least bytes a second, on the average of a window
 * @param window the time over which the floor is measured
 * @param whole for a request with its whole body; null: no bound
 */
public record Timeouts(
    Duration connect,
    Duration firstByte,
    Duration idle,
    long floor,
    Duration window,
    @Nullable Duration whole) {

  /**
   * 10 s to connect, 60 s to the first byte, 60 s of idle, 1 KB/s over 60 s, no bound on the whole.
   */
  public static final Timeouts DEFAULT =
      new Timeouts(
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          1000,
          Duration.ofSeconds(60),
          null);

  /** Refuses what is not positive. */
  public Timeouts {
    requirePositive("connect", connect);
    requirePositive("firstByte", firstByte);
    requirePositive("idle", idle);
    requirePositive("window", window);
    if (whole != null) {
      requirePositive("whole", whole);
    }
    if (floor < 0) {
      throw new IllegalArgumentException("floor must be at least 0 bytes a second, not " + floor);
    }
  }

  /** With this time to connect. */
  public Timeouts connect(Duration connect) {
    return new Timeouts(connect, firstByte, idle, floor, window, whole);
  }

  /** With this time to the first byte. */
  public Timeouts firstByte(Duration firstByte) {
    return new Timeouts(connect, firstByte, idle, floor, window, whole);
  }

  /** With this time without a byte. */
  public Timeouts idle(Duration idle) {
    return new Timeouts(connect, firstByte, idle, floor, window, whole);
  }

  /** With at least so many bytes a second, on the average of a window; 0: no floor. */
  public Timeouts floor(long bytesPerSecond, Duration window) {
    return new Timeouts(connect, firstByte, idle, bytesPerSecond, window, whole);
  }

  /** With this time for a request with its whole body. */
  public Timeouts whole(Duration whole) {
    return new Timeouts(connect, firstByte, idle, floor, window, whole);
  }

  /** The bound on the whole, where there is one. */
  public Optional<Duration> bound() {
    return Optional.ofNullable(whole);
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException("timeout '" + name + "' must be positive, not " + value);
    }
  }
}
