package dev.javacdk.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.http.fake.Asked;
import dev.javacdk.http.fake.FakeApi;
import dev.javacdk.http.fake.Reply;
import dev.javacdk.http.fake.Walker;
import dev.javacdk.http.fake.Warned;
import dev.javacdk.http.paging.Opening;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.request.Request;
import dev.javacdk.http.settings.Budget;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pages that are asked for before their turn, over real connections. */
@Timeout(60)
class ReadAheadTest {

  private static final int ROWS = 39;
  private static final Paging NUMBERS = Paging.pageNumber("p").size("n", 2);
  private static final Paging COUNTED = NUMBERS.total("/total");

  /** Rows by page number; it counts how many requests are under way at once. */
  private static class Pages implements Function<Asked, Reply> {
    private final AtomicInteger underWay = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();

    @Override
    public Reply apply(Asked asked) {
      int now = underWay.incrementAndGet();
      most.accumulateAndGet(now, Math::max);
      try {
        Thread.sleep(5);
        return answer(asked, Integer.parseInt(asked.query("p", "1")));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      } finally {
        underWay.decrementAndGet();
      }
    }

    /** What is answered; others are asked for what is odd about a request. */
    Reply answer(Asked asked, int page) {
      return asked.path().equals("/s") ? numbered(page, ROWS) : Reply.status(404, "{}");
    }
  }

  private static Reply numbered(int page, int rows) {
    String found =
        IntStream.range((page - 1) * 2, Math.min(rows, page * 2))
            .mapToObj(id -> "{\"id\":" + id + "}")
            .collect(Collectors.joining(","));
    return Reply.json("{\"items\":[" + found + "],\"total\":" + rows + "}");
  }

  private static final List<String> ALL =
      IntStream.range(0, ROWS).mapToObj(id -> "{\"id\":" + id + "}").toList();

  private static HttpStream stream(HttpApi api, Paging paging) {
    return api.stream("s").get("/s").records("/items").paging(paging).key("id");
  }

  private static List<String> read(FakeApi server, Paging paging) throws Exception {
    return new Walker().read(stream(Fast.api(server), paging), CursorPosition.start());
  }

  @Test
  void pagesGoSideBySideAndComeInOrderEachAskedForOnce() throws Exception {
    Pages pages = new Pages();
    try (FakeApi server = new FakeApi(pages)) {
      assertThat(read(server, COUNTED.ahead(4))).isEqualTo(ALL);
      assertThat(pages.most.get()).isBetween(2, 5);
      // Twenty by the count, and the one behind them that nobody trusts the count to be none.
      assertThat(server.targets()).doesNotHaveDuplicates().hasSizeBetween(20, 21);
    }
  }

  @Test
  void oneAtATimeIsWhatIsDoneWhereNothingIsSaid() throws Exception {
    for (Paging paging : List.of(NUMBERS, COUNTED, COUNTED.ahead(0), NUMBERS.atRest().ahead(0))) {
      Pages pages = new Pages();
      try (FakeApi server = new FakeApi(pages)) {
        assertThat(read(server, paging)).isEqualTo(ALL);
        assertThat(pages.most.get()).isEqualTo(1);
      }
    }
  }

  @Test
  void aListingAtRestIsReadAheadByItselfAndItsEndIsNoError() throws Exception {
    Pages pages =
        new Pages() {
          @Override
          Reply answer(Asked asked, int page) {
            return page > 20 ? Reply.status(404, "{}") : super.answer(asked, page);
          }
        };
    try (FakeApi server = new FakeApi(pages)) {
      Paging paging = NUMBERS.atRest().shortPageIsLast();
      assertThat(read(server, paging)).isEqualTo(ALL);
      assertThat(pages.most.get()).isBetween(2, 9);
      assertThat(server.targets()).hasSizeLessThanOrEqualTo(20 + 2 * 8);
    }
  }

