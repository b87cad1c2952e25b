package dev.javacdk.benchmarks.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a command to its end, or kills it after so many records, and measures it from outside.
 * Memory is looked up a hundred times a second where the system has {@code /proc}; elsewhere it is
 * 0.
 */
public final class Launch {

  private static final byte[] RECORD = "{\"type\":\"RECORD\"".getBytes(StandardCharsets.UTF_8);
  private static final byte[] STATE = "{\"type\":\"STATE\"".getBytes(StandardCharsets.UTF_8);

  private Launch() {}

  /**
   * What came of a run.
   *
   * @param seconds from start to end
   * @param cpuSeconds of all its threads, as the system last said before it ended
   * @param peakMiB the most memory that it had at once
   * @param records how many records it wrote; 0 unless they were read one by one
   * @param lastState its last complete STATE line; empty where there was none
   */
  public record Outcome(
      double seconds, double cpuSeconds, double peakMiB, long records, String lastState) {}

  /** Runs with the output going to a file, which is deleted. */
  public static Outcome toFile(List<String> command, Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "records", ".jsonl");
    try {
      return run(command, Redirect.to(file.toFile()), null);
    } finally {
      Files.delete(file);
    }
  }

  /** Runs with the output going to a pipe, whose reader throws it away. */
  public static Outcome toPipe(List<String> command) throws IOException {
    return run(command, Redirect.PIPE, new Lines(Long.MAX_VALUE, false));
  }

  /**
   * Runs with the output going to a pipe that is read line by line; kills it after so many records.
   */
  public static Outcome killedAfter(List<String> command, long records) throws IOException {
    return run(command, Redirect.PIPE, new Lines(records, true));
  }

  private static Outcome run(List<String> command, Redirect output, @Nullable Lines lines)
      throws IOException {
    Path errors = Files.createTempFile("launch", ".err");
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectOutput(output).redirectError(errors.toFile()).start();
    Peak peak = new Peak(process);
    peak.start();
    try {
      if (lines != null) {
        lines.read(process);
      }
      int exit = process.waitFor();
      double seconds = (System.nanoTime() - begun) / 1e9;
      if (exit != 0 && (lines == null || !lines.killed)) {
        throw new IOException(command + " ended with " + exit + ": " + Files.readString(errors));
      }
      return new Outcome(
          seconds,
          peak.cpuNanos / 1e9,
          peak.kib / 1024.0,
          lines == null ? 0 : lines.count,
          lines == null ? "" : lines.lastState);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
      Files.delete(errors);
    }
  }

  /** Looks up the peak of a process's memory, and its CPU time, until it ends. */
  private static final class Peak extends Thread {
    private final Process process;
    private volatile long kib;
    private volatile long cpuNanos;

    Peak(Process process) {
      super("peak");
      setDaemon(true);
      this.process = process;
    }

    @Override
    public void run() {
      Path status = Path.of("/proc/" + process.pid() + "/status");
      try {
        while (process.isAlive()) {
          for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmHWM:")) {
              kib = Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
          }
          process.info().totalCpuDuration().ifPresent(cpu -> cpuNanos = cpu.toNanos());
          Thread.sleep(10);
        }
      } catch (IOException | InterruptedException e) {
        // The process is gone, or the system does not tell.
      }
    }
  }

  /** Reads a process's output, in bytes or in lines. */
  private static final class Lines {
    private final long most;
    private final boolean inLines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long count;
    private String lastState = "";
    private boolean killed;

    Lines(long most, boolean inLines) {
      this.most = most;
      this.inLines = inLines;
    }

    void read(Process process) throws IOException {
      byte[] buffer = new byte[64 << 10];
      try (InputStream in = process.getInputStream()) {
        int length = in.read(buffer);
        while (length >= 0 && !killed) {
          if (inLines) {
            take(buffer, length, process);
          }
          length = killed ? -1 : in.read(buffer);
        }
      }
    }

    private void take(byte[] buffer, int length, Process process) {
      int from = 0;
      for (int i = 0; i < length && !killed; i++) {
        if (buffer[i] == '\n') {
          line.write(buffer, from, i - from);
          endOfLine(process);
          from = i + 1;
        }
      }
      line.write(buffer, from, length - from);
    }

    private void endOfLine(Process process) {
      byte[] bytes = line.toByteArray();
      line.reset();
      if (isState(bytes)) {
        lastState = new String(bytes, StandardCharsets.UTF_8);
      } else if (isRecord(bytes) && ++count == most) {
        killed = true;
        process.destroyForcibly();
      }
    }

    private static boolean isState(byte[] bytes) {
      return begins(bytes, STATE);
    }

    private static boolean isRecord(byte[] bytes) {
      return begins(bytes, RECORD);
    }

    private static boolean begins(byte[] bytes, byte[] with) {
      return bytes.length >= with.length
          && Arrays.equals(bytes, 0, with.length, with, 0, with.length);
    }
  }
}
