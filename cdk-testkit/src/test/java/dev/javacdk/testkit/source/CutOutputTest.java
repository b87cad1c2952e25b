package dev.javacdk.testkit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CutOutputTest {

  private static final byte[] LINES = "one\ntwo\nthree\n".getBytes(StandardCharsets.UTF_8);

  @Test
  void stopsOnceBehindItsLine() throws IOException {
    List<String> said = new ArrayList<>();
    CutOutput output = new CutOutput(Cut.stoppedBehind(2), line -> said.add("line " + line));
    output.stopBy(() -> said.add("stop"));

    output.write(LINES);

    assertThat(said).containsExactly("line 1", "line 2", "stop", "line 3");
    assertThat(output.text()).isEqualTo("one\ntwo\nthree\n");
  }

  @Test
  void closesInsideALine() {
    CutOutput output = new CutOutput(Cut.closedBehind(6), line -> {});

    assertThatExceptionOfType(IOException.class).isThrownBy(() -> output.write(LINES));
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> output.write('x'));

    assertThat(output.text()).isEqualTo("one\ntw");
  }

  @Test
  void aCutBehindNothingIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cut.stoppedBehind(0))
        .withMessageContaining("at least one of the lines: 0");
  }
}
