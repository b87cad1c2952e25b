package dev.javacdk.api.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.AbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LocationAwareLogger;

/** Makes a line's text, takes the secrets out of it, and hands it on. Safe for many threads. */
final class SafeLogger extends AbstractLogger {

  private static final long serialVersionUID = 1L;

  /** Where whoever logs has called, as those see it who say the line of code. */
  private static final String CALLED = AbstractLogger.class.getName();

  private final transient Logger target;

  SafeLogger(Logger target) {
    this.target = target;
    this.name = target.getName();
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      String pattern,
      Object @Nullable [] arguments,
      @Nullable Throwable failure) {
    String text = SafeLogs.redact(MessageFormatter.basicArrayFormat(pattern, arguments));
    Throwable shown = failure;
    if (failure != null) {
      String trace = trace(failure);
      String safe = SafeLogs.redact(trace);
      if (!safe.equals(trace)) {
        // Nobody can change the message of a failure: it is told as text.
        text = text + "\n" + safe;
        shown = null;
      }
    }
    if (target instanceof LocationAwareLogger aware) {
      aware.log(marker, CALLED, level.toInt(), text, null, shown);
    } else {
      switch (level) {
        case ERROR -> target.error(marker, text, shown);
        case WARN -> target.warn(marker, text, shown);
        case INFO -> target.info(marker, text, shown);
        case DEBUG -> target.debug(marker, text, shown);
        case TRACE -> target.trace(marker, text, shown);
      }
    }
  }

  private static String trace(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  @Override
  public boolean isTraceEnabled() {
    return target.isTraceEnabled();
  }

  @Override
  public boolean isTraceEnabled(Marker marker) {
    return target.isTraceEnabled(marker);
  }

  @Override
  public boolean isDebugEnabled() {
    return target.isDebugEnabled();
  }

  @Override
  public boolean isDebugEnabled(Marker marker) {
    return target.isDebugEnabled(marker);
  }

  @Override
  public boolean isInfoEnabled() {
    return target.isInfoEnabled();
  }

  @Override
  public boolean isInfoEnabled(Marker marker) {
    return target.isInfoEnabled(marker);
  }

  @Override
  public boolean isWarnEnabled() {
    return target.isWarnEnabled();
  }

  @Override
  public boolean isWarnEnabled(Marker marker) {
    return target.isWarnEnabled(marker);
  }

  @Override
  public boolean isErrorEnabled() {
    return target.isErrorEnabled();
  }

  @Override
  public boolean isErrorEnabled(Marker marker) {
    return target.isErrorEnabled(marker);
  }
}
