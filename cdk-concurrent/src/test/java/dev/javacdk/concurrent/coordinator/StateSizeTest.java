package dev.javacdk.concurrent.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.StreamDefinition;
import dev.javacdk.core.run.TestRecords;
import dev.javacdk.core.run.Transcript;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** States stay small where parents are many and their records few. */
class StateSizeTest {

  private static final int PARENTS = 1_500;
  private static final int A_PAGE = 100;

  /** An entry of a finished partition takes about 90 characters, a value of its key about 5. */
  @Test
  void aStateOfAPageOfFinishedPartitionsTakesATenthOfTheirEntries() {
    StreamDefinition parents = TestRecords.parents(PARENTS, A_PAGE);
    Transcript run = Reading.by(4).stream(Reading.child(parents, Reading.pages(1))).read();
    List<JsonNode> states = run.of("STATE");
    int largest =
        states.stream()
            .mapToInt(message -> message.at("/state/stream/stream_state").toString().length())
            .max()
            .orElseThrow();
    String entry =
        "{\"partition\":{\"parent\":1000,\"parent_slice\":{}},\"cursor\":{\"__ab_full_refresh_sync_complete\":true}},";
    if (Boolean.getBoolean("javacdk.show")) {
      System.err.printf(
          "%d states, the largest of %d characters; as entries about %d%n",
          states.size(), largest, A_PAGE * entry.length());
    }
    assertThat(run.records()).hasSize(PARENTS);
    assertThat(largest).isBetween(100, A_PAGE * entry.length() / 6);
  }
}
