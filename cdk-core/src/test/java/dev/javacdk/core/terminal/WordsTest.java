package dev.javacdk.core.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WordsTest {

  private static final String ERROR =
      "{\"type\":\"TRACE\",\"trace\":{\"type\":\"ERROR\",\"error\":{\"message\":\"no token\",\"stack_trace\":\"at x\"}}}";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private void take(boolean debug, String... lines) throws IOException {
    Screen screen = new Screen(new PrintStream(err, true, StandardCharsets.UTF_8), Terminal.none());
    Words words = new Words(out, screen, 80, debug);
    for (String line : lines) {
      words.take(line);
    }
  }

  private static String failed(String why) {
    return "{\"type\":\"CONNECTION_STATUS\",\"connectionStatus\":{\"status\":\"FAILED\",\"message\":\"%s\"}}"
        .formatted(why);
  }

  @Test
  void whyACheckFailedIsSaidOnce() throws IOException {
    take(false, ERROR, failed("no token"));
    assertThat(err).hasToString("ERROR no token" + System.lineSeparator());
    assertThat(out).hasToString("The check failed." + System.lineSeparator());
  }

  @Test
  void answerThatSaysMoreThanTheErrorSaysIt() throws IOException {
    take(false, ERROR, failed("no network"));
    assertThat(out).hasToString("The check failed: no network" + System.lineSeparator());
  }

  @Test
  void whatOnlyExplainsIsSaidOnDemand() throws IOException {
    String info =
        "{\"type\":\"LOG\",\"log\":{\"level\":\"INFO\",\"message\":\"stream 'a': 3 records\"}}";
    take(false, info);
    assertThat(err.size()).isZero();
    take(true, info, ERROR);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("INFO stream 'a': 3 records", "ERROR no token", "at x");
  }
}
