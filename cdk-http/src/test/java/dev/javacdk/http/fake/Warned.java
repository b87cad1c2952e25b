package dev.javacdk.http.fake;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps what the module warns of while it is open. */
public final class Warned extends Handler implements AutoCloseable {

  private static final Logger MODULE = Logger.getLogger("dev.javacdk.http");

  public final List<String> lines = Collections.synchronizedList(new ArrayList<>());

  public Warned() {
    MODULE.addHandler(this);
    MODULE.setUseParentHandlers(false);
  }

  @Override
  public void publish(LogRecord line) {
    if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
      lines.add(line.getMessage());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    MODULE.removeHandler(this);
    MODULE.setUseParentHandlers(true);
  }
}
