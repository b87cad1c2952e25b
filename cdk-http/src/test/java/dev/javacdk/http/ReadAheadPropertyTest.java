package dev.javacdk.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.http.fake.FakeKit;
import dev.javacdk.http.fake.RecordingOutput;
import dev.javacdk.http.fake.Reply;
import dev.javacdk.http.fake.Warned;
import dev.javacdk.http.paging.Declared;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.request.Call;
import dev.javacdk.http.request.UrlText;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Pages that are asked for before their turn, and answered at seeded moments in any order: over
 * lists that do not change, the records, the positions, the warnings and the error are those of one
 * who asks for one page at a time; over lists that do, no row is lost that was there all the time.
 */
class ReadAheadPropertyTest {

  private static final boolean FULL = Boolean.getBoolean("javacdk.full");

  /** Of one reading: what came out, and how it ended. */
  private record Came(
      List<String> records, List<String> positions, String end, List<String> warnings) {}

  /** Reads on, and breaks off behind so many pages: then all that is in memory is lost. */
  private static Came read(ScriptedSender api, Paging paging, boolean keyed, List<Integer> breaks) {
    RecordingOutput output = new RecordingOutput();
    List<String> positions = new ArrayList<>();
    CursorPosition at = CursorPosition.start();
    FakeKit kit = new FakeKit();
    Declared declared = new Declared();
    PageReader reader = reader(api, paging, keyed, declared);
    try (Warned warned = new Warned()) {
      while (true) {
        Progress said;
        try {
          said = reader.readPage(StreamSlice.of(Partition.whole(), at), output, kit);
        } catch (Exception e) {
          output.release();
          return new Came(output.released, positions, e.toString(), List.copyOf(warned.lines));
        }
        output.release();
        if (!(said instanceof Progress.Next next)) {
          return new Came(output.released, positions, said.toString(), List.copyOf(warned.lines));
        }
        at = next.position();
        positions.add(at.toString());
        if (breaks.contains(positions.size())) {
          reader = reader(api, paging, keyed, declared);
        }
      }
    }
  }

  private static HttpPages reader(
      ScriptedSender api, Paging paging, boolean keyed, Declared declared) {
    HttpStream stream =
        HttpApi.at("http://api").stream("s").get("/s").records("/items").paging(paging);
    HttpStream known = keyed ? stream.key("id") : stream;
    assertThat(known.problems()).isEmpty();
    URI base = URI.create("http://api");
    return new HttpPages(base, api, known.definition, paging, Partitions.single(), declared);
  }

  @Test
  void overListsThatRestOutputIsThatOfOnePageAtATime() {
    int scripts = FULL ? 100_000 : 2_000;
    int ahead = 0;
    for (long seed = 1; seed <= scripts; seed++) {
      PagingScript script = new PagingScript(seed);
      Random random = new Random(seed);
      boolean counts =
          script.kind == PagingScript.Kind.NUMBERS || script.kind == PagingScript.Kind.OFFSETS;
      boolean rests = counts && random.nextBoolean();
      Paging paging = rests ? script.paging().atRest() : script.paging();
      int most = !counts || rests || paging.showsMoves() ? 1 + random.nextInt(16) : 1;
      List<Integer> breaks = List.of(random.nextInt(6), random.nextInt(6));
      Came one = read(sender(script, seed), paging.ahead(0), script.keyed, breaks);
      ScriptedSender api = sender(script, seed);
      assertThat(read(api, paging.ahead(most), script.keyed, breaks))
          .as("seed %d, %d ahead: %s", seed, most, script)
          .isEqualTo(one);
      ahead += api.ahead;
    }
    assertThat(ahead).as("pages that came before their turn").isGreaterThan(scripts);
  }

  private static ScriptedSender sender(PagingScript script, long seed) {
    return new ScriptedSender(
        call -> script.reply(script.pageAt(UrlText.parameter(call.url(), "p"))), seed);
  }

  /** A list from which rows go, and into which they come, while it is read. */
  private static final class Changing {
    private final Random random;
    private final List<Integer> rows = new ArrayList<>();
    private final Set<Integer> allTheTime = new HashSet<>();
    private final boolean mayCome;
    private final boolean mayGo;

    /** Some APIs give smaller pages than they are asked for. */
    private final int largest;

    private int next = 100;

    Changing(long seed, boolean mayCome, boolean mayGo) {
      this.random = new Random(seed);
      this.mayCome = mayCome;
      this.mayGo = mayGo;
      this.largest = random.nextInt(3) == 0 ? 2 : 100;
      int size = 6 + random.nextInt(40);
      for (int row = 0; row < size; row++) {
        rows.add(row);
      }
      allTheTime.addAll(rows);
    }

    Reply answer(Call call) {
      int size = number(call, "n", 1);
      int from = number(call, "p", 0);
      if (random.nextInt(8) == 0) {
        change();
      }
      String items =
          rows.stream()
              .skip(from)
              .limit(Math.min(size, largest))
              .map(Changing::row)
              .collect(Collectors.joining(","));
      return Reply.json("{\"items\":[" + items + "],\"c\":" + rows.size() + "}");
    }

    private static int number(Call call, String name, int otherwise) {
      return Integer.parseInt(
          Objects.requireNonNullElse(UrlText.parameter(call.url(), name), "" + otherwise));
    }

    private static String row(int id) {
      return "{\"id\":" + id + "}";
    }

    private void change() {
      int at = random.nextInt(rows.size());
      Integer row = rows.get(at);
      if (mayCome && (!mayGo || random.nextBoolean())) {
        rows.add(at, next++);
      } else if (mayGo && rows.size() > 4) {
        rows.removeIf(row::equals);
        allTheTime.remove(row);
      }
    }
  }

  /**
   * Where pages overlap by a row, whatever comes and goes; by a total, where none goes, or none
   * comes.
   */
  @Test
  void overListsThatChangeNoRowIsLostThatWasThereAllTheTime() {
    int lists = FULL ? 100_000 : 4_000;
    int unsure = 0;
    for (long seed = 1; seed <= lists; seed++) {
      boolean byRow = seed % 2 == 0;
      boolean come = byRow || seed % 4 == 1;
      Changing list = new Changing(seed, come, byRow || !come);
      Paging offsets = Paging.offset("p", "n", 2 + (int) (seed % 5));
      Paging paging = byRow ? offsets.overlapByRow() : offsets.total("/c");
      int most = 1 + (int) (seed % 16);
      Came came = read(new ScriptedSender(list::answer, seed), paging.ahead(most), true, List.of());
      // Said, not silent; and where as many rows come in as a page has, it looks as if it came
      // again.
      if (came.end().contains("is the same as the one before")
          || came.warnings().stream().anyMatch(line -> line.contains("may have been missed"))) {
        unsure++;
        continue;
      }
      String what = "seed %d, by row: %s, %d ahead: %s".formatted(seed, byRow, most, came);
      if (!byRow && come) {
        // None has gone, whatever came too early.
        assertThat(came.warnings()).as(what).noneMatch(line -> line.contains("moved up"));
      }
      assertThat(came.end()).as(what).isEqualTo(Progress.complete().toString());
      assertThat(came.records())
          .as(what)
          .containsAll(list.allTheTime.stream().map(Changing::row).toList());
    }
    assertThat(unsure).as("lists that moved each time they were read").isLessThan(lists / 8);
  }
}
