package dev.javacdk.api.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;

class SafeLogsTest {

  private final Lines lines = new Lines();
  private final Logger log = new SafeLogger(lines);
  private final Masking redactor = new Masking();

  /** Knows one secret. */
  private static final class Masking implements UnaryOperator<String> {
    @Override
    public String apply(String text) {
      return text.replace("rosebud", "****");
    }
  }

  /** A log of somebody else: what is below INFO does not count. */
  private static final class Lines extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;
    final transient List<String> said = new ArrayList<>();
    transient @Nullable Throwable failure;

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
      return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
        Level level,
        @Nullable Marker marker,
        String message,
        Object @Nullable [] arguments,
        @Nullable Throwable thrown) {
      said.add(level + " " + message);
      failure = thrown;
    }

    @Override
    public boolean isTraceEnabled() {
      return false;
    }

    @Override
    public boolean isDebugEnabled() {
      return false;
    }

    @Override
    public boolean isInfoEnabled() {
      return true;
    }

    @Override
    public boolean isWarnEnabled() {
      return true;
    }

    @Override
    public boolean isErrorEnabled() {
      return true;
    }
  }

  @BeforeEach
  void redact() {
    SafeLogs.redactBy(redactor);
  }

  @Test
  void secretsAreTakenOutOfTheWholeLine() {
    log.warn("{} and {}: {}", "rosebud", 7, List.of("a rosebud"));
    log.atInfo().addArgument("rosebud").log("also {}");
    log.debug("not said");
    assertThat(lines.said).containsExactly("WARN **** and 7: [a ****]", "INFO also ****");
  }

  @Test
  void failureWithASecretIsToldAsText() {
    log.error("failed: {}", 1, new IllegalStateException("said", new Exception("rosebud")));
    assertThat(lines.said)
        .singleElement()
        .asString()
        .startsWith("ERROR failed: 1\njava.lang.IllegalStateException: said")
        .contains("java.lang.Exception: ****", "SafeLogsTest.java")
        .doesNotContain("rosebud");
    assertThat(lines.failure).isNull();
  }

  @Test
  void failureWithoutASecretStaysAsItIs() {
    Exception failure = new Exception("plain");
    log.error("failed", failure);
    assertThat(lines.said).containsExactly("ERROR failed");
    assertThat(lines.failure).isSameAs(failure);
  }
}
