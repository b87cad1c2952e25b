package dev.javacdk.core.terminal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.javacdk.core.message.MessageLines;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Standard error, for people: what is said stays, and below it stand lines that change. Where it is
 * no terminal, nothing changes, and only what is said is there. Safe for use by many threads.
 */
public final class Screen {

  private static final String ERASE_BELOW = "\u001b[J";

  private final ReentrantLock lock = new ReentrantLock();
  private final Terminal terminal;

  @GuardedBy("lock")
  private final PrintStream out;

  @GuardedBy("lock")
  private List<String> changing = List.of();

  /** Writes to this stream. */
  public Screen(PrintStream out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Whether lines can change. */
  public boolean isLive() {
    return terminal.stderr();
  }

  /** How many columns a line has. */
  public int width() {
    return terminal.width();
  }

  /** Says a line, above those that change. */
  public void say(String line) {
    redraw(line + System.lineSeparator(), null);
  }

  /** Puts these lines in the place of those that change. None of them is wider than the screen. */
  public void show(List<String> lines) {
    if (isLive()) {
      redraw("", lines);
    }
  }

  /** The lines that change stay as they are; what is said from now on comes below. */
  public void settle() {
    lock.lock();
    try {
      changing = List.of();
    } finally {
      lock.unlock();
    }
  }

  private void redraw(String said, @Nullable List<String> next) {
    lock.lock();
    try {
      StringBuilder text = new StringBuilder();
      if (!changing.isEmpty()) {
        text.append("\u001b[%dF".formatted(changing.size())).append(ERASE_BELOW);
      }
      if (next != null) {
        changing = List.copyOf(next);
      }
      text.append(said);
      changing.forEach(line -> text.append(line).append(System.lineSeparator()));
      // In one write: half of it is never seen.
      out.print(text);
      out.flush();
    } finally {
      lock.unlock();
    }
  }

  /** A stream whose lines are said here. */
  public PrintStream stream() {
    return new PrintStream(new MessageLines(this::say), true, StandardCharsets.UTF_8);
  }
}