  /** What is said by the operator holds where the paging can do it; elsewhere it is one page. */
  @Test
  void theOperatorsWordGoesAsFarAsPagesMayGoSideBySide() throws Exception {
    for (Paging paging : List.of(COUNTED, NUMBERS)) {
      Pages pages = new Pages();
      try (FakeApi server = new FakeApi(pages)) {
        Walker walker = new Walker();
        walker.kit.pagesAhead = 6;
        walker.read(stream(Fast.api(server), paging), CursorPosition.start());
        assertThat(walker.output.released).isEqualTo(ALL);
        assertThat(pages.most.get() > 1).as("%s", paging).isEqualTo(paging == COUNTED);
      }
    }
  }

  @Test
  void pagesThatMayMoveUnseenAreNotAskedForSideBySide() {
    try (FakeApi server = new FakeApi(asked -> Reply.json("{}"))) {
      HttpApi api = Fast.api(server);
      assertThat(stream(api, NUMBERS.ahead(2)).problems().toString()).contains("ahead(...)");
      assertThat(stream(api, NUMBERS.overlapByRow().ahead(2)).problems().toString())
          .contains("ahead(...)");
      assertThat(stream(api, NUMBERS.ahead(1)).problems()).isEmpty();
      assertThat(stream(api, NUMBERS.atRest().overlapByRow()).problems().toString())
          .contains("atRest()");
      assertThat(stream(api, Paging.token("/t").query("t").atRest()).problems().toString())
          .contains("atRest()");
    }
  }

