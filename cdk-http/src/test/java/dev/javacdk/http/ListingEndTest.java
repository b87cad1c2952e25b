package dev.javacdk.http;

import static dev.javacdk.http.rule.Match.json;
import static dev.javacdk.http.rule.Match.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.http.fake.Asked;
import dev.javacdk.http.fake.FakeApi;
import dev.javacdk.http.fake.Reply;
import dev.javacdk.http.fake.Walker;
import dev.javacdk.http.fake.Warned;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.rule.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of real APIs at the end of their listings: no row is lost in silence. */
class ListingEndTest {

  private static final Paging NUMBERS = Paging.pageNumber("page");

  private record Read(List<String> records, List<String> targets, List<String> warnings) {}

  private static Read read(Paging paging, Function<Asked, Reply> api) throws Exception {
    return read(paging, api, UnaryOperator.identity(), CursorPosition.start());
  }

  private static Read read(
      Paging paging,
      Function<Asked, Reply> api,
      UnaryOperator<HttpStream> change,
      CursorPosition from)
      throws Exception {
    try (FakeApi server = new FakeApi(api);
        Warned warned = new Warned()) {
      Walker walker = new Walker();
      HttpStream stream = Fast.api(server).stream("s").get("/s").records("/items").paging(paging);
      walker.read(change.apply(stream), from);
      return new Read(walker.output.released, server.targets(), List.copyOf(warned.lines));
    }
  }

  private static int number(Asked asked, String name, int otherwise) {
    return Integer.parseInt(asked.query(name, Integer.toString(otherwise)));
  }

  /** Rows from..to-1, with more fields of the body behind them. */
  private static Reply rows(int from, int to, String more) {
    return Reply.json("{\"items\":" + array(from, to) + (more.isEmpty() ? "" : "," + more) + "}");
  }

  private static String array(int from, int to) {
    return IntStream.range(from, to).mapToObj(id -> "{\"id\":" + id + "}").toList().toString();
  }

  private static List<String> ids(int... ids) {
    return IntStream.of(ids).mapToObj(id -> "{\"id\":" + id + "}").toList();
  }

  /** Pages [0], [], [2], [3], with what each says. */
  private static Function<Asked, Reply> holed(String... said) {
    return asked -> {
      int page = number(asked, "page", 1);
      if (page > 4) {
        return rows(0, 0, "");
      }
      return page == 2 ? rows(0, 0, said[1]) : rows(page - 1, page, said[page - 1]);
    };
  }

  @Test
  void anEmptyPageDoesNotBeatWhatTheApiSaysInWords() throws Exception {
    Read more =
        read(
            NUMBERS.more("/more"),
            holed("\"more\":true", "\"more\":true", "\"more\":true", "\"more\":false"));
    assertThat(more.records()).isEqualTo(ids(0, 2, 3));
    Read last =
        read(
            NUMBERS.last("/last"),
            holed("\"last\":false", "\"last\":false", "\"last\":false", "\"last\":true"));
    assertThat(last.records()).isEqualTo(ids(0, 2, 3));
  }

  @Test
  void anEmptyPageDoesNotBeatACount() throws Exception {
    String pages = "\"pages\":4";
    assertThat(read(NUMBERS.pages("/pages"), holed(pages, pages, pages, pages)).records())
        .isEqualTo(ids(0, 2, 3));
    String total = "\"total\":3";
    Read counted = read(NUMBERS.size("n", 1).total("/total"), holed(total, total, total, total));
    assertThat(counted.records()).isEqualTo(ids(0, 2, 3));
    assertThat(counted.warnings()).isEmpty();
  }

  @Test
  void anOffsetStepsOverAnEmptyPageByThePageSize() throws Exception {
    Read read =
        read(
            Paging.offset("o", "n", 2).more("/more"),
            asked -> {
              int offset = number(asked, "o", 0);
              return offset == 2
                  ? rows(0, 0, "\"more\":true")
                  : rows(offset, offset + 2, "\"more\":" + (offset < 4));
            });
    assertThat(read.records()).isEqualTo(ids(0, 1, 4, 5));
    assertThat(read.targets()).containsExactly("/s?n=2", "/s?n=2&o=2", "/s?n=2&o=4");
  }

