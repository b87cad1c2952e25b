package dev.javacdk.flink.split;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.core.message.ExactJson;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class SplitSerializerTest {

  private final SplitSerializer serializer = new SplitSerializer();

  private static final PartitionSplit SPLIT =
      new PartitionSplit(
          "crm.notes",
          17,
          json("{\"contact_id\":1.0,\"parent_slice\":{}}"),
          json("{\"region\":\"eu\"}"),
          2,
          new Reached(
              "{\"after\":1.50}",
              "{\"token\":{\"p\":3}}",
              "2026-01-01",
              40,
              Reached.End.FAILED,
              "why"),
          3);

  private static ObjectNode json(String text) {
    return (ObjectNode) ExactJson.MAPPER.readTree(text);
  }

  @Test
  void splitComesBackToTheDigit() throws Exception {
    byte[] bytes = serializer.serialize(SPLIT);
    assertThat(new String(bytes, UTF_8))
        .isEqualTo(
            "{\"stream\":\"crm.notes\",\"number\":17,"
                + "\"partition\":{\"contact_id\":1.0,\"parent_slice\":{}},"
                + "\"data\":{\"region\":\"eu\"},\"failures\":2,\"cursor\":{\"after\":1.50},"
                + "\"page\":{\"token\":{\"p\":3}},\"until\":\"2026-01-01\",\"records\":40,\"kept\":3,"
                + "\"end\":\"failed\",\"reason\":\"why\"}");
    assertThat(serializer.deserialize(1, bytes)).isEqualTo(SPLIT);
  }

  @Test
  void laterVersionIsRefusedByName() {
    assertThatThrownBy(() -> serializer.deserialize(2, serializer.serialize(SPLIT)))
        .hasMessageContaining("version 2")
        .hasMessageContaining("version 1");
  }

  @Test
  void whatIsNoSplitIsNamed() {
    assertThatThrownBy(() -> serializer.deserialize(1, "{}".getBytes(UTF_8)))
        .hasMessage("not a split: {}");
  }
}
