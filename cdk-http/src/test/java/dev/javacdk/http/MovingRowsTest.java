package dev.javacdk.http;

import static dev.javacdk.http.request.Hole.since;
import static dev.javacdk.http.request.Hole.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.http.fake.Asked;
import dev.javacdk.http.fake.FakeApi;
import dev.javacdk.http.fake.Reply;
import dev.javacdk.http.fake.Walker;
import dev.javacdk.http.fake.Warned;
import dev.javacdk.http.paging.Paging;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Rows that move past positions that are counted, and positions that an API has forgotten. */
class MovingRowsTest {

  private static final Cursor UPDATED = Cursor.instant("updated_at");
  private static final Paging NUMBERS = Paging.pageNumber("page").size("size", 2);
  private static final Paging OFFSETS = Paging.offset("offset", "size", 3);

  /** Rows by number or offset; the third answer comes after a row was deleted. */
  private static final class Shrinking implements Function<Asked, Reply> {
    private final List<Integer> rows = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6));
    private final int deleted;
    private int answers;

    Shrinking(int deleted) {
      this.deleted = deleted;
    }

    @Override
    public synchronized Reply apply(Asked asked) {
      if (++answers == 2) {
        rows.remove(Integer.valueOf(deleted));
      }
      int size = Integer.parseInt(asked.query("size", "2"));
      int page = Integer.parseInt(asked.query("page", "1"));
      int from = Integer.parseInt(asked.query("offset", "" + (page - 1) * size));
      String found =
          rows.stream()
              .skip(from)
              .limit(size)
              .map(id -> "{\"id\":" + id + "}")
              .collect(Collectors.joining(","));
      return Reply.json("{\"items\":[" + found + "],\"total\":" + rows.size() + "}");
    }
  }

  private static HttpStream stream(String url, Paging paging) {
    return Fast.api(url).stream("s").get("/s").records("/items").paging(paging).key("id");
  }

  private static List<String> ids(Walker walker) {
    return walker.output.released.stream()
        .map(record -> JsonMapper.shared().readTree(record).path("id").asString())
        .toList();
  }

  private static List<String> read(Paging paging, Function<Asked, Reply> api, List<String> warned)
      throws Exception {
    try (FakeApi server = new FakeApi(api);
        Warned lines = new Warned()) {
      Walker walker = new Walker();
      walker.read(stream(server.url(), paging), CursorPosition.start());
      warned.addAll(lines.lines);
      return ids(walker);
    }
  }

  @Test
  void aRowThatMovedUpIsMissedByCountingAlone() throws Exception {
    List<String> warned = new ArrayList<>();
    assertThat(read(NUMBERS, new Shrinking(0), warned)).doesNotContain("2");
    assertThat(warned).isEmpty();
  }

  @Test
  void aTotalThatFallsHasThePageBeforeReadAgain() throws Exception {
    for (Paging paging : List.of(NUMBERS.total("/total"), OFFSETS.total("/total"))) {
      List<String> warned = new ArrayList<>();
      assertThat(read(paging, new Shrinking(0), warned))
          .as("%s", paging)
          .containsExactly("0", "1", "2", "3", "4", "5", "6");
      assertThat(warned).singleElement().asString().contains("'s'", "moved up", "read again");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aRowOfOverlapShowsWhatMoved(int deleted) throws Exception {
    for (Paging paging : List.of(NUMBERS.overlapByRow(), OFFSETS.overlapByRow())) {
      List<String> warned = new ArrayList<>();
      List<String> read = read(paging, new Shrinking(deleted), warned);
      assertThat(read).as("%s", paging).contains("3", "4", "5", "6").doesNotHaveDuplicates();
      assertThat(read).contains(deleted == 0 ? "1" : "0");
    }
  }

  @Test
  void aRowOfOverlapIsReadOnceWhereNothingMoves() throws Exception {
    List<String> warned = new ArrayList<>();
    for (Paging paging : List.of(NUMBERS.overlapByRow(), OFFSETS.overlapByRow())) {
      assertThat(read(paging, new Shrinking(-1), warned))
          .containsExactly("0", "1", "2", "3", "4", "5", "6");
    }
    assertThat(warned).isEmpty();
  }

  @Test
  void theEdgeOfAPageStandsInItsPositionForALaterAttempt() throws Exception {
    Shrinking api = new Shrinking(-1);
    try (FakeApi server = new FakeApi(api)) {
      HttpStream stream = stream(server.url(), OFFSETS.overlapByRow());
      Walker first = new Walker();
      first.read(stream, CursorPosition.start());
      assertThat(first.progress.get(0)).isEqualTo("{\"edge\":[[0],[1],[2]],\"offset\":3}");
      api.rows.remove(Integer.valueOf(0));
      Walker later = new Walker();
      later.read(
          stream,
          CursorPosition.of((ObjectNode) JsonMapper.shared().readTree(first.progress.get(0))));
      assertThat(ids(later)).contains("3", "4", "5", "6");
    }
  }

  @Test
  void aPageNumberCountsInTheSizeThatWasAskedFor() throws Exception {
    Shrinking api = new Shrinking(-1);
    try (FakeApi server = new FakeApi(api)) {
      HttpStream stream = stream(server.url(), NUMBERS);
      Walker walker = new Walker();
      walker.read(stream, CursorPosition.start());
      assertThat(walker.progress.get(0)).isEqualTo("{\"page\":2,\"size\":2}");
      CursorPosition third =
          CursorPosition.of((ObjectNode) JsonMapper.shared().readTree("{\"page\":3,\"size\":2}"));
      Walker other = new Walker();
      other.read(stream.paging(NUMBERS.size("size", 3)), third);
      assertThat(other.progress).singleElement().asString().contains("restart", "another size");
      Walker known = new Walker();
      known.read(
          stream.paging(NUMBERS.size("size", 3).total("/total")),
          CursorPosition.of(
              (ObjectNode) JsonMapper.shared().readTree("{\"page\":3,\"size\":2,\"seen\":4}")));
      assertThat(ids(known)).containsExactly("3", "4", "5", "6");
      Walker old = new Walker();
      old.read(stream, CursorPosition.of("page", 3));
      assertThat(ids(old)).containsExactly("4", "5", "6");
    }
  }

  @Test
  void aPositionWithoutASizeCountsInTheStreamsOwn() throws Exception {
    Shrinking api = new Shrinking(-1);
    try (FakeApi server = new FakeApi(api)) {
      Walker walker = new Walker();
      walker.kit.pageSize = 5;
      walker.read(stream(server.url(), NUMBERS), CursorPosition.of("page", 3));
      assertThat(walker.progress).singleElement().asString().contains("restart", "than 5");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/s?page=2, true",
    "/s?p=2, true",
    "/s?page%5Bnumber%5D=2&size=9, true",
    "/s?offset=2, true",
    "/s?start=100&limit=100, true",
    "/s?page=3, false",
    "/s?since_id=200, false",
    "/s?cursor=2, false",
    "/s?page=abc, false",
    "/s?offset=77, false",
    "/s?page=2&token=x, false"
  })
  void aLinkThatOnlyCountsIsSaidOnce(String link, boolean counts) throws Exception {
    Function<Asked, Reply> api =
        asked ->
            asked.target().equals("/s")
                ? Reply.json("{\"items\":[{\"id\":1},{\"id\":2}],\"next\":\"" + link + "\"}")
                : Reply.json("{\"items\":[{\"id\":3}]}");
    List<String> warned = new ArrayList<>();
    assertThat(read(Paging.nextLink("/next"), api, warned)).hasSize(3);
    assertThat(warned).hasSize(counts ? 1 : 0).allMatch(line -> line.contains("counting()"));
    List<String> said = new ArrayList<>();
    read(Paging.nextLink("/next").counting(), api, said);
    assertThat(said).isEmpty();
    assertThat(Paging.nextLink("/next").counting().isStable()).isFalse();
    assertThat(Paging.nextLink("/next").isStable()).isTrue();
  }

  private static String resumed(Paging paging, CursorPosition at, int status) throws Exception {
    try (FakeApi server = new FakeApi(asked -> Reply.status(status, "{\"message\":\"no\"}"))) {
      Walker walker = new Walker();
      walker.read(stream(server.url(), paging), at);
      return walker.progress.get(0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 409, 410, 422})
  void aTokenThatTheApiHasForgottenStartsItsListingAgain(int status) throws Exception {
    Paging token = Paging.token("/next").query("t");
    assertThat(resumed(token, CursorPosition.of("t", "x"), status))
        .contains("restart", "" + status);
    assertThat(resumed(Paging.nextLink("/next"), CursorPosition.of("next", "/s?c=1"), status))
        .contains("restart");
    assertThat(resumed(Paging.lastRecord("id").query("a"), CursorPosition.of("a", 7), status))
        .contains("restart");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void refusalsThatHaveReasonsOfTheirOwnDoNot(int status) {
    Paging token = Paging.token("/next").query("t");
    assertThatThrownBy(() -> resumed(token, CursorPosition.of("t", "x"), status))
        .hasMessageContaining("" + status);
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 410, 416})
  void aPageThatIsNotThereAnyMoreStartsItsListingAgain(int status) throws Exception {
    assertThat(resumed(NUMBERS, CursorPosition.of("page", 9), status)).contains("restart");
    assertThat(resumed(OFFSETS, CursorPosition.of("offset", 9), status)).contains("restart");
  }

  @Test
  void aPageTooDeepIsAnErrorThatSaysTheWayOut() {
    assertThatThrownBy(() -> resumed(OFFSETS, CursorPosition.of("offset", 10_000), 400))
        .hasMessageContainingAll("offset=10000", "400", "windows", "cursor");
  }

  @Test
  void whatCanBeMissedIsSaidInWords() {
    HttpStream any =
        Fast.api("http://h").stream("s")
            .get("/s")
            .records("/items")
            .key("id")
            .query("a", since(UPDATED));
    assertThat(any.paging(Paging.token("/next").query("t")).cautions()).isEmpty();
    assertThat(any.paging(NUMBERS).cautions()).singleElement().asString().contains("deleted");
    assertThat(any.paging(OFFSETS.overlapByRow()).cautions()).isEmpty();
    assertThat(any.paging(OFFSETS.total("/total")).cautions())
        .singleElement()
        .asString()
        .contains("total stays");
    HttpStream bounded = any.query("b", until(UPDATED)).paging(OFFSETS);
    assertThat(bounded.cautions())
        .singleElement()
        .asString()
        .contains("upper bound", "overlapByRow()");
    assertThat(bounded.paging(OFFSETS.total("/total")).cautions()).isEmpty();
    assertThat(any.paging(Paging.lastRecord("updated_at").query("x")).cautions())
        .singleElement()
        .asString()
        .contains("'updated_at'", "share one");
    assertThat(any.paging(Paging.lastRecord("id").query("x")).cautions()).isEmpty();
    HttpStream ordered =
        Fast.api("http://h").stream("s")
            .get("/s")
            .records("/items")
            .query("a", since(UPDATED.ascending()));
    assertThat(ordered.paging(NUMBERS).cautions()).isEmpty();
    assertThat(ordered.paging(NUMBERS).describe()).contains("from page to page by the cursor");
    HttpStream blind =
        Fast.api("http://h").stream("s")
            .get("/s")
            .records("/items")
            .cursor(UPDATED.ascending().clientSide());
    assertThat(blind.paging(NUMBERS).cautions())
        .singleElement()
        .asString()
        .contains("move to the end");
    assertThat(any.paging(OFFSETS.overlapByRow()).key().problems())
        .anyMatch(problem -> problem.contains("overlapByRow()") && problem.contains("key"));
  }

  /** What breaks off behind pages that were read again takes none of their rows with it. */
  @Test
  void aPageThatBreaksOffBehindThoseReadAgainLosesNothing() throws Exception {
    for (Paging paging : List.of(NUMBERS.total("/total"), OFFSETS.overlapByRow())) {
      Shrinking rows = new Shrinking(0);
      int[] answers = {0};
      Function<Asked, Reply> api =
          asked -> {
            Reply reply = rows.apply(asked);
            return ++answers[0] == 4 ? reply.with(Reply.Fault.TRUNCATED) : reply;
          };
      assertThat(read(paging, api, new ArrayList<>()))
          .as("%s", paging)
          .contains("0", "1", "2", "3", "4", "5", "6");
    }
  }
}
