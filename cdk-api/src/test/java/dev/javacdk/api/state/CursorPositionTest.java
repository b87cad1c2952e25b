package dev.javacdk.api.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.error.SystemError;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class CursorPositionTest {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static CursorPosition of(String json) {
    return CursorPosition.of((ObjectNode) JSON.readTree(json));
  }

  @Test
  void numbersAndTextAreToldApartByTheirExactText() {
    assertThat(of("{\"a\":17}")).isNotEqualTo(of("{\"a\":\"17\"}"));
    assertThat(of("{\"a\":1.0}")).isNotEqualTo(of("{\"a\":1}"));
    assertThat(of("{\"a\":1.0}")).isNotEqualTo(of("{\"a\":1.00}"));
    assertThat(of("{\"a\":17}")).isEqualTo(CursorPosition.of("a", 17));
    assertThat(of("{\"a\":123456789012345678901234567890.10}").canonical())
        .isEqualTo("{\"a\":123456789012345678901234567890.10}");
  }

  @Test
  void keysAreSortedAtEveryDepth() {
    assertThat(of("{\"b\":[{\"y\":1,\"x\":2}],\"a\":{\"d\":null,\"c\":true}}").canonical())
        .isEqualTo("{\"a\":{\"c\":true,\"d\":null},\"b\":[{\"x\":2,\"y\":1}]}");
  }

  @Test
  void canonicalFormEscapesWhatJsonEscapes() {
    String text = "quote\" back\\ line\n nul\u0000 äß\u2028";
    CursorPosition position = CursorPosition.of("t", text);
    assertThat(of(position.canonical()).text("t")).isEqualTo(text);
    assertThat(CursorPosition.ofJson(position.canonical())).isEqualTo(position);
  }

  @Test
  void startHasNoValues() {
    assertThat(CursorPosition.start().isStart()).isTrue();
    assertThat(CursorPosition.start().text("after")).isNull();
    assertThat(CursorPosition.start().number("page", 1)).isEqualTo(1);
    assertThatThrownBy(() -> of("{}")).hasMessageContaining("at least one");
  }

  @Test
  void namesOfTheKitAreRefused() {
    assertThatThrownBy(() -> of("{\"__page\":1}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("__page");
  }

  @Test
  void valuesAreAskedForAsWhatTheyAre() {
    CursorPosition position =
        of("{\"n\":7,\"s\":\"x\",\"o\":{\"k\":1},\"d\":\"12\",\"f\":1.5,\"z\":null}");
    assertThat(position.number("n", 0)).isEqualTo(7);
    assertThat(position.number("d", 0)).isEqualTo(12);
    assertThat(position.number("z", 3)).isEqualTo(3);
    assertThat(position.text("n")).isEqualTo("7");
    assertThat(position.text("z")).isNull();
    assertThat(position.text("none", "x")).isEqualTo("x");
    assertThatThrownBy(() -> position.text("o"))
        .isInstanceOf(SystemError.class)
        .hasMessageContaining("'o'")
        .hasMessageContaining("text");
    for (String name : new String[] {"s", "o", "f"}) {
      assertThatThrownBy(() -> position.number(name, 0))
          .isInstanceOf(SystemError.class)
          .hasMessageContaining("'" + name + "'")
          .hasMessageContaining("whole number");
    }
  }

  @Test
  void nobodyCanChangeItFromOutside() {
    ObjectNode mutable = JsonNodeFactory.instance.objectNode();
    mutable.putObject("token").put("id", 1);
    CursorPosition position = CursorPosition.of(mutable);
    ((ObjectNode) mutable.get("token")).put("id", 2);
    position.toJson().put("more", 1);
    ((ObjectNode) Objects.requireNonNull(position.value("token"))).put("id", 3);
    assertThat(position.toJson().toString()).isEqualTo("{\"token\":{\"id\":1}}");
  }

  @Test
  void partitionIsAskedForItsKeyItsDataAndItsParent() {
    Partition epic = Partition.of("epic_id", "3");
    Partition issue =
        Partition.of("issue_id", JsonNodeFactory.instance.numberNode(77), epic)
            .withData(JsonNodeFactory.instance.objectNode().put("region", "eu"));
    assertThat(issue.number("issue_id", 0)).isEqualTo(77);
    assertThat(issue.text("region")).isEqualTo("eu");
    assertThat(issue.text("epic_id")).isEqualTo("3");
    assertThat(issue.parent()).contains(epic);
    assertThat(issue.canonical())
        .isEqualTo("{\"issue_id\":77,\"parent_slice\":{\"epic_id\":\"3\"}}");
    assertThat(issue)
        .as("data is no part of the key")
        .isEqualTo(issue.withData(JsonNodeFactory.instance.objectNode()));
  }
}
