package dev.javacdk.http.paging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.http.HttpApi;
import dev.javacdk.http.HttpStream;
import dev.javacdk.http.fake.Walker;
import dev.javacdk.testkit.api.LocalApi;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every way of paging promises, over HTTP: each row is read once, also by one who takes over
 * at any page with nothing but the text of its position; it ends where it says, and asks for pages
 * of the size that it was told. Those who extend it say the paging, the API that pages so, and what
 * ends a listing.
 */
abstract class PagingContract {

  private static final int SIZE = 4;

  /** What tells the reader that there is no more. */
  enum End {
    /** The last page itself. */
    LAST_PAGE,
    /** A page with fewer rows than asked for. */
    SHORT_PAGE,
    /** A page without rows. */
    EMPTY_PAGE
  }

  private final IntFunction<Paging> paging;
  private final BiFunction<LocalApi.Builder, Integer, LocalApi.Builder> served;
  private final End end;

  /**
   * A way of paging.
   *
   * @param paging asking for pages of a size
   * @param served an API that pages so, with so many rows {@code {"id":0}} in {@code /items} at the
   *     path {@code /rows}
   * @param end what ends a listing
   */
  PagingContract(
      IntFunction<Paging> paging,
      BiFunction<LocalApi.Builder, Integer, LocalApi.Builder> served,
      End end) {
    this.paging = paging;
    this.served = served;
    this.end = end;
  }

  final Paging paging(int size) {
    return paging.apply(size);
  }

  private LocalApi serve(int rows) {
    return served.apply(LocalApi.builder(), rows).start();
  }

  /** The stream with what else its API wants: another method, a mark in its path. */
  HttpStream stream(HttpStream rows) {
    return rows;
  }

  /** Requests besides those for pages, of each reader that begins at the start. */
  int openings() {
    return 0;
  }

  /** How many pages are asked for. */
  int pages(int rows, int size) {
    int begun = (rows + size - 1) / size;
    return switch (end) {
      case LAST_PAGE -> Math.max(1, begun);
      case SHORT_PAGE -> rows / size + 1;
      case EMPTY_PAGE -> begun + 1;
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, SIZE - 1, SIZE, SIZE + 1, 3 * SIZE, 5 * SIZE + 2})
  final void everyRowIsReadOnceAndItEndsWhereItSays(int rows) throws Exception {
    try (LocalApi api = serve(rows)) {
      assertThat(new Walker().readAll(stream(api))).isEqualTo(rows(0, rows));
      assertThat(api.counters().total()).isEqualTo(openings() + pages(rows, SIZE));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3 * SIZE, 3 * SIZE + 1})
  final void whoTakesOverAtAnyPageReadsTheRest(int rows) throws Exception {
    try (LocalApi api = serve(rows)) {
      Walker first = new Walker();
      CursorPosition at = CursorPosition.start();
      List<Integer> rest = new ArrayList<>();
      while (page(stream(api), at, first) instanceof Progress.Next next) {
        CursorPosition written = next.position();
        at = CursorPosition.ofJson(written.toString());
        assertThat(at).isEqualTo(written);
        List<String> read = new Walker().read(stream(api), at);
        assertThat(read).isEqualTo(rows(first.output.released.size(), rows));
        rest.add(read.size());
      }
      assertThat(rest).hasSize(pages(rows, SIZE) - 1);
    }
  }

  @Test
  final void pagesAreOfTheSizeThatTheOperatorAsksFor() throws Exception {
    int rows = 11;
    int size = SIZE - 1;
    try (LocalApi api = serve(rows)) {
      Walker walker = new Walker();
      walker.kit.pageSize = size;
      assertThat(walker.readAll(stream(api))).isEqualTo(rows(0, rows));
      assertThat(walker.progress).hasSize(pages(rows, size));
    }
  }

  @Test
  final void positionOfAnotherPagingIsRefused() throws Exception {
    try (LocalApi api = serve(1)) {
      Walker walker = new Walker();
      walker.read(stream(api), CursorPosition.of("of-another-paging", 7));
      assertThat(walker.progress).singleElement().asString().startsWith("restart: ");
      assertThat(api.counters().total()).isZero();
    }
  }

  private HttpStream stream(LocalApi api) {
    return stream(
        HttpApi.at(api.baseUrl()).stream("rows")
            .get("/rows")
            .records("/items")
            .paging(paging(SIZE)));
  }

  private static Progress page(HttpStream stream, CursorPosition at, Walker walker)
      throws Exception {
    StreamSlice slice = StreamSlice.of(Partition.whole(), at);
    Progress progress = stream.reader(Partition.whole()).readPage(slice, walker.output, walker.kit);
    walker.output.release();
    return progress;
  }

  private static List<String> rows(int from, int to) {
    return LongStream.range(from, to).mapToObj(id -> "{\"id\":" + id + "}").toList();
  }
}
