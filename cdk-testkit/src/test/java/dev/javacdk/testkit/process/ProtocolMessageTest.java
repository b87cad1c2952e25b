package dev.javacdk.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolMessageTest {

  @Test
  void aRecordNamesItsStreamAndItsData() {
    ProtocolMessage record =
        Messages.parse(
            "{\"type\":\"RECORD\",\"record\":{\"stream\":\"s\",\"namespace\":\"ns\",\"data\":{\"id\":10}}}");

    assertThat(record.isRecord()).isTrue();
    assertThat(record.stream()).hasValue(new StreamId("s", "ns"));
    assertThat(record.isOf("s")).isTrue();
    assertThat(record.data().path("id").asInt()).isEqualTo(10);
  }

  @Test
  void aStateNamesItsStreamAndItsState() {
    ProtocolMessage state = Messages.state("s", 3);

    assertThat(state.isState()).isTrue();
    assertThat(state.stream()).hasValue(StreamId.of("s"));
    assertThat(state.data()).hasToString("{\"page\":3}");
  }

  @Test
  void tracesNameTheirStream() {
    ProtocolMessage status =
        Messages.parse(
            "{\"type\":\"TRACE\",\"trace\":{\"type\":\"STREAM_STATUS\",\"stream_status\":"
                + "{\"stream_descriptor\":{\"name\":\"s\"},\"status\":\"COMPLETE\"}}}");
    ProtocolMessage error =
        Messages.parse(
            "{\"type\":\"TRACE\",\"trace\":{\"type\":\"ERROR\",\"error\":"
                + "{\"message\":\"m\",\"stream_descriptor\":{\"name\":\"t\"}}}}");

    assertThat(status.isStatus("COMPLETE")).isTrue();
    assertThat(status.isStatus("STARTED")).isFalse();
    assertThat(status.isOf("s")).isTrue();
    assertThat(error.isOf("t")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "[]", "{}", "{\"type\":\"RECORD\"", "{\"type\":7}x"})
  void aLineThatIsNoMessageIsNone(String line) {
    assertThat(ProtocolMessage.parse(line)).isEmpty();
  }
}