  /** The token is known before the records are read: the server is asked while they are. */
  @Test
  void theNextTokenIsAskedForWhileRecordsAreRead() throws Exception {
    CountDownLatch second = new CountDownLatch(1);
    try (FakeApi server =
        new FakeApi(asked -> {
          if (asked.query("t") == null) {
            return Reply.json("{\"items\":[{\"id\":1}],\"t\":\"x\"}");
          }
          second.countDown();
          return Reply.json("{\"items\":[{\"id\":2}]}");
        })) {
      Set<Boolean> seen = ConcurrentHashMap.newKeySet();
      HttpStream stream =
          stream(Fast.api(server), Paging.token("/t").query("t").ahead(1))
              .map(record -> {
                if (record.get("id").asInt() == 1) {
                  seen.add(await(second));
                }
                return record;
              });
      assertThat(new Walker().read(stream, CursorPosition.start())).hasSize(2);
      assertThat(seen).containsExactly(true);
      assertThat(server.targets()).containsExactly("/s", "/s?t=x");
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A place on the server that moves with each request is not moved before its turn. */
  @Test
  void whatWasOpenedIsReadOnePageAtATime() throws Exception {
    try (FakeApi server =
        new FakeApi(asked ->
            Reply.json(
                asked.path().equals("/open")
                    ? "{\"id\":\"q\"}"
                    : asked.query("t") == null
                        ? "{\"items\":[{\"id\":1}],\"t\":\"x\"}"
                        : "{\"items\":[{\"id\":2}]}"))) {
      Paging paging =
          Paging.token("/t")
              .query("t")
              .opened(Opening.by(Request.of("POST", "/open"), "/id").query("scroll"))
              .ahead(1);
      CountDownLatch second = new CountDownLatch(1);
      HttpStream stream =
          stream(Fast.api(server), paging)
              .map(record -> {
                assertThat(server.targets().toString()).doesNotContain("t=x" + record.get("id"));
                second.countDown();
                return record;
              });
      assertThat(new Walker().read(stream, CursorPosition.start())).hasSize(2);
    }
  }

  /**
   * Each page fails the first time it is asked for: what was asked for ahead is asked for again.
   */
  @Test
  void whatFailsAheadIsAskedForInItsTurn() throws Exception {
    for (int status : List.of(500, 503, 404, 401)) {
      Set<String> failed = ConcurrentHashMap.newKeySet();
      Pages pages =
          new Pages() {
            @Override
            Reply answer(Asked asked, int page) {
              return page % 3 == 0 && failed.add(asked.target())
                  ? Reply.status(status, "{}")
                  : super.answer(asked, page);
            }
          };
      try (FakeApi server = new FakeApi(pages);
          Warned warned = new Warned()) {
        assertThat(read(server, COUNTED.ahead(4))).as("%d", status).isEqualTo(ALL);
        assertThat(warned.lines).isEmpty();
      }
    }
  }

  @Test
  void aLimitThatIsMetAheadHoldsAll() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    Pages pages =
        new Pages() {
          @Override
          Reply answer(Asked asked, int page) {
            return requests.incrementAndGet() == 6
                ? Reply.status(429, "{}").header("Retry-After: 2")
                : super.answer(asked, page);
          }
        };
    try (FakeApi server = new FakeApi(pages)) {
      Walker walker = new Walker();
      walker.read(stream(Fast.api(server), COUNTED.ahead(4)), CursorPosition.start());
      assertThat(walker.output.released).isEqualTo(ALL);
      assertThat(walker.kit.waits).isNotEmpty();
    }
  }

  /** Ten a minute, of which one may come at once: nothing is left for pages before their turn. */
  @Test
  void aBudgetThatIsSpentIsNotSpentAhead() throws Exception {
    Pages pages = new Pages();
    try (FakeApi server = new FakeApi(pages)) {
      HttpApi api = Fast.api(server).budget(Budget.of(10, Duration.ofMinutes(1)));
      Walker walker = new Walker();
      walker.read(stream(api, COUNTED.ahead(4)), CursorPosition.start());
      assertThat(walker.output.released).isEqualTo(ALL);
      assertThat(pages.most.get()).isEqualTo(1);
    }
  }

  @Test
  void aPageTooLargeToBeHeldIsAskedForInItsTurn() throws Exception {
    String large = "x".repeat(3 << 20);
    Pages pages =
        new Pages() {
          @Override
          Reply answer(Asked asked, int page) {
            return page == 5
                ? Reply.json(
                    "{\"items\":[{\"id\":8,\"text\":\"%s\"},{\"id\":9}],\"total\":39}"
                        .formatted(large))
                : super.answer(asked, page);
          }
        };
    try (FakeApi server = new FakeApi(pages)) {
      assertThat(read(server, COUNTED.ahead(4))).hasSize(ROWS);
      assertThat(server.targets().stream().filter(target -> target.contains("p=5"))).hasSize(2);
    }
  }

  /** A row comes in before page 3 is answered, behind page 4: the older answer does not count. */
  @Test
  void anAnswerThatIsOlderThanThePageBeforeItDoesNotCount() throws Exception {
    CountDownLatch fourth = new CountDownLatch(1);
    AtomicInteger answered = new AtomicInteger();
    try (FakeApi server =
            new FakeApi(asked -> {
              int page = Integer.parseInt(asked.query("p", "1"));
              if (page == 3 && answered.get() == 0) {
                await(fourth);
                answered.set(1);
              }
              if (page == 4 && answered.get() == 0) {
                fourth.countDown();
                return numbered(4, 12);
              }
              // From page 3 on there is one row more, at the front.
              return answered.get() == 0 ? numbered(page, 12) : shifted(page);
            });
        Warned warned = new Warned()) {
      List<String> rows = read(server, COUNTED.ahead(4));
      assertThat(rows)
          .containsAll(IntStream.range(0, 12).mapToObj(id -> "{\"id\":" + id + "}").toList());
      assertThat(rows).as("only the row that moved comes twice").hasSize(13);
      assertThat(warned.lines).isEmpty();
    }
  }

  private static Reply shifted(int page) {
    String found =
        IntStream.range((page - 1) * 2, Math.min(13, page * 2))
            .mapToObj(id -> "{\"id\":" + (id - 1) + "}")
            .collect(Collectors.joining(","));
    return Reply.json("{\"items\":[" + found + "],\"total\":13}");
  }

  /**
   * The API gives smaller pages than it is asked for: offsets are not where they were hoped to be.
   */
  @Test
  void askingInVainStops() throws Exception {
    try (FakeApi server =
        new FakeApi(asked -> {
          int from = Integer.parseInt(asked.query("p", "0"));
          return Reply.json(
              "{\"items\":["
                  + IntStream.range(from, Math.min(ROWS, from + 2))
                      .mapToObj(id -> "{\"id\":" + id + "}")
                      .collect(Collectors.joining(","))
                  + "],\"total\":39}");
        })) {
      assertThat(read(server, Paging.offset("p", "n", 5).total("/total").ahead(4))).isEqualTo(ALL);
      assertThat(server.targets()).hasSizeLessThanOrEqualTo(20 + 3 * 2 * 4 + 1);
    }
  }
}
