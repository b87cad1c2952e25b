package dev.javacdk.flink.reader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.core.message.Redactor;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.sync.StreamNotices;
import dev.javacdk.flink.LibrarySource;
import dev.javacdk.flink.job.OpenedSource;
import dev.javacdk.flink.job.SourceSpec;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the kit logs of records and parts has no secrets, though a cluster logs it. */
class LoggedTest {

  private static final String CONFIG = "{\"shelves\":4,\"token\":\"open-sesame\"}";

  private final OpenedSource source =
      OpenedSource.open(new SourceSpec(LibrarySource::new, CONFIG, List.of("books"), ""));

  private static String logged(Runnable what) {
    PrintStream before = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, UTF_8));
    try {
      what.run();
    } finally {
      System.setErr(before);
    }
    return said.toString(UTF_8);
  }

  @Test
  void noticesOfAStreamAreWithoutSecrets() {
    Redactor redactor = source.sync().messages().redactor();
    StreamNotices notices = new StreamNotices(StreamId.of(source.stream("books")), redactor);
    String said =
        logged(() -> {
          notices.once("a", "a book is called open-sesame");
          notices.count(2, "%d books are odd, as %s", "{\"id\":\"open-sesame\"}");
          notices.sayCounted();
        });
    assertThat(said)
        .contains("stream 'books': a book is called ****")
        .contains("2 books are odd, as {\"id\":\"****\"}")
        .doesNotContain("open-sesame");
  }

  @Test
  void partitionsAreNamedWithoutSecrets() {
    assertThat(source.redact("stream 'books', partition {\"shelf\":\"open-sesame\"}"))
        .isEqualTo("stream 'books', partition {\"shelf\":\"****\"}");
  }
}
