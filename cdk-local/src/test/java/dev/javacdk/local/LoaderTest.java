package dev.javacdk.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.core.terminal.MessageWords;
import dev.javacdk.core.terminal.Screen;
import dev.javacdk.core.terminal.Terminal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Which of the records before a state go into the table with it. */
class LoaderTest {

  @TempDir Path folder;
  private Database database;
  private SyncedStreams states;
  private Loader loader;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(folder.resolve("data.duckdb"));
    states = new SyncedStreams(database);
    StreamSync stream =
        StreamSync.of(
            database,
            0,
            states.begin(List.of()).number(),
            (ObjectNode)
                JsonMapper.shared()
                    .readTree(
                        "{\"name\":\"s\",\"json_schema\":{\"properties\":{\"id\":{\"type\":\"integer\"}}}}"),
            SyncedStream.NONE,
            false,
            false);
    loader =
        new Loader(
            database,
            states,
            List.of(stream),
            new MessageWords(false),
            new Screen(new PrintStream(OutputStream.nullOutputStream()), Terminal.none()),
            InstantSource.system());
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  private void take(String... what) throws Exception {
    for (String one : what) {
      loader.take(line(one));
    }
  }

  /** {@code 7} is a record; what begins with a letter is a state; the rest a mark. */
  private static String line(String what) {
    if (Character.isDigit(what.charAt(0))) {
      return "{\"type\":\"RECORD\",\"record\":{\"stream\":\"s\",\"data\":{\"id\":%s},\"emitted_at\":1}}"
          .formatted(what);
    }
    String descriptor = "\"stream_descriptor\":{\"name\":\"s\"},";
    return what.startsWith("\"")
        ? "{\"type\":\"MARK\",\"mark\":{%s%s}}".formatted(descriptor, what)
        : "{\"type\":\"STATE\",\"state\":{\"stream\":{%s\"stream_state\":{\"at\":\"%s\"}}}}"
            .formatted(descriptor, what);
  }

  private static String page(int number, String partition) {
    return "\"page\":%d,\"partition\":%s"
        .formatted(number, partition.isEmpty() ? "{}" : "{\"p\":\"" + partition + "\"}");
  }

  private List<String> rows() throws Exception {
    loader.commit();
    return database.rows("SELECT id FROM _next_s ORDER BY id").stream()
        .map(row -> row.get(0))
        .toList();
  }

  private String state() throws Exception {
    Map<StreamKey, SyncedStream> all = states.all();
    return String.valueOf(all.getOrDefault(new StreamKey("", "s"), SyncedStream.NONE).state());
  }

  @Test
  void recordsOfAPageThatIsBeingReadWaitForTheStateBehindIt() throws Exception {
    take(page(1, "a"), "1", "2", page(2, "b"), "10", "11", "\"covered\":1", "first");
    assertThat(rows()).containsExactly("1", "2");
    take("\"covered\":2", page(3, "a"), "3");
    assertThat(rows()).as("no state says so yet").containsExactly("1", "2");
    take("second");
    assertThat(rows()).containsExactly("1", "2", "10", "11");
    assertThat(state()).contains("second");
    take("\"covered\":3", "third");
    assertThat(rows()).containsExactly("1", "2", "3", "10", "11");
  }

  @Test
  void pageThatIsCoveredBitByBitGoesInBitByBit() throws Exception {
    take(page(1, ""), "1", "\"covered\":1", page(2, ""), "2", "first");
    assertThat(rows()).containsExactly("1");
    take(page(2, ""), "3", "\"covered\":2", "second");
    assertThat(rows()).containsExactly("1", "2", "3");
  }

  @Test
  void recordsOfAPageThatFailedAreNeverThere() throws Exception {
    take(page(1, "a"), "1", page(2, "b"), "10", "\"dropped\":2", "\"covered\":1", "first");
    take(page(3, "b"), "10", "\"covered\":3", "second");
    assertThat(rows()).containsExactly("1", "10");
  }

  @Test
  void partitionThatIsReadAgainIsThereOnce() throws Exception {
    take(page(1, "a"), "1", "\"covered\":1", page(2, "b"), "10", "\"covered\":2", "first");
    assertThat(rows()).containsExactly("1", "10");
    take(page(3, "a"), "2", "\"covered\":3", "second", "\"again\":{\"p\":\"a\"}");
    assertThat(rows()).as("until a state says that it begins anew").containsExactly("1", "2", "10");
    take(page(4, "a"), "1", "\"covered\":4", "third");
    assertThat(rows()).containsExactly("1", "10");
    take("\"again\":{}", page(5, ""), "7", "\"covered\":5", "fourth");
    assertThat(rows()).containsExactly("7");
  }
}
