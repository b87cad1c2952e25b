package dev.javacdk.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Stream;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.cursor.CursorFilter;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.spec.Schema;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.TestSource;
import dev.javacdk.core.run.Transcript;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** A check and discover say what a sound stream can miss. */
class CheckedFilterTest {

  private static final String CHANGED = "2026-08-01T12:00:00";

  /** Its field is UTC; its filter takes the local time of a zone. */
  private record Local(ZoneId site) implements Stream {
    @Override
    public String name() {
      return "s";
    }

    @Override
    public Schema schema() {
      return Schema.any();
    }

    @Override
    public Optional<Cursor> cursor() {
      return Optional.of(Cursor.instant("u").zone(ZoneOffset.UTC));
    }

    @Override
    public Optional<CursorFilter> cursorFilter() {
      return Optional.of(CursorFilter.since());
    }

    @Override
    public List<String> cautions() {
      return List.of("rows that move are missed");
    }

    @Override
    public PageReader reader(Partition partition) {
      return (slice, output, context) -> {
        String since = slice.since();
        Instant changed = LocalDateTime.parse(CHANGED).toInstant(ZoneOffset.UTC);
        if (since == null
            || !changed.isBefore(LocalDateTime.parse(since).atZone(site).toInstant())) {
          output.emit(JsonNodeFactory.instance.objectNode().put("u", CHANGED));
        }
        return Progress.complete();
      };
    }
  }

  private static Transcript run(String command, ZoneId site) {
    ConnectorRun run = ConnectorRun.of(new TestSource(new Local(site)));
    return run.args(command, "--config", run.file("config.json", "{}")).run();
  }

  @Test
  void aFilterOfAnotherTimeZoneIsNoticedByACheck() {
    Transcript off = run("check", ZoneId.of("America/New_York"));
    assertThat(off.of("CONNECTION_STATUS").get(0).toString()).contains("SUCCEEDED");
    assertThat(off.logs()).anyMatch(line -> line.contains(CHANGED) && line.contains("time zone"));
    assertThat(run("check", ZoneOffset.UTC).logs()).noneMatch(line -> line.contains("time zone"));
  }

  @Test
  void whatCanBeMissedIsSaidByCheckAndDiscover() {
    for (String command : List.of("check", "discover")) {
      assertThat(run(command, ZoneOffset.UTC).logs())
          .anyMatch(line -> line.equals("stream 's': rows that move are missed"));
    }
  }
}
