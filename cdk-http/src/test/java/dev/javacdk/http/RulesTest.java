package dev.javacdk.http;

import static dev.javacdk.http.rule.Match.json;
import static dev.javacdk.http.rule.Match.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.error.TransientError;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.http.fake.FakeApi;
import dev.javacdk.http.fake.Reply;
import dev.javacdk.http.fake.Walker;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.rule.Match;
import dev.javacdk.http.rule.Verdict;
import dev.javacdk.http.settings.Budget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** What an author says of answers, and budgets of calls. */
class RulesTest {

  private static final Reply GOOD = Reply.json("{\"items\":[{\"id\":1}]}");

  private static FakeApi answering(Reply... replies) {
    Queue<Reply> queue = new ArrayDeque<>(Arrays.asList(replies));
    return new FakeApi(asked -> queue.size() > 1 ? queue.remove() : queue.element());
  }

  private static HttpStream items(HttpApi api) {
    return api.stream("items")
        .get("/items")
        .records("/items")
        .paging(Paging.token("/next").query("t"));
  }

  @Test
  void aRateLimitHiddenInA200IsOneLine() throws Exception {
    try (FakeApi server = answering(Reply.json("{\"code\":\"busy\"}"), GOOD)) {
      HttpApi api =
          Fast.api(server).when(json("/code", "busy"), Verdict.rateLimited(Duration.ofSeconds(30)));
      Walker walker = new Walker();
      assertThat(walker.readAll(items(api))).hasSize(1);
      assertThat(walker.kit.waits.get(0)).isAfter(Instant.now().plusSeconds(25));
    }
  }

  @Test
  void anExpiredTokenRestartsThePartition() throws Exception {
    try (FakeApi server =
        answering(Reply.status(400, "{\"error\":{\"message\":\"scroll id expired\"}}"))) {
      HttpStream stream =
          items(Fast.api(server))
              .when(status(400).and(Match.text("scroll id expired")), Verdict.restart());
      Walker walker = new Walker();
      walker.read(stream, CursorPosition.of("t", "old"));
      assertThat(walker.progress)
          .containsExactly(
              "restart: stream 'items': GET %s/items?t=old answered 400: scroll id expired"
                  .formatted(server.url()));
    }
  }

  @Test
  void aStreamsRulesComeBeforeTheApis() throws Exception {
    try (FakeApi server = answering(Reply.status(418, "{\"message\":\"teapot\"}"))) {
      HttpApi api = Fast.api(server).when(status(418), Verdict.configError());
      assertThatThrownBy(() -> new Walker().readAll(items(api))).isInstanceOf(ConfigError.class);
      assertThatThrownBy(() ->
              new Walker()
                  .readAll(items(api).when(status(418), Verdict.transientError("Try tea."))))
          .isInstanceOf(TransientError.class)
          .hasMessage("stream 'items': Try tea.");
    }
  }

  @Test
  void verdictsSkipAcceptRetryAndFail() throws Exception {
    try (FakeApi server = answering(Reply.status(402, "{\"items\":[{\"id\":9}]}"))) {
      HttpApi api = Fast.api(server);
      Walker skipped = new Walker();
      skipped.readAll(items(api).when(status(402), Verdict.skip()));
      assertThat(skipped.progress).containsExactly("complete");
      assertThat(skipped.output.released).isEmpty();
      assertThat(new Walker().readAll(items(api).when(status(402), Verdict.accept())))
          .containsExactly("{\"id\":9}");
      Walker gone = new Walker();
      gone.readAll(items(api).when(status(402), Verdict.gone()));
      assertThat(gone.progress.get(0)).startsWith("gone: ");
      assertThatThrownBy(
              () -> new Walker().readAll(items(api).when(status(402), Verdict.systemError())))
          .isInstanceOf(SystemError.class);
    }
    try (FakeApi server = answering(Reply.status(402, "{}"), GOOD)) {
      assertThat(new Walker().readAll(items(Fast.api(server)).when(status(402), Verdict.retry())))
          .hasSize(1);
    }
  }

  @Test
  void anyPredicateIsAMatch() throws Exception {
    try (FakeApi server = answering(GOOD.header("X-State: partial"), GOOD)) {
      Match partial = answer -> answer.header("X-State").isPresent();
      assertThat(new Walker().readAll(items(Fast.api(server).when(partial, Verdict.retry()))))
          .hasSize(1);
      assertThat(server.asked()).hasSize(2);
    }
  }

  @Test
  void aGithubStyle403WithNothingLeftIsARateLimit() throws Exception {
    Reply limited =
        Reply.status(403, "{}")
            .header("X-RateLimit-Remaining: 0")
            .header("X-RateLimit-Reset-After: 90");
    try (FakeApi server = answering(limited, GOOD)) {
      Walker walker = new Walker();
      walker.readAll(items(Fast.api(server)));
      assertThat(walker.kit.waits).hasSize(1);
      assertThat(walker.kit.waits.get(0)).isAfter(Instant.now().plusSeconds(60));
    }
  }

  @Test
  void aBudgetIsSharedByTheStreamsOfAnApiAndCountsOnlyItsCalls() throws Exception {
    try (FakeApi server = answering(GOOD)) {
      HttpApi api = Fast.api(server).budget(Budget.of(10, Duration.ofHours(1)).forPath("/search"));
      Walker walker = new Walker();
      walker.readAll(items(api));
      walker.readAll(items(api));
      assertThat(walker.kit.waits).isEmpty();
      walker.readAll(items(api).get("/search/a"));
      walker.readAll(items(api).get("/search/b"));
      walker.readAll(items(api).get("/search/c"));
      assertThat(walker.kit.waits).hasSize(2);
      assertThat(walker.kit.waits.get(0))
          .isBetween(Instant.now().plusSeconds(300), Instant.now().plusSeconds(361));
      assertThat(walker.kit.waits.get(1))
          .isBetween(Instant.now().plusSeconds(660), Instant.now().plusSeconds(721));
    }
  }

  @Test
  void aRequestIsChangedByAFunctionBeforeItIsSent() throws Exception {
    try (FakeApi server = answering(GOOD)) {
      new Walker()
          .readAll(
              items(Fast.api(server))
                  .prepare(call -> call.header("X-Signature", "s" + call.url().getPath())));
      assertThat(server.asked().get(0).header("x-signature")).isEqualTo("s/items");
    }
  }
}
