package dev.javacdk.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.http.fake.Asked;
import dev.javacdk.http.fake.FakeApi;
import dev.javacdk.http.fake.FakeKit;
import dev.javacdk.http.fake.RecordingOutput;
import dev.javacdk.http.fake.Reply;
import dev.javacdk.http.paging.Paging;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Pages that are asked for before their turn: over lists that do not change, the records, the
 * positions and the error are those of one who asks for one page at a time; over lists that do, no
 * row is lost that was there all the time.
 */
@Timeout(600)
class ReadAheadPropertyTest {

  private static final boolean FULL = Boolean.getBoolean("javacdk.full");

  /** Of one reading: what came out, and how it ended. */
  private record Came(List<String> records, List<String> positions, String end) {}

  /** Reads on, and breaks off behind so many pages: then all that is in memory is lost. */
  private static Came read(HttpStream stream, List<Integer> breaks) {
    RecordingOutput output = new RecordingOutput();
    List<String> positions = new ArrayList<>();
    PageReader reader = stream.reader(Partition.whole());
    CursorPosition at = CursorPosition.start();
    FakeKit kit = new FakeKit();
    try {
      while (true) {
        Progress said = reader.readPage(StreamSlice.of(Partition.whole(), at), output, kit);
        output.release();
        if (!(said instanceof Progress.Next next)) {
          return new Came(output.released, positions, said.toString());
        }
        at = next.position();
        positions.add(at.toString());
        if (positions.size() > 200) {
          return new Came(output.released, positions, "endless");
        }
        if (breaks.contains(positions.size())) {
          reader = stream.reader(Partition.whole());
        }
      }
    } catch (Exception e) {
      output.release();
      return new Came(output.released, positions, String.valueOf(e.getMessage()));
    }
  }

  private static HttpStream stream(FakeApi server, long seed, Paging paging) {
    return Fast.api(server).stream("s").get("/" + seed + "/s")
        .records("/items").paging(paging).key("id");
  }

  @Test
  void overListsThatRestOutputIsThatOfOnePageAtATime() {
    int scripts = FULL ? 100_000 : 2_000;
    Map<String, PagingScript> lists = new ConcurrentHashMap<>();
    Map<String, Integer> failed = new ConcurrentHashMap<>();
    try (FakeApi server = new FakeApi(asked -> faulty(asked, lists, failed))) {
      for (long seed = 1; seed <= scripts; seed++) {
        PagingScript script = new PagingScript(seed);
        Random random = new Random(seed);
        lists.put("/" + seed + "/s", script);
        Paging paging = script.paging();
        boolean counts =
            script.kind == PagingScript.Kind.NUMBERS || script.kind == PagingScript.Kind.OFFSETS;
        boolean rests = counts && random.nextBoolean();
        Paging said = rests ? paging.atRest() : paging;
        int most = !counts || rests || said.showsMoves() ? 1 + random.nextInt(16) : 1;
        List<Integer> breaks = List.of(random.nextInt(6), random.nextInt(6));
        Came one = read(stream(server, seed, said.ahead(0)), breaks);
        failed.clear();
        Came ahead = read(stream(server, seed, said.ahead(most)), breaks);
        assertThat(ahead).as("seed %d, %d ahead: %s", seed, most, script).isEqualTo(one);
        lists.clear();
        failed.clear();
      }
    }
  }

  /** One request in eight fails once, in one way or another. */
  private static Reply faulty(
      Asked asked, Map<String, PagingScript> lists, Map<String, Integer> failed) {
    PagingScript script = lists.get(asked.path());
    if (script == null) {
      return Reply.status(410, "{}"); // of a list that nobody reads any more
    }
    if (Math.floorMod(asked.target().hashCode() * 31, 8) == 0
        && failed.merge(asked.target(), 1, Integer::sum) == 1) {
      return switch (Math.floorMod(asked.target().hashCode(), 3)) {
        case 0 -> Reply.status(503, "{}");
        case 1 -> Reply.json("{\"items\":[").with(Reply.Fault.TRUNCATED);
        default -> Reply.json("{}").with(Reply.Fault.RESET);
      };
    }
    return script.reply(script.pageAt(asked.query("p")));
  }

  /** A list from which rows go, and into which they come, while it is read. */
  private static final class Changing {
    private final Random random;
    private final List<Integer> rows = new ArrayList<>();
    private final Set<Integer> allTheTime = new HashSet<>();
    private final boolean mayCome;
    private final boolean mayGo;
    private int next = 100;

    Changing(long seed, boolean mayCome, boolean mayGo) {
      random = new Random(seed);
      this.mayCome = mayCome;
      this.mayGo = mayGo;
      int size = 6 + random.nextInt(40);
      for (int row = 0; row < size; row++) {
        rows.add(row);
      }
      allTheTime.addAll(rows);
    }

    synchronized Reply answer(Asked asked) {
      int size = Integer.parseInt(asked.query("n", "1"));
      int from = Integer.parseInt(asked.query("p", "0"));
      if (random.nextInt(4) == 0) {
        change();
      }
      String items =
          rows.stream().skip(from).limit(size).map(id -> "{\"id\":" + id + "}").collect(
              Collectors.joining(","));
      return Reply.json("{\"items\":[" + items + "],\"c\":" + rows.size() + "}");
    }

    private void change() {
      int at = random.nextInt(rows.size());
      if (mayCome && (!mayGo || random.nextBoolean())) {
        rows.add(at, next++);
      } else if (mayGo && rows.size() > 4) {
        allTheTime.remove(rows.remove(at));
      }
    }
  }

  /**
   * Where pages overlap by a row, whatever comes and goes; by a total, where not as many come as
   * go at once.
   */
  @Test
  void overListsThatChangeNoRowIsLostThatWasThereAllTheTime() {
    int lists = FULL ? 20_000 : 600;
    Map<String, Changing> all = new ConcurrentHashMap<>();
    try (FakeApi server =
        new FakeApi(asked -> {
          Changing list = all.get(asked.path());
          return list == null ? Reply.status(410, "{}") : list.answer(asked);
        })) {
      for (long seed = 1; seed <= lists; seed++) {
        boolean byRow = seed % 2 == 0;
        boolean come = byRow || seed % 4 == 1;
        Changing list = new Changing(seed, come, byRow || !come);
        all.put("/" + seed + "/s", list);
        int size = 2 + (int) (seed % 5);
        Paging offsets = Paging.offset("p", "n", size);
        Paging paging = byRow ? offsets.overlapByRow() : offsets.total("/c");
        Came came = read(stream(server, seed, paging.ahead(1 + (int) (seed % 16))), List.of());
        String what = "seed " + seed + ", by row: " + byRow + ": " + came;
        assertThat(came.end()).as(what).isEqualTo(Progress.complete().toString());
        synchronized (list) {
          assertThat(came.records())
              .as(what)
              .containsAll(list.allTheTime.stream().map(id -> "{\"id\":" + id + "}").toList());
        }
        all.clear();
      }
    }
  }
}
