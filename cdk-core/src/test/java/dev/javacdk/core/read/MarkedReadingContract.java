package dev.javacdk.core.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.TestSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code read --marks} writes, whatever engine reads: cut off behind any state, what that
 * state covers by the marks, and what the next attempt reads, are all records, each once.
 */
public abstract class MarkedReadingContract extends EngineContract {

  private static final int PARTS = 12;
  private static final int PAGES = 4;

  /** Who keeps rows and states in one transaction. */
  private static final class Table {

    private final List<String> rows = new ArrayList<>();
    private final Set<String> voids = new HashSet<>();
    private final Map<Long, List<String>> open = new HashMap<>();
    private final List<String> covered = new ArrayList<>();
    private List<String> here = new ArrayList<>();
    private String partition = "";

    void take(JsonNode message) {
      JsonNode mark = message.path("mark");
      if (mark.has("page")) {
        here = open.computeIfAbsent(mark.path("page").longValue(), page -> new ArrayList<>());
        partition = mark.path("partition").toString();
      } else if (mark.has("covered")) {
        covered.addAll(open.remove(mark.path("covered").longValue()));
      } else if (mark.has("dropped")) {
        open.remove(mark.path("dropped").longValue());
      } else if (mark.has("again")) {
        String again = mark.path("again").toString();
        voids.add(again);
        covered.removeIf(row -> row.startsWith(again));
      } else if (message.path("type").asString("").equals("RECORD")) {
        here.add(partition + message.at("/record/data").toString());
      } else if (message.path("type").asString("").equals("STATE")) {
        commit();
      }
    }

    private void commit() {
      rows.removeIf(row -> voids.stream().anyMatch(row::startsWith));
      voids.clear();
      rows.addAll(covered);
      covered.clear();
    }
  }

  /** Fails once in the middle of a page; where it goes on, positions of one part are refused. */
  private static PageReader pages(int attempt) {
    Set<String> failed = ConcurrentHashMap.newKeySet();
    return (slice, output, context) -> {
      String part = slice.partition().text("part", "whole");
      long page = slice.cursor().number("page", 0);
      if (attempt > 0 && page > 1 && !part.equals("7") && failed.add(part)) {
        return Progress.restart("position has expired");
      }
      for (int row = 0; row < 2; row++) {
        if (attempt == 0 && part.equals("7") && page == 1 && row == 1) {
          throw new IllegalStateException("cut off");
        }
        output.emit(
            JsonMapper.shared()
                .readTree("{\"part\":\"%s\",\"n\":%d}".formatted(part, page * 2 + row)));
      }
      return page + 1 < PAGES ? Progress.next("page", page + 1) : Progress.complete();
    };
  }

  private static List<JsonNode> read(Stream stream, @Nullable String state) {
    ConnectorRun run = ConnectorRun.of(new TestSource(stream)).args("read", "--marks");
    run.args("--config", run.file("config.json", "{\"_checkpoint_seconds\":0}"));
    run.args("--catalog", run.file("catalog.json", ConnectorRun.catalogOf(stream.name())));
    if (state != null) {
      run.args("--state", run.file("state.json", state));
    }
    return run.run().messages();
  }

  private static Stream parts(int attempt) {
    return Streams.paged("s", pages(attempt))
        .partitions(
            Partitions.of(
                "part",
                IntStream.range(0, PARTS).mapToObj(Integer::toString).toArray(String[]::new)));
  }

  private static void assertEachOnce(
      Stream first, Stream second, List<String> all, int leastStates) {
    List<JsonNode> attempt = read(first, null);
    int states = 0;
    for (int cut = 0; cut < attempt.size(); cut++) {
      JsonNode message = attempt.get(cut);
      if (!message.path("type").asString("").equals("STATE")) {
        continue;
      }
      states++;
      Table table = new Table();
      attempt.subList(0, cut + 1).forEach(table::take);
      Table next = new Table();
      next.rows.addAll(table.rows);
      read(second, message.toString()).forEach(next::take);
      assertThat(next.rows).as("cut behind %s", message).containsExactlyInAnyOrderElementsOf(all);
    }
    assertThat(states).isGreaterThanOrEqualTo(leastStates);
  }

  @Test
  void ofPartsEachRecordIsThereOnceWhereverItIsCutOff() {
    List<String> all =
        IntStream.range(0, PARTS * PAGES * 2)
            .mapToObj(n ->
                "{\"part\":\"%1$d\"}{\"part\":\"%1$d\",\"n\":%2$d}"
                    .formatted(n / (PAGES * 2), n % (PAGES * 2)))
            .toList();
    assertEachOnce(parts(0), parts(1), all, PARTS);
  }

  @Test
  void ofAWholeStreamEachRecordIsThereOnceWhereverItIsCutOff() {
    List<String> all =
        IntStream.range(0, PAGES * 2)
            .mapToObj("{}{\"part\":\"whole\",\"n\":%d}"::formatted)
            .toList();
    assertEachOnce(Streams.paged("s", pages(0)), Streams.paged("s", pages(1)), all, PAGES);
  }

  @Test
  void withoutTheOptionThereAreNone() {
    ConnectorRun run = ConnectorRun.of(new TestSource(parts(0)));
    assertThat(run.readAll(null, parts(0)).of("MARK")).isEmpty();
  }
}
