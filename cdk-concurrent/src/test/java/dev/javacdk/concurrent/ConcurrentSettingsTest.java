package dev.javacdk.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.core.config.KitSettings;
import dev.javacdk.core.message.ExactJson;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ConcurrentSettingsTest {

  private static ConcurrentSettings from(String config) {
    return ConcurrentSettings.from(
        KitSettings.takeFrom((ObjectNode) ExactJson.MAPPER.readTree(config)));
  }

  @Test
  void whatTheConfigSaysCounts() {
    ConcurrentSettings settings = from("{\"_concurrency\":12,\"_queue_bytes\":4096}");
    assertThat(settings.workers()).isEqualTo(12);
    assertThat(settings.queueBytes()).isEqualTo(4_096);
  }

  @Test
  void theDefaultsFollowTheCoresAndTheHeap() {
    ConcurrentSettings settings = from("{}");
    assertThat(settings.workers()).isEqualTo(2 * Runtime.getRuntime().availableProcessors());
    long heap = Runtime.getRuntime().maxMemory();
    assertThat(settings.queueBytes()).isLessThanOrEqualTo(heap / 8);
    assertThat((long) settings.workers() * settings.pageBytes())
        .isLessThanOrEqualTo(Math.max(heap / 8, settings.workers() * (256L << 10)));
  }

  @Test
  void numbersThatMakeNoSenseAreNamed() {
    ConcurrentSettings settings = ConcurrentSettings.of(2);
    assertThatThrownBy(() -> ConcurrentSettings.of(0))
        .hasMessageContaining("workers")
        .hasMessageContaining("not 0");
    assertThatThrownBy(() -> settings.queueBytes(0)).hasMessageContaining("queueBytes");
    assertThatThrownBy(() -> settings.queueItems(-1)).hasMessageContaining("queueItems");
    assertThatThrownBy(() -> settings.pageBytes(0)).hasMessageContaining("pageBytes");
    assertThatThrownBy(() -> settings.stallAfter(Duration.ZERO)).hasMessageContaining("stallAfter");
  }
}
