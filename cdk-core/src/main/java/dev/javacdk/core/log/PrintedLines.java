package dev.javacdk.core.log;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.event.Level;

/**
 * A {@code System.out} whose lines become LOG messages: stdout belongs to the protocol (I11). Safe
 * for use by many threads.
 */
public final class PrintedLines extends OutputStream {

  private static final int LONGEST = 100_000;

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /** A print stream for {@code System.setOut}. */
  public static PrintStream stream() {
    return new PrintStream(new PrintedLines(), true, StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void write(int b) {
    if (b == '\n' || line.size() >= LONGEST) {
      say();
    }
    if (b != '\n' && b != '\r') {
      line.write(b);
    }
  }

  @Override
  public synchronized void close() {
    say();
  }

  private void say() {
    if (line.size() > 0) {
      String text = line.toString(StandardCharsets.UTF_8);
      line.reset();
      LogRoute.write(Level.INFO, text, null);
    }
  }
}
