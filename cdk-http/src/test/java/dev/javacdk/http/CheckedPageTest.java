package dev.javacdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.CheckContext;
import dev.javacdk.api.Stream;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.read.ReadStopped;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.http.fake.FakeApi;
import dev.javacdk.http.fake.FakeKit;
import dev.javacdk.http.fake.Reply;
import dev.javacdk.http.fake.Warned;
import dev.javacdk.http.paging.Paging;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/** A check wants one record; what the page says of its paging is looked at all the same. */
class CheckedPageTest {

  private static final String PAGE = "{\"items\":[{\"id\":1},{\"id\":2},{\"id\":3}],\"x\":1}";

  private static final class Checking extends FakeKit implements CheckContext {
    @Override
    public void readFirstRecord(Stream stream) {
      throw new AssertionError("asked by the kit only");
    }
  }

  /** As the kit's own: wants one record and no more. */
  private static final class OneRecord implements RecordOutput {
    private int taken;

    private void take() {
      taken++;
      throw new ReadStopped("one record is enough");
    }

    @Override
    public void emit(JsonNode record) {
      take();
    }

    @Override
    public void emit(JsonParser parser) {
      take();
    }

    @Override
    public void emitValue(Object record) {
      take();
    }

    @Override
    public boolean discardPage() {
      return true;
    }
  }

  private static List<String> check(Paging paging, UnaryOperator<HttpStream> change)
      throws Exception {
    try (FakeApi server = new FakeApi(asked -> Reply.json(PAGE));
        Warned warned = new Warned()) {
      HttpStream stream =
          change.apply(Fast.api(server).stream("s").get("/s").records("/items").paging(paging));
      OneRecord output = new OneRecord();
      StreamSlice start = StreamSlice.of(Partition.whole(), CursorPosition.start());
      assertThatThrownBy(
              () -> stream.reader(Partition.whole()).readPage(start, output, new Checking()))
          .isInstanceOf(ReadStopped.class);
      assertThat(output.taken).isEqualTo(1);
      assertThat(server.asked()).hasSize(1);
      return List.copyOf(warned.lines);
    }
  }

  @Test
  void aTokenThatAFullPageLacksIsSaid() throws Exception {
    for (UnaryOperator<HttpStream> change :
        List.<UnaryOperator<HttpStream>>of(s -> s, s -> s.map(record -> record))) {
      List<String> warnings = check(Paging.token("/nxt").query("t").size("n", 3), change);
      assertThat(warnings).hasSize(1);
      assertThat(warnings.get(0)).contains("nothing stood at its token /nxt");
    }
    assertThat(check(Paging.token("/nxt").query("t").size("n", 9), s -> s)).isEmpty();
  }

  @Test
  void whatThePagingNeedsAndThePageLacksFailsTheCheck() {
    for (Paging paging :
        List.of(
            Paging.lastRecord("srt").query("t"),
            Paging.pageNumber("p").more("/has_more"),
            Paging.offset("o", "n", 2).more("/x").last("/y"))) {
      assertThatThrownBy(() -> check(paging, s -> s))
          .hasStackTraceContaining(SystemError.class.getName())
          .hasStackTraceContaining("stream 's': GET http://127.0.0.1");
    }
  }
}
