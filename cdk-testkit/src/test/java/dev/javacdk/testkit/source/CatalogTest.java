package dev.javacdk.testkit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.javacdk.testkit.process.StreamId;
import org.junit.jupiter.api.Test;

class CatalogTest {

  @Test
  void saysWhichStreamsAreReadHow() {
    Catalog catalog = Catalog.of("a").incremental("b", "updated_at").overwriting("c");

    assertThat(catalog.toJson().at("/streams/1/sync_mode").asString()).isEqualTo("incremental");
    assertThat(catalog.toJson().at("/streams/1/cursor_field/0").asString()).isEqualTo("updated_at");
    assertThat(catalog.toJson().at("/streams/2/destination_sync_mode").asString())
        .isEqualTo("overwrite");
    assertThat(catalog.readAnew()).containsExactly(StreamId.of("a"), StreamId.of("c"));
    assertThat(Catalog.ofJson(catalog.toString()).toJson()).isEqualTo(catalog.toJson());
  }

  @Test
  void whatIsNoneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Catalog.ofJson("{\"stream\": []}"))
        .withMessageContaining("an array 'streams', not {\"stream\": []}");
  }
}
