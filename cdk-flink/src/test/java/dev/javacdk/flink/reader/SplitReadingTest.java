package dev.javacdk.flink.reader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Stream;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.page.StreamOutput;
import dev.javacdk.core.tally.Effort;
import dev.javacdk.core.walk.Standing;
import dev.javacdk.flink.LibrarySource;
import dev.javacdk.flink.job.OpenedSource;
import dev.javacdk.flink.job.SourceSpec;
import dev.javacdk.flink.split.PartitionSplit;
import dev.javacdk.flink.split.Reached;
import dev.javacdk.flink.split.Reached.End;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Pages of which no position says anything before the end of their partition. */
class SplitReadingTest {

  private static final List<String> ALL = IntStream.range(0, 9).mapToObj(n -> "a." + n).toList();

  private final OpenedSource source =
      OpenedSource.open(
          new SourceSpec(
              LibrarySource::new, "{\"shelves\":1,\"token\":\"x\"}", List.of("posters"), ""));
  private final Stream stream = source.stream("posters");
  private final PartitionSplit split =
      PartitionSplit.of(
          "posters",
          1,
          Partition.of((ObjectNode) ExactJson.MAPPER.readTree("{\"wall\":\"a\"}")),
          0,
          Reached.at(stream, Standing.at(StreamState.initial())));

  private final AtomicLong waiting = new AtomicLong();

  private List<Page<String>> read(PartitionSplit from, long mostHeld) throws Exception {
    SplitReading<String> reading =
        new SplitReading<>(
            from,
            stream,
            source.sync(),
            new StreamOutput(stream, source.sync(), StreamOutput.PAGE_BYTES),
            new Effort(),
            record -> record.data().path("id").asString(),
            RecordTime.none(),
            waiting,
            mostHeld);
    List<Page<String>> pages = new ArrayList<>();
    while (pages.isEmpty() || pages.get(pages.size() - 1).reached().end() == End.OPEN) {
      reading.next().ifPresent(pages::add);
    }
    return pages;
  }

  private static List<String> records(List<Page<String>> pages) {
    return pages.stream().flatMap(page -> values(page).stream()).toList();
  }

  private static List<String> values(Page<String> page) {
    return page.records().stream().map(Element::value).toList();
  }

  @Test
  void allIsHeldUntilTheEndCoversIt() throws Exception {
    List<Page<String>> pages = read(split, SplitReading.MOST_HELD);
    assertThat(pages).hasSize(1);
    assertThat(pages.get(0).pages()).isEqualTo(5);
    assertThat(waiting).as("read, and emitted by nobody").hasValue(ALL.size());
    assertThat(records(pages)).isEqualTo(ALL);
  }

  @Test
  void whatIsTooMuchToHoldIsLetGoWithAWarningAndEmittedAgainByARestart() throws Exception {
    PrintStream before = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, UTF_8));
    List<Page<String>> pages;
    try {
      pages = read(split, 300);
    } finally {
      System.setErr(before);
    }
    assertThat(records(pages)).isEqualTo(ALL);
    Page<String> first = pages.get(0);
    assertThat(values(first)).isEqualTo(ALL.subList(0, 4));
    assertThat(first.reached()).isEqualTo(split.reached().emitted(4));
    assertThat(said.toString(UTF_8))
        .contains("WARN")
        .contains(
            "stream 'posters', partition {\"wall\":\"a\"}: ",
            " bytes were read without a position to go on from: a restart emits them again");

    List<Page<String>> again = read(split.at(first.reached()), SplitReading.MOST_HELD);
    assertThat(records(again)).isEqualTo(ALL);
  }
}
