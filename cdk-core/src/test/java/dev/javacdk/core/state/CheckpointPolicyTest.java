package dev.javacdk.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.core.message.MessageSink;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.state.CheckpointPolicy.Moment;
import dev.javacdk.testkit.ManualClock;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckpointPolicyTest {

  private static Moment after(long seconds, long recordBytes, long stateBytes, long last) {
    return new Moment(Duration.ofSeconds(seconds), recordBytes, stateBytes, last, false);
  }

  @Test
  void partitionedStreamsWriteNowAndThenAndCheap() {
    CheckpointPolicy policy = CheckpointPolicy.partitioned(Duration.ofSeconds(1));
    assertThat(policy.isDue(after(0, 1_000_000, 0, 0))).as("too soon").isFalse();
    assertThat(policy.isDue(after(1, 0, 0, 0))).as("the first").isTrue();
    assertThat(policy.isDue(after(1, 1_000, 100, 100))).as("over 5 %").isFalse();
    assertThat(policy.isDue(after(1, 4_000, 100, 100))).as("under 5 %").isTrue();
    assertThat(policy.isDue(after(300, 0, 100, 100))).as("five minutes").isTrue();
  }

  @Test
  void policiesCombine() {
    Moment now = after(2, 0, 0, 0);
    CheckpointPolicy yes = CheckpointPolicy.always();
    CheckpointPolicy no = CheckpointPolicy.after(Duration.ofHours(1));
    assertThat(yes.and(no).isDue(now)).isFalse();
    assertThat(yes.or(no).isDue(now)).isTrue();
  }

  @Test
  void stateBytesStayUnderFivePercentOfRecordBytes() {
    ManualClock clock = ManualClock.at("2026-08-01T00:00:00Z");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StateManager states = new StateManager(new MessageSink(out), clock);
    StreamId stream = new StreamId("s", Optional.empty());
    CheckpointPolicy policy = CheckpointPolicy.partitioned(Duration.ofSeconds(1));
    long recordBytes = 0;
    for (int page = 1; page <= 10_000; page++) {
      states.records(stream, 10, 3_000);
      recordBytes += 3_000;
      clock.advance(Duration.ofMillis(100));
      String json = "{\"page\":" + page + ",\"pad\":\"" + "x".repeat(5_000) + "\"}";
      states.changed(stream, policy, () -> EncodedState.of(json));
    }
    long first = out.toString(StandardCharsets.UTF_8).indexOf('\n');
    assertThat((double) (out.size() - first) / recordBytes).isBetween(0.03, 0.05);
    String last = out.toString(StandardCharsets.UTF_8).lines().reduce((a, b) -> b).orElse("");
    assertThat(last).contains("\"recordCount\":").contains(".0}");
  }

  @Test
  void firstStateIsWrittenAtOnceAndCountsInNoBudget() {
    ManualClock clock = ManualClock.at("2026-08-01T00:00:00Z");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StateManager states = new StateManager(new MessageSink(out), clock);
    StreamId stream = new StreamId("s", Optional.empty());
    CheckpointPolicy policy = CheckpointPolicy.partitioned(Duration.ofSeconds(1));
    states.records(stream, 1, 10);
    assertThat(states.changed(stream, policy, () -> EncodedState.of("{\"page\":1}")))
        .as("at once")
        .isTrue();
    assertThat(states.changed(stream, policy, () -> EncodedState.of("{\"page\":2}")))
        .as("too soon")
        .isFalse();
    clock.advance(Duration.ofSeconds(1));
    states.records(stream, 1, 20L * out.size());
    assertThat(states.changed(stream, policy, () -> EncodedState.of("{\"page\":3}")))
        .as("a twentieth, the first not counted")
        .isTrue();
    assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(2);
  }

  @Test
  void largeFirstStateOfAnIncrementalStreamWaits() {
    ManualClock clock = ManualClock.at("2026-08-01T00:00:00Z");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StateManager states = new StateManager(new MessageSink(out), clock);
    StreamId stream = new StreamId("s", Optional.empty());
    states.large(stream, StateManager.Size.INCREMENTAL);
    CheckpointPolicy policy = CheckpointPolicy.partitioned(Duration.ofSeconds(1));
    String large = "{\"pad\":\"" + "x".repeat(1 << 20) + "\"}";
    assertThat(states.changed(stream, policy, () -> EncodedState.of(large))).isFalse();
    assertThat(states.isDue(stream, policy)).as("nor is it made again").isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(states.changed(stream, policy, () -> EncodedState.of(large))).isTrue();
  }
}
