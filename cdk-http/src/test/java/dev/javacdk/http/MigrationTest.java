package dev.javacdk.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class MigrationTest {

  @Test
  void stateOfAnOlderVersionIsTurnedIntoOneOfToday() {
    HttpStream plain = HttpApi.at("https://api.example.com").stream("issues").get("/issues");
    HttpStream moved =
        plain
            .migrate(old -> {
              old.set("updated_at", old.remove("last_seen"));
              return old;
            })
            .key("id");
    ObjectNode old = JsonNodeFactory.instance.objectNode().put("last_seen", "2026-01-01");
    assertThat(plain.migrate(old.deepCopy())).isEqualTo(old);
    assertThat(moved.migrate(old).toString()).isEqualTo("{\"updated_at\":\"2026-01-01\"}");
  }
}
