package dev.javacdk.core.tally;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.state.Partition;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.terminal.Screen;
import dev.javacdk.core.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TallyWordsTest {

  private static final Instant START = Instant.parse("2026-11-27T10:00:00Z");

  private final Tallies tallies = new Tallies();
  private final Effort effort = new Effort();
  private final TallyWords words = new TallyWords();

  private static Instant at(long seconds) {
    return START.plusSeconds(seconds);
  }

  private StreamTally start(String stream) {
    return tallies.started(new StreamId(stream, Optional.empty()), START, effort);
  }

  private void look(long second) {
    words.at(at(second), tallies.standing(at(second)));
  }

  @Test
  void rateIsThatOfTheLastSecondsAndOfAStreamThatHasEndedThatOfAllItsTime() {
    StreamTally stream = start("orders");
    for (int second = 1; second <= 20; second++) {
      stream.records(second <= 10 ? 1_000 : 100, second <= 10 ? 1_000_000 : 100_000);
      stream.page();
      look(second);
    }
    assertThat(words.line()).isEqualTo("orders 11,000 records, 100/s, 0.1 MB/s, 20 pages");
    stream.ended(at(20));
    look(20);
    assertThat(words.line())
        .isEqualTo("orders 11,000 records, 550/s, 0.6 MB/s, 20 pages, ended after 20.0 s");
  }

  @Test
  void partitionsRetriesAndWaitsAreTold() {
    StreamTally stream = start("notes");
    for (long id = 0; id < 3; id++) {
      stream.reading(Partition.of("id", "p" + id));
    }
    stream.failed();
    effort.sent(1);
    effort.sent(2);
    effort.waitsUntil(at(75));
    look(10);
    assertThat(words.line())
        .isEqualTo(
            "notes 0 records, 0/s, 0.0 MB/s, 0 pages, partitions 1 read, 1 open, 1 failed,"
                + " waits for a limit, 1 min 05 s left, 1 retry");
  }

  @Test
  void ofManyStreamsThoseThatHaveEndedAreSummedUp() {
    for (int i = 0; i < 40; i++) {
      StreamTally stream = start("s" + i);
      stream.records(10, 100);
      if (i < 20) {
        stream.ended(at(1));
      }
    }
    look(2);
    List<String> lines = words.table(80);
    assertThat(lines).hasSize(18);
    assertThat(lines.get(1)).startsWith("20 streams").contains("200").endsWith("ended");
    assertThat(lines.get(17)).isEqualTo("and 5 more");
    assertThat(lines).allMatch(line -> line.length() <= 80);
  }

  @Test
  void whatIsSaidStandsAboveTheLinesThatChange() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Screen screen =
        new Screen(
            new PrintStream(out, true, StandardCharsets.UTF_8), new Terminal(false, true, 80));
    screen.show(List.of("a", "b"));
    screen.say("WARN x");
    screen.show(List.of("c"));
    screen.settle();
    screen.say("end");
    assertThat(out.toString(StandardCharsets.UTF_8).replace("\r", ""))
        .isEqualTo("a\nb\n\u001b[2F\u001b[JWARN x\na\nb\n\u001b[2F\u001b[Jc\nend\n");
  }
}
