package dev.javacdk.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.http.fake.FakeApi;
import dev.javacdk.http.fake.Reply;
import dev.javacdk.http.fake.ScanningOutput;
import dev.javacdk.http.fake.Walker;
import dev.javacdk.http.paging.Paging;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The value of the last record is what the next page is asked for by, however records are read. */
class LastRecordTest {

  private record Page(Progress said, ScanningOutput output) {}

  private static Page page(String body, UnaryOperator<HttpStream> change) throws Exception {
    try (FakeApi server = new FakeApi(asked -> Reply.json(body))) {
      HttpStream stream =
          change.apply(
              Fast.api(server).stream("s")
                  .get("/s")
                  .records("/items")
                  .paging(Paging.lastRecord("id").query("after")));
      ScanningOutput output = new ScanningOutput();
      StreamSlice start = StreamSlice.of(Partition.whole(), CursorPosition.start());
      Progress said = stream.reader(Partition.whole()).readPage(start, output, new Walker().kit);
      output.lines.release();
      return new Page(said, output);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        // All are copied.
        "{'items':[{'id':1},{'id':2}]} | 2 | {'id':1};{'id':2}",
        "{'items':[{'id':1}, { 'id' : '\\u0041' } ],'x':{}} | 2 | {'id':1};{'id':'A'}",
        "{'items':[{'id':{'id':1}},{'x':[{'id':7}],'id':12345678901234567890}]} | 2 | {'id':{'id':1}};{'x':[{'id':7}],'id':12345678901234567890}",
        // The last, or the one before it, is parsed.
        "{'items':[{'id':1},{'id':3,'id':2}]} | 1 | {'id':1};{'id':3,'id':2}",
        "{'items':[{'id':1,'id':1},{'id':2}]} | 1 | {'id':1,'id':1};{'id':2}",
        "{'items':[{'id':1},{'id':2}], '\\u0078':1} | 2 | {'id':1};{'id':2}",
        // There is another list behind what cannot be walked over.
        "{'items':[{'id':1},{'id':2}], 'x\\u0078':1, 'items':[{'id':3}]} | 2 | {'id':1};{'id':2};{'id':3}",
        "{'items':[{'id':1}], 'items':[{'id':'b'}]} | 2 | {'id':1};{'id':'b'}",
      })
  void itIsThatOfTheTreeOnEveryWay(String body, int copied, String records) throws Exception {
    String json = body.replace('\'', '"');
    Page plain = page(json, stream -> stream);
    Page asTree = page(json, stream -> stream.map(record -> record));
    assertThat(plain.said).isEqualTo(asTree.said);
    assertThat(plain.said).isInstanceOf(Progress.Next.class);
    assertThat(plain.output.lines.released)
        .isEqualTo(List.of(records.replace('\'', '"').split(";")));
    assertThat(plain.output.copied).isEqualTo(copied);
    assertThat(asTree.output.copied).isZero();
  }

  @Test
  void anEmptyPageHasNone() throws Exception {
    assertThat(page("{\"items\":[]}", stream -> stream).said).isEqualTo(Progress.complete());
  }
}