  @Test
  void manyEmptyPagesAreAWarningAndThenAnError() {
    try (Warned warned = new Warned()) {
      assertThatThrownBy(() ->
              new Walker()
                  .readAll(
                      stream(
                          asked -> rows(0, 0, "\"more\":true"),
                          NUMBERS.more("/more").emptyPagesAtMost(30))))
          .isInstanceOf(SystemError.class)
          .hasMessageContaining("stream 's': GET http://")
          .hasMessageContaining(
              "30 pages in a row had no records, though there is more, says /more");
      assertThat(warned.lines).hasSize(1);
      assertThat(warned.lines.get(0)).contains("10 pages in a row had no records");
    }
  }

  private static HttpStream stream(Function<Asked, Reply> api, Paging paging) {
    return Fast.api(new FakeApi(api)).stream("s").get("/s").records("/items").paging(paging);
  }

  @Test
  void whatCannotStepFailsWhereThereIsMore() {
    assertThatThrownBy(() ->
            read(
                Paging.lastRecord("id").query("after").more("/more"),
                asked ->
                    asked.query("after") == null
                        ? rows(0, 1, "\"more\":true")
                        : rows(0, 0, "\"more\":true")))
        .isInstanceOf(SystemError.class)
        .hasMessageContaining("there is more, says /more, but the page has no records");
    assertThatThrownBy(() ->
            read(
                Paging.token("/next").query("t").last("/last"),
                asked -> rows(0, 1, "\"last\":false")))
        .hasMessageContaining("there is more, says /last, but the response has no token /next");
  }

