package dev.javacdk.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.TestSource;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ExplainTest {

  @Test
  void saysInWordsWhereEachStreamAndPartitionStands() {
    String done = "{\"__ab_full_refresh_sync_complete\":true}";
    String state =
        """
        {"type":"STATE","state":{"type":"STREAM","stream":{"stream_descriptor":{"name":"contacts"},"stream_state":%s}}}
        {"type":"STATE","state":{"type":"STREAM","stream":{"stream_descriptor":{"name":"deals"},"stream_state":{"updatedAt":"2026-08-01T00:00:00Z"}}}}
        {"type":"STATE","state":{"type":"STREAM","stream":{"stream_descriptor":{"name":"notes"},"stream_state":{"states":[
          {"partition":{"contact_id":"17","parent_slice":{}},"cursor":{"after":"400"},"failures":2},
          {"partition":{"contact_id":"18","parent_slice":{}},"cursor":%s}],"handed_out":{"contacts":{"after":"1200"}}}}}}
        """
            .formatted(done, done);
    ConnectorRun run = ConnectorRun.of(new TestSource());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int exit =
        run.args("explain", "--state", run.file("state.jsonl", state))
            .runInto(out, new ByteArrayOutputStream());
    assertThat(exit).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "stream 'contacts' is complete: everything was read",
            "stream 'deals' goes on at {\"updatedAt\":\"2026-08-01T00:00:00Z\"}",
            "stream 'notes' is under way; its state lists 2 partitions: 0 open, 1 finished, 1 failed",
            "  partition {\"contact_id\":\"17\",\"parent_slice\":{}} goes on at {\"after\":\"400\"}; it failed in 2 attempts",
            "  partition {\"contact_id\":\"18\",\"parent_slice\":{}} is complete: everything was read",
            "  parent 'contacts' was handed out up to {\"after\":\"1200\"}: before that, what is not listed is done");
  }
}
