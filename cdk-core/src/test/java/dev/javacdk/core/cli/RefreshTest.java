package dev.javacdk.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.TestSource;
import dev.javacdk.core.run.Transcript;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** What tells a new full refresh from a later attempt of the old one. */
class RefreshTest {

  private static final String DONE = "{\"__ab_full_refresh_sync_complete\":true}";

  /** Three pages of one record. */
  private static StreamDefinition pages() {
    return Streams.paged(
        "s",
        (slice, output, context) -> {
          long page = slice.cursor().number("page", 0);
          output.emit(JsonNodeFactory.instance.objectNode().put("id", page));
          return page < 2 ? Progress.next("page", page + 1) : Progress.complete();
        });
  }

  private static Transcript read(String generation, String mode, @Nullable String state) {
    String catalog =
        "{\"streams\":[{\"stream\":{\"name\":\"s\",\"json_schema\":{}},\"sync_mode\":\"%s\"%s}]}"
            .formatted(mode, generation);
    String file = state == null ? null : ConnectorRun.stateOf("s", state);
    return ConnectorRun.of(new TestSource(pages()))
        .read("{\"_checkpoint_seconds\":0}", catalog, file);
  }

  private static Transcript full(int generation, @Nullable String state) {
    return read(",\"generation_id\":" + generation, "full_refresh", state);
  }

  @Test
  void statesOfFullRefreshesSayTheirGeneration() {
    Transcript run = full(7, null);
    assertThat(run.records()).hasSize(3);
    assertThat(run.lastState("s"))
        .isEqualTo("{\"__ab_full_refresh_sync_complete\":true,\"__generation\":7}");
    assertThat(run.line()).contains("{\"page\":1,\"__generation\":7}");
  }

  @Test
  void anotherGenerationIsReadAnewAndTheSameGoesOn() {
    String done = full(7, null).lastState("s");
    Transcript anew = full(8, done);
    assertThat(anew.records()).hasSize(3);
    assertThat(anew.logs()).anyMatch(l -> l.contains("generation 8 begins") && l.contains("7"));
    Transcript again = full(7, done);
    assertThat(again.records()).isEmpty();
    assertThat(again.logs()).anyMatch(l -> l.contains("nothing is read") && l.contains("leave"));
    Transcript goesOn = full(7, "{\"page\":1,\"__generation\":7}");
    assertThat(goesOn.records()).hasSize(2);
    assertThat(goesOn.logs()).anyMatch(l -> l.contains("goes on where an earlier attempt"));
    assertThat(full(8, "{\"page\":1,\"__generation\":7}").records()).hasSize(3);
  }

  @Test
  void aStateOfNoGenerationIsNoAttemptOfOne() {
    Transcript anew = full(7, "{\"page\":1}");
    assertThat(anew.records()).hasSize(3);
    assertThat(anew.logs()).anyMatch(l -> l.contains("of none"));
  }

  @Test
  void withoutGenerationsWhoeverHandsInAStateMeansAnAttempt() {
    Transcript done = read("", "full_refresh", DONE);
    assertThat(done.records()).isEmpty();
    assertThat(done.logs()).anyMatch(line -> line.contains("nothing is read"));
    Transcript goesOn = read("", "full_refresh", "{\"page\":1}");
    assertThat(goesOn.records()).hasSize(2);
    assertThat(goesOn.logs()).anyMatch(line -> line.contains("leave its state out"));
    assertThat(goesOn.lastState("s")).isEqualTo(DONE);
  }

  @Test
  void whatAnIncrementalSyncGoesOnFromIsNotAskedForItsGeneration() {
    Transcript run = read(",\"generation_id\":9", "incremental", "{\"page\":1,\"__generation\":7}");
    assertThat(run.records()).hasSize(2);
    assertThat(run.lastState("s")).isEqualTo(DONE);
  }

  @Test
  void nullGenerationsAreNone() {
    assertThat(read(",\"generation_id\":null", "full_refresh", "{\"page\":1}").records())
        .hasSize(2);
  }

  /** So PyAirbyte asks for every stream, whatever modes it has. */
  @Test
  void aCompleteStateOfAStreamThatIsAskedForIncrementallyAndCannotBeIsOfAnEarlierSync() {
    Transcript run = read(",\"generation_id\":1", "incremental", DONE);
    assertThat(run.records()).hasSize(3);
    assertThat(run.logs()).anyMatch(line -> line.contains("all is read anew"));
    assertThat(read(",\"generation_id\":1", "incremental", "{\"page\":1}").records()).hasSize(2);
  }
}