  @Test
  void aCountThatIsNotReachedEndsAfterTenEmptyPagesWithBothNumbers() throws Exception {
    Read read =
        read(
            NUMBERS.size("n", 1).total("/total"),
            asked -> rows(0, number(asked, "page", 1) == 1 ? 1 : 0, "\"total\":450"));
    assertThat(read.targets()).hasSize(12);
    assertThat(read.warnings()).hasSize(1);
    assertThat(read.warnings().get(0)).contains("1 of 450 records, says /total");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 410, 416, 422})
  void anErrorBehindAnEmptyPageIsTheEndByACount(int status) throws Exception {
    Read read =
        read(
            NUMBERS.size("n", 2).total("/total"),
            asked ->
                switch (number(asked, "page", 1)) {
                  case 1 -> rows(0, 2, "\"total\":9");
                  case 2 -> rows(0, 0, "\"total\":9");
                  default -> Reply.status(status, "{\"message\":\"no such page\"}");
                });
    assertThat(read.records()).isEqualTo(ids(0, 1));
    assertThat(read.warnings()).hasSize(1);
    assertThat(read.warnings().get(0)).contains("2 of 9 records, says /total", "no such page");
  }

  @ParameterizedTest
  @CsvSource({
    "true,false",
    "1,0",
    "\"1\",\"0\"",
    "\"yes\",\"no\"",
    "\"Y\",\"N\"",
    "\"True\",\"FALSE\"",
    "true,null",
    "\"on\",\"off\"",
    "5,0",
    "\"true\",\"\""
  })
  void flagsAreUnderstoodInTheirUsualSpellings(String yes, String no) throws Exception {
    Function<Asked, Reply> more =
        asked -> {
          int page = number(asked, "page", 1);
          return rows(page, page + 1, "\"f\":" + (page < 3 ? yes : no));
        };
    assertThat(read(NUMBERS.more("/f"), more).records()).isEqualTo(ids(1, 2, 3));
    Function<Asked, Reply> last =
        asked -> {
          int page = number(asked, "page", 1);
          return rows(page, page + 1, "\"f\":" + (page < 3 ? no : yes));
        };
    assertThat(read(NUMBERS.last("/f"), last).records()).isEqualTo(ids(1, 2, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"https://x/s?page=2\"", "\"maybe\"", "{\"a\":1}", "[true]", "{}", "[]"})
  void whatIsNoFlagIsAnErrorThatQuotesIt(String value) {
    for (Paging paging : List.of(NUMBERS.more("/f"), NUMBERS.last("/f"))) {
      assertThatThrownBy(() -> read(paging, asked -> rows(0, 1, "\"f\":" + value)))
          .isInstanceOf(SystemError.class)
          .hasMessageContaining("expected a flag at /f")
          .hasMessageContaining(value);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"many\"", "{\"value\":3}", "[3]", "1.5", "true"})
  void whatIsNoCountIsAnErrorThatQuotesIt(String value) {
    assertThatThrownBy(() ->
            read(NUMBERS.size("n", 1).total("/total"), asked -> rows(0, 1, "\"total\":" + value)))
        .isInstanceOf(SystemError.class)
        .hasMessageContaining("expected a count at /total, found " + value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "-1", "\"\"", "0"})
  void aCountThatSaysNothingIsNotBelieved(String value) throws Exception {
    Read read =
        read(
            Paging.offset("o", "n", 2).total("/total"),
            asked -> {
              int offset = number(asked, "o", 0);
              return rows(offset, Math.min(offset + 2, 5), "\"total\":" + value);
            });
    assertThat(read.records()).isEqualTo(ids(0, 1, 2, 3, 4));
  }

  /** The API gives 50 a page at most, whatever is asked for. */
  private static Function<Asked, Reply> capped(int rows, String total) {
    return asked -> {
      int page = number(asked, "page", 1);
      return rows(Math.min((page - 1) * 50, rows), Math.min(page * 50, rows), total);
    };
  }

  @Test
  void aCountIsHeldAgainstWhatCameNotAgainstWhatWasAskedFor() throws Exception {
    Read total = read(NUMBERS.size("per_page", 100).total("/total"), capped(450, "\"total\":450"));
    assertThat(total.records()).hasSize(450);
    assertThat(total.warnings()).isEmpty();
    Read pages = read(NUMBERS.size("per_page", 100).pages("/pages"), capped(450, "\"pages\":5"));
    assertThat(pages.records()).hasSize(450);
    Read text =
        read(NUMBERS.size("per_page", 100).total("/total"), capped(450, "\"total\":\"450\""));
    assertThat(text.records()).hasSize(450);
  }

  @Test
  void aShortPageIsNotTheLastWhereACountOrAFlagSaysMore() throws Exception {
    Read total =
        read(
            NUMBERS.size("per_page", 100).shortPageIsLast().total("/total"),
            capped(450, "\"total\":450"));
    assertThat(total.records()).hasSize(450);
  }

  @Test
  void aResumedListingDoesNotTakeTheSizeThatWasAskedForForWhatCame() throws Exception {
    Read read =
        read(
            NUMBERS.size("per_page", 100).total("/total"),
            capped(450, "\"total\":450"),
            UnaryOperator.identity(),
            CursorPosition.of("page", 5));
    assertThat(read.records()).hasSize(250);
  }

  @Test
  void aTotalThatIsALowerBoundDoesNotEndAListing() throws Exception {
    Read read =
        read(
            Paging.offset("o", "n", 10).total("/hits/total"),
            asked -> {
              int offset = number(asked, "o", 0);
              return rows(offset, Math.min(offset + 10, 34), "\"hits\":{\"total\":20}");
            });
    assertThat(read.records()).hasSize(34);
    assertThat(read.warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 410, 416, 422, 200, 204})
  void aPageAskedForBehindAFullOneAtTheTotalEndsInSilence(int status) throws Exception {
    Function<Asked, Reply> api =
        asked -> {
          int page = number(asked, "page", 1);
          return page <= 2
              ? rows(page * 2, page * 2 + 2, "\"total\":4")
              : status == 200 ? rows(0, 0, "\"total\":4") : Reply.status(status, "");
        };
    Read read = read(NUMBERS.size("n", 2).total("/total"), api);
    assertThat(read.records()).hasSize(4);
    assertThat(read.targets()).hasSize(3);
    assertThat(read.warnings()).isEmpty();
  }

  @Test
  void aLaterAttemptKnowsThatItsPageLiesBehindWhatMayBeTheEnd() throws Exception {
    Walker walker = new Walker();
    Function<Asked, Reply> api =
        asked ->
            number(asked, "page", 1) == 1
                ? rows(0, 2, "\"total\":2")
                : Reply.status(400, "{\"code\":\"invalid_page\"}");
    walker.readAll(stream(api, NUMBERS.size("n", 2).total("/total")));
    assertThat(walker.progress)
        .containsExactly("{\"page\":2,\"past_end\":0,\"seen\":2,\"size\":2}", "complete");
    Walker later = new Walker();
    later.read(
        stream(api, NUMBERS.size("n", 2).total("/total")),
        position("{\"page\":2,\"past_end\":0,\"seen\":2,\"size\":2}"));
    assertThat(later.progress).containsExactly("complete");
  }

  private static CursorPosition position(String json) {
    return CursorPosition.ofJson(json);
  }

  @Test
  void theLastPageOnceMoreBehindTheTotalIsNotDeliveredTwice() throws Exception {
    Read read =
        read(
            NUMBERS.size("n", 2).total("/total"),
            asked -> {
              int page = Math.min(number(asked, "page", 1), 2);
              return rows(page * 2, page * 2 + 2, "\"total\":4");
            });
    assertThat(read.records()).hasSize(4);
  }

  @Test
  void aLastPageThatComesAgainAndAgainIsToldByItsKeys() throws Exception {
    Function<Asked, Reply> api =
        asked -> {
          int page = Math.min(number(asked, "page", 1), 3);
          return rows(page * 3, page * 3 + 3, "\"now\":" + System.nanoTime());
        };
    try (Warned warned = new Warned()) {
      assertThatThrownBy(() -> new Walker().readAll(stream(api, NUMBERS).key("id")))
          .isInstanceOf(SystemError.class)
          .hasMessageContaining("the page at page=5 is the same as the one before (3 records)");
      assertThat(warned.lines).hasSize(1);
      assertThat(warned.lines.get(0)).contains("the page at page=4 is the same");
    }
  }

  @Test
  void recordsThatDifferButForTheirKeyAreTheSamePage() {
    int[] calls = {0};
    Function<Asked, Reply> api =
        asked -> {
          calls[0]++;
          StringBuilder items = new StringBuilder();
          for (int id = 0; id < 12; id++) {
            items.append(id == 0 ? "" : ",").append("{\"seen\":").append(calls[0]);
            items.append(",\"id\":").append(id).append("}");
          }
          return Reply.json("{\"items\":[" + items + "]}");
        };
    assertThatThrownBy(
            () -> new Walker().readAll(stream(api, Paging.offset("frist", "max", 12)).key("id")))
        .isInstanceOf(SystemError.class)
        .hasMessageContaining(
            "the page at frist=12 is the same as the one before (12 records): does the API know 'frist'?");
    assertThat(calls[0]).isEqualTo(2);
  }

  @Test
  void withoutAKeyRowsMayReallyBeAlikeForAWhile() throws Exception {
    List<String> targets = new ArrayList<>();
    try (Warned warned = new Warned()) {
      assertThatThrownBy(() ->
              new Walker()
                  .readAll(
                      stream(
                          asked -> {
                            targets.add(asked.target());
                            return rows(0, 2, "");
                          },
                          Paging.offset("frist", "max", 2))))
          .hasMessageContaining("does the API know 'frist'?");
      assertThat(targets).hasSize(10);
      assertThat(warned.lines).hasSize(1);
    }
    Read alike = read(NUMBERS, asked -> rows(0, number(asked, "page", 1) < 6 ? 2 : 0, ""));
    assertThat(alike.records()).hasSize(10);
  }

  @Test
  void anAnswerWithoutABodyBehindATokenIsAskedForAgain() throws Exception {
    int[] calls = {0};
    Read once =
        read(
            Paging.token("/next").query("t"),
            asked -> {
              if (asked.query("t") == null) {
                return rows(0, 1, "\"next\":\"b\"");
              }
              return calls[0]++ == 0 ? Reply.status(204, "") : rows(1, 2, "");
            });
    assertThat(once.records()).isEqualTo(ids(0, 1));
    Read always =
        read(
            Paging.token("/next").query("t"),
            asked ->
                asked.query("t") == null ? rows(0, 1, "\"next\":\"b\"") : Reply.status(204, ""));
    assertThat(always.records()).isEqualTo(ids(0));
    assertThat(always.targets()).hasSize(3);
    assertThat(always.warnings()).hasSize(1);
    assertThat(always.warnings().get(0)).contains("an answer without a body");
  }

  @Test
  void anEmptyBodyWhereRecordsMayBeMissingIsNoRecords() throws Exception {
    Read read =
        read(
            Paging.none(),
            asked -> Reply.json(""),
            stream -> stream.recordsIfAny("/items"),
            CursorPosition.start());
    assertThat(read.records()).isEmpty();
  }

  @Test
  void aTokensPlaceThatNoPageHasIsSaidOnceWhereAPageWasFull() throws Exception {
    Read read = read(Paging.token("/nxt").query("t").size("n", 2), asked -> rows(0, 2, ""));
    assertThat(read.warnings()).hasSize(1);
    assertThat(read.warnings().get(0)).contains("nothing stood at its token /nxt");
    Read small = read(Paging.token("/nxt").query("t").size("n", 2), asked -> rows(0, 1, ""));
    assertThat(small.warnings()).isEmpty();
    Read unsized = read(Paging.token("/nxt").query("t"), asked -> rows(0, 20, ""));
    assertThat(unsized.warnings()).hasSize(1);
    assertThat(unsized.warnings().get(0)).contains("a page of 20 records", "its token /nxt");
    Read odd = read(Paging.token("/nxt").query("t"), asked -> rows(0, 19, ""));
    assertThat(odd.warnings()).isEmpty();
  }

  @Test
  void aTotalThatNoPageHasIsSaidOnce() throws Exception {
    Read read =
        read(
            NUMBERS.size("n", 2).total("/totl"),
            asked -> rows(0, number(asked, "page", 1) < 3 ? number(asked, "page", 1) : 0, ""));
    assertThat(read.records()).hasSize(3);
    assertThat(read.warnings()).hasSize(1);
    assertThat(read.warnings().get(0)).contains("no page had a count at /totl");
  }

  @Test
  void countsAndFlagsMayStandInHeaders() throws Exception {
    Function<Asked, Reply> wordpress =
        asked -> {
          int page = number(asked, "page", 1);
          return page > 3
              ? Reply.status(400, "{\"code\":\"rest_post_invalid_page_number\"}")
              : rows(page * 2, page * 2 + 2, "")
                  .header("X-WP-TotalPages: 3")
                  .header("X-WP-Total: 6")
                  .header("X-Has-More: " + (page < 3));
        };
    for (Paging paging :
        List.of(
            NUMBERS.pagesHeader("X-WP-TotalPages"),
            NUMBERS.size("n", 2).totalHeader("x-wp-total"),
            NUMBERS.moreHeader("X-Has-More"))) {
      Read read = read(paging, wordpress);
      assertThat(read.records()).hasSize(6);
      assertThat(read.warnings()).isEmpty();
    }
    assertThat(
            read(
                    NUMBERS.lastHeader("X-Last"),
                    asked ->
                        rows(number(asked, "page", 1), number(asked, "page", 1) + 1, "")
                            .header("X-Last: " + (number(asked, "page", 1) == 2 ? "yes" : "no")))
                .records())
        .hasSize(2);
  }

  @Test
  void anAnswerMayBeTheEnd() throws Exception {
    Read read =
        read(
            NUMBERS,
            asked -> {
              int page = number(asked, "page", 1);
              return page > 2
                  ? Reply.status(400, "{\"code\":\"invalid_page\"}")
                  : rows(page, page + 1, "");
            },
            stream -> stream.when(status(400).and(json("/code", "invalid_page")), Verdict.end()),
            CursorPosition.start());
    assertThat(read.records()).isEqualTo(ids(1, 2));
    assertThat(read.warnings()).isEmpty();
  }

  @Test
  void errorsOfThePagingNameStreamAndRequest() {
    assertThatThrownBy(() -> read(Paging.lastRecord("srt").query("after"), asked -> rows(0, 1, "")))
        .isInstanceOf(SystemError.class)
        .hasMessageContaining("stream 's': GET http://127.0.0.1")
        .hasMessageContaining("the last record of the page has no value at /srt");
  }

  @Test
  void aLinkHeaderThatCannotBeReadIsAnErrorNotTheEnd() {
    assertThatThrownBy(
            () -> read(Paging.linkHeader(), asked -> rows(0, 1, "").header("Link: next=/s?page=2")))
        .isInstanceOf(SystemError.class)
        .hasMessageContaining("the Link header cannot be read: 'next=/s?page=2'");
  }
}
