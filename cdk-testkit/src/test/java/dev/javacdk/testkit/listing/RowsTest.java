package dev.javacdk.testkit.listing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RowsTest {

  private final Rows rows =
      Rows.of(3, i -> JsonMapper.shared().createObjectNode().put("id", i + 1).put("name", "n" + i));

  @Test
  void rowsComeGoAndChange() {
    assertThat(rows.append()).isEqualTo(3);
    assertThat(rows.delete(0)).isTrue();
    assertThat(rows.change(1, row -> row.put("name", "other"))).isTrue();

    assertThat(rows.present()).containsExactly(1L, 2L, 3L);
    assertThat(rows.record(1).toString()).isEqualTo("{\"id\":2,\"name\":\"other\"}");
    assertThat(rows.record(3).toString()).isEqualTo("{\"id\":4,\"name\":\"n3\"}");
  }

  @Test
  void rowThatIsGoneIsNotChanged() {
    assertThat(rows.delete(0)).isTrue();

    assertThat(rows.change(0, row -> row.put("name", "other"))).isFalse();
    assertThat(rows.change(9, row -> row.put("name", "other"))).isFalse();

    assertThat(rows.record(0).path("name").asString()).isEqualTo("n0");
  }

  @Test
  void allIsAsFromTheStart() {
    assertThat(rows.append()).isEqualTo(3);
    assertThat(rows.delete(0)).isTrue();
    assertThat(rows.change(1, row -> row.put("name", "other"))).isTrue();
    assertThat(rows.prepend(JsonMapper.shared().createObjectNode())).isEqualTo(-1);

    rows.restore();

    assertThat(rows.present()).containsExactly(0L, 1L, 2L);
    assertThat(rows.record(1).path("name").asString()).isEqualTo("n1");
    assertThat(rows.append()).isEqualTo(3);
  }
}
