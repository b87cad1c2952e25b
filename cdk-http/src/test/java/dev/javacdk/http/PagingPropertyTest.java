package dev.javacdk.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.http.fake.FakeKit;
import dev.javacdk.http.fake.RecordingOutput;
import dev.javacdk.http.fake.Warned;
import dev.javacdk.http.paging.Declared;
import dev.javacdk.http.paging.Paging;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * APIs that were made up, page by page, truthful or not, read from end to end and taken up in the
 * middle: no row is lost without a word, reading always ends, and of a truthful API nothing is
 * said.
 */
class PagingPropertyTest {

  private static final URI BASE = URI.create("http://api");

  /** One reading of a script, in one or more attempts. */
  private static final class Run {

    private final PagingScript script;
    private final ScriptedSender api;
    private final RecordingOutput output = new RecordingOutput();
    private final Declared declared = new Declared();
    private final Random random;
    private int resumes;
    private boolean resumed;
    private String failure = "";

    Run(long seed) {
      this.script = new PagingScript(seed);
      this.api = new ScriptedSender(script);
      this.random = new Random(seed * 31);
      this.resumes = random.nextInt(3);
    }

    void read() throws Exception {
      CursorPosition at = CursorPosition.start();
      HttpPages pages = open();
      try {
        while (true) {
          StreamSlice slice = StreamSlice.of(Partition.whole(), at);
          Progress progress = pages.readPage(slice, output, new FakeKit());
          output.release();
          if (!(progress instanceof Progress.Next next)) {
            return;
          }
          if (next.position().equals(at)) {
            throw new SystemError("the position does not move");
          }
          at = next.position();
          if (resumes > 0 && random.nextInt(3) == 0) {
            resumes--;
            resumed = true;
            pages = open();
          }
        }
      } catch (SystemError e) {
        output.release();
        failure = String.valueOf(e.getMessage());
      }
    }

    private HttpPages open() {
      Paging paging = script.paging();
      HttpStream stream =
          HttpApi.at("http://api").stream("s").get("/s").records("/items").paging(paging);
      HttpStream known = script.keyed ? stream.key("id") : stream;
      assertThat(known.problems()).isEmpty();
      return new HttpPages(BASE, api, known.definition, paging, Partitions.single(), declared);
    }

    List<String> missing() {
      List<String> all =
          IntStream.range(0, script.rows).mapToObj(id -> "{\"id\":" + id + "}").toList();
      List<String> missing = new ArrayList<>(all);
      missing.removeAll(output.released);
      return missing;
    }

    /** Whether the page at which the reading has ended had a fact that says that there is more. */
    boolean wasToldOfMore() {
      return api.page < script.pages.size()
          && (script.saysMore(api.page, output.released.size()) || isFullWithoutAFlag());
    }

    private boolean isFullWithoutAFlag() {
      boolean counted = script.hasTotal || script.hasPages;
      return script.isStepped()
          && script.kind != PagingScript.Kind.KEYSET
          && counted
          && !script.hasFlag
          && !script.hasLast
          && script.pages.get(api.page).size() >= script.size;
    }
  }

  private static void check(long seed, List<String> warnings) throws Exception {
    warnings.clear();
    Run run = new Run(seed);
    try {
      run.read();
    } catch (AssertionError e) {
      throw new AssertionError("seed " + seed + ": " + run.script, e);
    }
    // Its links do count, and nothing moves.
    warnings.removeIf(line -> line.contains("only counts"));
    String what =
        "seed %d: %s%nread %s after %d requests, ended at page %d, failed with '%s', warned %s"
            .formatted(
                seed,
                run.script,
                run.output.released,
                run.api.requests,
                run.api.page,
                run.failure,
                warnings);
    boolean silent = run.failure.isEmpty() && warnings.isEmpty();
    if (silent && run.wasToldOfMore()) {
      assertThat(run.missing()).as(what).isEmpty();
    }
    if (run.script.truthful) {
      assertThat(run.failure).as(what).isEmpty();
      assertThat(run.missing()).as(what).isEmpty();
      if (!run.resumed) {
        assertThat(run.output.released).as(what).doesNotHaveDuplicates();
      }
      assertThat(warnings).as(what).allMatch(line -> line.contains("full page"));
    }
  }

  @Test
  void noRowIsLostWithoutAWordWhateverAnApiSays() throws Exception {
    int scripts = Boolean.getBoolean("javacdk.full") ? 1_000_000 : 20_000;
    try (Warned warned = new Warned()) {
      for (long seed = 1; seed <= scripts; seed++) {
        check(seed, warned.lines);
      }
    }
  }
}
