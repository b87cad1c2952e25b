package dev.javacdk.core.terminal;

import com.google.common.primitives.Ints;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether people look at what this process writes, and how much fits on a line. {@link
 * System#console} does not tell: it looks at standard input as well, and on newer Java machines
 * there is always one.
 *
 * @param stdout whether standard output is a terminal
 * @param stderr whether standard error is one
 * @param width how many columns it has
 */
public record Terminal(boolean stdout, boolean stderr, int width) {

  private static final int WIDTH = 80;
  private static final int LEAST = 20;
  private static final int WIDE = 1_000_000;
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final Pattern DEVICE = Pattern.compile("/dev/(pts/.*|tty.*|console|vc/.*)");

  /** None: output goes into a file, a pipe, or nowhere. */
  public static Terminal none() {
    return new Terminal(false, false, WIDTH);
  }

  /** That of this process. Starts a short process where one has to be asked. */
  public static Terminal ofProcess() {
    boolean stdout = isTerminal(1);
    boolean stderr = isTerminal(2);
    return new Terminal(stdout, stderr, stdout || stderr ? columns() : WIDTH);
  }

  /** How wide lines of standard output may be: where nobody looks, nothing is cut. */
  public int widthOfStdout() {
    return stdout ? width : WIDE;
  }

  private static boolean isTerminal(int descriptor) {
    if (Files.isDirectory(DESCRIPTORS)) {
      try {
        Path target = Files.readSymbolicLink(DESCRIPTORS.resolve(Integer.toString(descriptor)));
        return DEVICE.matcher(target.toString()).matches();
      } catch (IOException e) {
        return false;
      }
    }
    ProcessBuilder test =
        new ProcessBuilder("test", "-t", Integer.toString(descriptor))
            .redirectOutput(Redirect.INHERIT)
            .redirectError(Redirect.INHERIT);
    return said(test) != null;
  }

  private static int columns() {
    Integer told = Ints.tryParse(System.getenv().getOrDefault("COLUMNS", ""));
    String said = told == null ? said(stty()) : null;
    if (said != null) {
      String[] rowsAndColumns = said.strip().split(" ", -1);
      told = Ints.tryParse(rowsAndColumns[rowsAndColumns.length - 1]);
    }
    return told == null || told < LEAST ? WIDTH : told;
  }

  private static ProcessBuilder stty() {
    return new ProcessBuilder("stty", "size").redirectInput(Path.of("/dev/tty").toFile());
  }

  /** What a process wrote that ended well; null where it did not. */
  private static @Nullable String said(ProcessBuilder builder) {
    try {
      Process process = builder.start();
      try {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor(1, TimeUnit.SECONDS) && process.exitValue() == 0 ? said : null;
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
