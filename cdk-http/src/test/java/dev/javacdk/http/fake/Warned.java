package dev.javacdk.http.fake;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps what the module logs while it is open: from warnings on, or all of it. */
public final class Warned extends Handler implements AutoCloseable {

  private static final Logger MODULE = Logger.getLogger("dev.javacdk.http");

  public final List<String> lines = Collections.synchronizedList(new ArrayList<>());

  public Warned() {
    this(Level.WARNING);
  }

  private Warned(Level from) {
    setLevel(from);
    MODULE.setLevel(from);
    MODULE.addHandler(this);
    MODULE.setUseParentHandlers(false);
  }

  /** Keeps everything, down to what only a developer reads. */
  public static Warned ofEverything() {
    return new Warned(Level.ALL);
  }

  @Override
  public void publish(LogRecord line) {
    if (isLoggable(line)) {
      lines.add(line.getMessage());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    MODULE.removeHandler(this);
    MODULE.setLevel(null);
    MODULE.setUseParentHandlers(true);
  }
}
