package dev.javacdk.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.http.fake.Asked;
import dev.javacdk.http.fake.FakeApi;
import dev.javacdk.http.fake.Reply;
import dev.javacdk.http.fake.Walker;
import dev.javacdk.http.paging.Paging;
import org.junit.jupiter.api.Test;

/** Pages and where they go on, alone and below a parent. */
class ResumeTest {

  private static final Paging PAGES = Paging.token("/next").query("page");

  /** Five pages of one item for each collection. */
  private static Reply fivePages(Asked asked) {
    int page = Integer.parseInt(asked.query("page", "1"));
    String next = page == 5 ? "null" : Integer.toString(page + 1);
    return Reply.json(
        "{\"items\":[{\"id\":\"" + asked.path() + "#" + page + "\"}],\"next\":" + next + "}");
  }

  private static HttpStream items(FakeApi server) {
    return Fast.api(server).stream("items").get("/items").records("/items").paging(PAGES);
  }

  @Test
  void fivePagesWithoutStateAreFiveRequestsTheFirstWithoutToken() throws Exception {
    try (FakeApi server = new FakeApi(ResumeTest::fivePages)) {
      Walker walker = new Walker();
      walker.readAll(items(server));
      assertThat(server.targets())
          .containsExactly(
              "/items", "/items?page=2", "/items?page=3", "/items?page=4", "/items?page=5");
      assertThat(walker.progress)
          .containsExactly(
              "{\"page\":2}", "{\"page\":3}", "{\"page\":4}", "{\"page\":5}", "complete");
      assertThat(walker.output.released).hasSize(5);
    }
  }

  @Test
  void fromAStateOfPageThreeThreeRequestsAreMade() throws Exception {
    try (FakeApi server = new FakeApi(ResumeTest::fivePages)) {
      new Walker().read(items(server), CursorPosition.of("page", 3));
      assertThat(server.targets())
          .containsExactly("/items?page=3", "/items?page=4", "/items?page=5");
    }
  }

  @Test
  void scenarios68and70_everyParentsPagesAreRead() throws Exception {
    try (FakeApi server = new FakeApi(ResumeTest::parentsAndPages)) {
      HttpStream parents =
          Fast.api(server).stream("parents").get("/parents").records("/items").paging(PAGES);
      HttpStream children =
          Fast.api(server).stream("children")
              .get("/parents/{}/children", parents.each("id").as("parent_id"))
              .records("/items")
              .paging(PAGES);
      Walker walker = new Walker();
      assertThat(walker.readAll(children)).hasSize(6 * 5);
      assertThat(Walker.partitions(children))
          .extracting(Partition::canonical)
          .startsWith("{\"parent_id\":\"p1\",\"parent_slice\":{}}")
          .hasSize(6);
    }
  }

  /** Three pages of two parents, each with five pages of children. */
  private static Reply parentsAndPages(Asked asked) {
    if (!asked.path().equals("/parents")) {
      return fivePages(asked);
    }
    int page = Integer.parseInt(asked.query("page", "1"));
    String next = page == 3 ? "null" : Integer.toString(page + 1);
    return Reply.json(
        "{\"items\":[{\"id\":\"p%d\"},{\"id\":\"p%d\"}],\"next\":%s}"
            .formatted(2 * page - 1, 2 * page, next));
  }

  @Test
  void onePagingServesManyPartitionsAtOnce() throws Exception {
    try (FakeApi server = new FakeApi(ResumeTest::fivePages)) {
      HttpStream stream =
          Fast.api(server).stream("items")
              .partitions("region", java.util.List.of("eu", "us"))
              .get("/{}/items", dev.javacdk.http.request.Hole.partition("region"))
              .records("/items")
              .paging(PAGES);
      StreamSlice eu = StreamSlice.of(Partition.of("region", "eu"), CursorPosition.start());
      StreamSlice us = StreamSlice.of(Partition.of("region", "us"), CursorPosition.of("page", 4));
      Walker walker = new Walker();
      stream.reader(eu.partition()).readPage(eu, walker.output, walker.kit);
      stream.reader(us.partition()).readPage(us, walker.output, walker.kit);
      stream
          .reader(eu.partition())
          .readPage(eu.at(CursorPosition.of("page", 2)), walker.output, walker.kit);
      assertThat(server.targets())
          .containsExactly("/eu/items", "/us/items?page=4", "/eu/items?page=2");
    }
  }

  @Test
  void aResumedOffsetReadsItsOverlapAgainAndAnUninterruptedOneDoesNot() throws Exception {
    try (FakeApi server = new FakeApi(asked -> Reply.json(offsets(asked)))) {
      HttpStream stream =
          Fast.api(server).stream("items")
              .get("/items")
              .records("/items")
              .paging(Paging.offset("offset", "limit", 2).total("/total").overlap(1));
      new Walker().readAll(stream);
      assertThat(server.targets())
          .containsExactly("/items?limit=2", "/items?limit=2&offset=2", "/items?limit=2&offset=4");
      Walker resumed = new Walker();
      resumed.read(stream, CursorPosition.of("offset", 4));
      assertThat(server.targets().subList(3, 5))
          .containsExactly("/items?limit=2&offset=2", "/items?limit=2&offset=4");
      assertThat(resumed.output.released).containsExactly("{\"id\":2}", "{\"id\":3}", "{\"id\":4}");
    }
  }

  private static String offsets(Asked asked) {
    int offset = Integer.parseInt(asked.query("offset", "0"));
    StringBuilder items = new StringBuilder();
    for (int id = offset; id < Math.min(offset + 2, 5); id++) {
      items.append(items.isEmpty() ? "" : ",").append("{\"id\":").append(id).append("}");
    }
    return "{\"total\":5,\"items\":[" + items + "]}";
  }

  @Test
  void aPositionOfAnotherPagingStartsThePartitionAgain() throws Exception {
    try (FakeApi server = new FakeApi(ResumeTest::fivePages)) {
      Walker walker = new Walker();
      walker.read(items(server), CursorPosition.of("offset", 300));
      assertThat(walker.progress)
          .containsExactly(
              "restart: items: position {\"offset\":300} is none of its paging by token /next");
      assertThat(server.targets()).isEmpty();
    }
  }
}
