package dev.javacdk.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.TestSource;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
    assertThat(explained(state))
        .containsExactly(
            "stream 'contacts' is complete: everything was read",
            "stream 'deals' goes on at {\"updatedAt\":\"2026-08-01T00:00:00Z\"}",
            "stream 'notes' is under way; its state lists 2 partitions: 0 open, 1 finished, 1 failed",
            "  partition {\"contact_id\":\"17\",\"parent_slice\":{}} goes on at {\"after\":\"400\"}; it failed in 2 attempts",
            "  partition {\"contact_id\":\"18\",\"parent_slice\":{}} is complete: everything was read",
            "  parent 'contacts' was handed out up to {\"after\":\"1200\"}: before that, what is not listed is done");
  }

  @Test
  void saysInWordsWhereIncrementalStreamsStand() {
    String state =
        """
        {"type":"STATE","state":{"type":"STREAM","stream":{"stream_descriptor":{"name":"visits"},"stream_state":{"use_global_cursor":false,
          "state":{"u":"2026-08-01T00:00:00Z"},"states":[
          {"partition":{"id":"1"},"cursor":{"u":"2026-08-01T00:00:00Z"},"page":{"token":{"after":"abc"}},"failures":1},
          {"partition":{"id":"2"},"cursor":{"u":"2026-08-02T00:00:00Z"},"finished":true}],"handed_out":{"sites":{}}}}}}
        {"type":"STATE","state":{"type":"STREAM","stream":{"stream_descriptor":{"name":"notes"},"stream_state":{"use_global_cursor":false,
          "states":[{"partition":{"id":"1"},"cursor":{"u":5}}]}}}}
        {"type":"STATE","state":{"type":"STREAM","stream":{"stream_descriptor":{"name":"logs"},"stream_state":{"state_type":"date-range",
          "slices":[{"start":"2026-08-01","end":"2026-08-05"}],"open":[{"start":"2026-08-06","end":"2026-08-07","__page":{"token":{"page":2}}}]}}}}
        """;
    assertThat(explained(state))
        .containsExactly(
            "stream 'logs' is under way: 1 ranges of time were read, 1 windows are open",
            "  read: 2026-08-01 to 2026-08-05",
            "  open: 2026-08-06 to 2026-08-07 goes on at {\"page\":2}",
            "stream 'notes' is between two syncs; its state lists 1 partitions: 0 open, 0 finished, 0 failed",
            "  partition {\"id\":\"1\"} goes on at {\"u\":5}",
            "stream 'visits' is under way; its state lists 2 partitions: 0 open, 1 finished, 1 failed",
            "  partitions that are not listed go on at {\"u\":\"2026-08-01T00:00:00Z\"}",
            "  partition {\"id\":\"1\"} goes on at {\"u\":\"2026-08-01T00:00:00Z\"}, page {\"after\":\"abc\"}; it failed in 1 attempts",
            "  partition {\"id\":\"2\"} was read up to {\"u\":\"2026-08-02T00:00:00Z\"}",
            "  parent 'sites' is walked from its start");
  }

  @Test
  void saysHowEachStreamIsRead() {
    StreamDefinition contacts = paged("contacts");
    StreamDefinition notes = paged("notes").partitions(Partitions.each(contacts, "id"));
    StreamDefinition tags = paged("tags").partitions(Partitions.each(paged("contacts"), "id"));
    ConnectorRun run = ConnectorRun.of(new TestSource(contacts, notes, tags));
    assertThat(lines(run, "explain", "--config", run.file("config.json", "{}")))
        .containsExactly(
            contacts.describe(),
            notes.describe(),
            "  takes the pages of 'contacts' from that stream, where both are read and ask for the same",
            tags.describe());
  }

  @Test
  void needsSomethingToExplain() {
    ConnectorRun run = ConnectorRun.of(new TestSource());
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    assertThat(run.args("explain").runInto(new ByteArrayOutputStream(), said)).isEqualTo(1);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("explain needs a file to explain: --config FILE, --state FILE, or both");
  }

  private static StreamDefinition paged(String name) {
    return Streams.paged(name, (slice, output, context) -> Progress.complete());
  }

  private static List<String> lines(ConnectorRun run, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(run.args(args).runInto(out, new ByteArrayOutputStream())).isZero();
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static List<String> explained(String state) {
    ConnectorRun run = ConnectorRun.of(new TestSource());
    return lines(run, "explain", "--state", run.file("state.jsonl", state));
  }
}
