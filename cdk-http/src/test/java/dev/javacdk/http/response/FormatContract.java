package dev.javacdk.http.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.error.TransientError;
import dev.javacdk.http.HttpApi;
import dev.javacdk.http.fake.Walker;
import dev.javacdk.http.json.Place;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.settings.Retries;
import dev.javacdk.testkit.api.Fault;
import dev.javacdk.testkit.api.FaultRule;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.message.ApiResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * What every format promises: the records are the rows that were written; a body without rows has
 * none; what is damaged or breaks off is an error that says where; and a large body is never held.
 * Those who extend it say the format, and how rows are written in it.
 */
abstract class FormatContract {

  /** A row: all that a format must carry are fields of text. */
  record Row(String id, String text) {}

  private static final List<Row> ROWS =
      List.of(
          new Row("1", "plain"),
          new Row("2", "ä €, \uD83D\uDE00"),
          new Row("3", "a \"quoted\"; word\twith a tab"),
          new Row("4", " {[<&>]} \\ "),
          new Row("5", ""));

  private static final int MANY = 40_000;

  private static final Retries RETRIES =
      Retries.DEFAULT.attempts(2).backoff(Duration.ofMillis(1), Duration.ofMillis(2));

  /** The format. */
  abstract Format format();

  /** What its media type is called. */
  abstract String mediaType();

  /** Where records stand; empty where it has no places. */
  String place() {
    return "";
  }

  /** What stands before the rows, and ends a line where it needs to. */
  abstract String head();

  /** One row; {@code index} counts from 0. It ends a line. */
  abstract String row(Row row, int index);

  /** What stands behind the rows. */
  String tail() {
    return "";
  }

  /** A row that is none, alone on its line. */
  abstract String damaged();

  /** Whether a body of no bytes is one without rows. */
  abstract boolean maybeNothing();

  @Test
  final void recordsAreTheRowsThatWereWritten() throws Exception {
    try (LocalApi api = api(body(ROWS))) {
      assertThat(read(api)).isEqualTo(ROWS.stream().map(FormatContract::record).toList());
    }
  }

  @Test
  final void itIsAskedFor() throws Exception {
    assertThat(format().accept()).contains(mediaType());
    try (LocalApi api = api(body(ROWS))) {
      api.onRequest(r -> assertThat(r.header("Accept")).hasValue(format().accept()));
      assertThat(read(api)).isNotEmpty();
    }
  }

  @Test
  final void bodyWithoutRowsHasNone() throws Exception {
    try (LocalApi api = api(body(List.of()))) {
      assertThat(read(api)).isEmpty();
    }
  }

  @Test
  final void bodyWithoutAnythingIsAnErrorWhereTheFormatAlwaysHasSomething() throws Exception {
    try (LocalApi api = api("")) {
      if (maybeNothing()) {
        assertThat(read(api)).isEmpty();
      } else {
        assertThatThrownBy(() -> read(api))
            .isInstanceOf(SystemError.class)
            .hasMessageContaining("the body is empty");
      }
    }
  }

  @Test
  final void damagedRowIsAnErrorThatNamesItsLine() {
    String before = head() + row(ROWS.get(0), 0) + row(ROWS.get(1), 1);
    long line = before.lines().count() + 1;
    try (LocalApi api = api(before + damaged() + row(ROWS.get(2), 2) + tail())) {
      assertThatThrownBy(() -> read(api))
          .isInstanceOf(SystemError.class)
          .hasMessageContaining("GET " + api.baseUrl() + "/rows")
          .hasMessageContaining("line " + line);
    }
  }

  @Test
  final void bodyThatBreaksOffIsTriedAgainAndThenAnError() throws Exception {
    try (LocalApi api = api(body(ROWS))) {
      api.fault(FaultRule.nth(1, Fault.truncatedBody()));
      assertThat(read(api)).hasSize(ROWS.size()).doesNotHaveDuplicates();
      api.fault(FaultRule.always(Fault.truncatedBody()).permanent());
      assertThatThrownBy(() -> read(api)).isInstanceOf(TransientError.class);
    }
  }

  @Test
  final void recordsComeOutWhileTheBodyComesIn() throws Exception {
    Growing body = new Growing(this);
    Answer answer =
        Answer.of(
            200,
            URI.create("http://api/rows"),
            header -> header.equals("Content-Type") ? List.of(mediaType()) : List.of(),
            body,
            1 << 10);
    long[] records = new long[1];
    long[] ahead = new long[1];
    format()
        .read(
            answer,
            Place.of(place()),
            List.of(),
            parser -> {
              parser.skipChildren();
              ahead[0] = Math.max(ahead[0], body.rows - records[0]++);
            });
    assertThat(records[0]).isEqualTo(MANY);
    assertThat(ahead[0]).as("rows held at once").isLessThan(MANY / 20);
  }

  /** A body of many rows, each written when it is read. */
  private static final class Growing extends InputStream {
    private final Iterator<String> parts;
    private InputStream part = InputStream.nullInputStream();
    private long rows;

    Growing(FormatContract format) {
      Row row = new Row("7", "x".repeat(50));
      this.parts =
          Stream.of(
                  Stream.of(format.head()),
                  IntStream.range(0, MANY).mapToObj(i -> format.row(row, i)),
                  Stream.of(format.tail()))
              .flatMap(all -> all)
              .iterator();
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      int count = part.read(target, from, length);
      while (count < 0 && parts.hasNext()) {
        part = new ByteArrayInputStream(parts.next().getBytes(StandardCharsets.UTF_8));
        rows++;
        count = part.read(target, from, length);
      }
      return count;
    }
  }

  private String body(List<Row> rows) {
    StringBuilder body = new StringBuilder(head());
    for (int i = 0; i < rows.size(); i++) {
      body.append(row(rows.get(i), i));
    }
    return body.append(tail()).toString();
  }

  private LocalApi api(String body) {
    return LocalApi.builder()
        .route("GET", "/rows", request -> ApiResponse.text(200, mediaType(), body))
        .start();
  }

  private List<String> read(LocalApi api) throws Exception {
    return new Walker()
        .readAll(
            HttpApi.at(api.baseUrl()).retries(RETRIES).stream("rows")
                .get("/rows")
                .format(format())
                .records(place())
                .paging(Paging.none()));
  }

  /** The row as JSON. */
  static String record(Row row) {
    return JsonMapper.shared().writeValueAsString(row);
  }
}
