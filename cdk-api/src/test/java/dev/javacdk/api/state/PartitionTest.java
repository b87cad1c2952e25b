package dev.javacdk.api.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What partitions have in common is shared, and nobody can tell. */
class PartitionTest {

  private static ObjectNode object(String name, String value) {
    return JsonNodeFactory.instance.objectNode().put(name, value);
  }

  @Test
  void aPartitionOfAParentIsTheOneWithThatKey() {
    Partition parent = Partition.of("region", "eu");
    Partition child = Partition.of("id", JsonNodeFactory.instance.numberNode(7), parent);
    assertThat(child.canonical()).isEqualTo("{\"id\":7,\"parent_slice\":{\"region\":\"eu\"}}");
    assertThat(child).isEqualTo(Partition.of(child.toJson()));
    assertThat(child.parent()).contains(parent);
    assertThat(Partition.of(child.toJson()).parent()).contains(parent);
    assertThat(child.text("region")).as("found in the parent").isEqualTo("eu");
  }

  @Test
  void whatIsHandedInOrOutChangesNoPartition() {
    ObjectNode value = object("a", "1");
    Partition parent = Partition.of("region", "eu");
    Partition child = Partition.of("id", value, parent);
    ObjectNode data = object("name", "n");
    Partition withData = child.withData(data);
    value.put("a", "2");
    data.put("name", "m");
    ((ObjectNode) child.toJson().get("parent_slice")).put("region", "us");
    withData.data().put("name", "o");
    child.data().put("name", "p");
    assertThat(child.value("id")).isEqualTo(object("a", "1"));
    assertThat(parent.text("region")).isEqualTo("eu");
    assertThat(withData.text("name")).isEqualTo("n");
    assertThat(Partition.whole().has("name")).isFalse();
  }

  @Test
  void theDataOfAParentIsNotThatOfItsParts() {
    Partition parent = Partition.of("region", "eu").withData(object("name", "n"));
    Partition child = Partition.of("id", JsonNodeFactory.instance.numberNode(7), parent);
    assertThat(child.has("name")).isFalse();
    assertThat(child.parent().orElseThrow().has("name")).isFalse();
    assertThat(child.text("region")).isEqualTo("eu");
  }
}
