package dev.javacdk.http;

import static dev.javacdk.http.request.Hole.after;
import static dev.javacdk.http.request.Hole.partition;
import static dev.javacdk.http.request.Hole.since;
import static dev.javacdk.http.request.Hole.until;
import static dev.javacdk.http.request.Hole.upTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.cursor.Windows;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.http.fake.FakeApi;
import dev.javacdk.http.fake.Reply;
import dev.javacdk.http.fake.Walker;
import dev.javacdk.http.paging.Paging;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.StringNode;

/** What the holes of a request make of a stream. */
class HolesTest {

  private static final Cursor UPDATED = Cursor.instant("updated_at");
  private static final HttpApi NOWHERE = HttpApi.at("https://api.example.com/v2");

  private static HttpStream stream(HttpApi api, String name) {
    return api.stream(name).get("/" + name).records("").paging(Paging.none());
  }

  private static List<String> targets(HttpStream template, StreamSlice slice, FakeApi server)
      throws Exception {
    new Walker().read(template, slice);
    return server.targets();
  }

  private static FakeApi empty() {
    return new FakeApi(asked -> Reply.json("[]"));
  }

  /** Of one name, and yet two: each hole goes back to the one that it was made of. */
  @Test
  void parentsOfOneNameThatAskForOtherThingsAreTwo() throws Exception {
    HttpStream all = stream(NOWHERE, "items");
    HttpStream below = stream(NOWHERE, "items").get("/items/{}/items", all.each("id").as("top"));
    HttpStream leaves =
        stream(NOWHERE, "s").get("/{}/{}", all.each("id").as("top"), below.each("id"));
    assertThat(leaves.problems()).isEmpty();
    Partition top = Partition.of("top", "1");
    StreamSlice slice =
        StreamSlice.of(Partition.of("id", StringNode.valueOf("2"), top), CursorPosition.start());
    assertThat(leaves.request().fill(URI.create("https://h"), slice, leaves.partitions()).url())
        .hasToString("https://h/1/2");
    HttpStream same = stream(NOWHERE, "items").key("id");
    assertThat(stream(NOWHERE, "s").get("/{}/{}", all.each("id"), same.field("x")).problems())
        .isEmpty();
  }

  @Test
  void holesAreEscapedInPathAndQueryAndHeadersAreFilled() throws Exception {
    try (FakeApi server = empty()) {
      HttpStream stream =
          stream(Fast.api(server.url() + "/v2/"), "s")
              .partitions("id", List.of("a/b ü?"))
              .get("/things/{}", partition("id"))
              .query("q", "id={}&x", partition("id"))
              .header("X-Id", "<{}>", partition("id"));
      Partition part = ((Partitions.Listed) stream.partitions()).partitions().get(0);
      StreamSlice slice = StreamSlice.of(Partition.of("id", "a/b"), CursorPosition.start());
      assertThat(targets(stream, slice, server))
          .containsExactly("/v2/things/a%2Fb?q=id%3Da%2Fb%26x");
      assertThat(server.asked().get(0).header("x-id")).isEqualTo("<a/b>");
      stream = stream.header("X-Id", "-");
      new Walker().read(stream, StreamSlice.of(part, CursorPosition.start()));
      assertThat(server.targets().get(1)).startsWith("/v2/things/a%2Fb%20%C3%BC%3F?");
    }
  }

  @Test
  void aHoleForTheCursorMakesAStreamIncremental() throws Exception {
    try (FakeApi server = empty()) {
      HttpStream stream =
          stream(Fast.api(server), "deals")
              .query("from", since(UPDATED))
              .query("q", "updated>={}", since(UPDATED))
              .query("to", until(UPDATED));
      assertThat(stream.cursor()).contains(UPDATED);
      StreamSlice start = StreamSlice.of(Partition.whole(), CursorPosition.start());
      assertThat(targets(stream, start, server)).containsExactly("/deals");
      targets(stream, start.since("2026-08-01T02:00:00+02:00"), server);
      assertThat(server.targets().get(1))
          .isEqualTo(
              "/deals?from=2026-08-01T02%3A00%3A00%2B02%3A00&q=updated%3E%3D2026-08-01T02%3A00%3A00%2B02%3A00");
    }
  }

  @Test
  void cursorValuesGoOutInTheFormThatTheApiTakes() throws Exception {
    StreamSlice slice =
        StreamSlice.of(Partition.whole(), CursorPosition.start()).since("2026-08-01T00:00:00.500Z");
    try (FakeApi server = empty()) {
      HttpStream stream = stream(Fast.api(server), "s");
      new Walker().read(stream.query("a", since(UPDATED).epochSeconds()), slice);
      new Walker().read(stream.query("a", since(UPDATED).epochMillis()), slice);
      new Walker().read(stream.query("a", since(UPDATED).pattern("yyyy-MM-dd")), slice);
      new Walker()
          .read(stream.query("a", after(UPDATED.granularity(Duration.ofMinutes(1)))), slice);
      new Walker()
          .read(
              stream.query("a", since(Cursor.number("seq"))), slice.since("12345678901234567890"));
      assertThat(server.targets())
          .containsExactly(
              "/s?a=1785542400",
              "/s?a=1785542400500",
              "/s?a=2026-08-01",
              "/s?a=2026-07-31T23%3A59%3A00Z",
              "/s?a=12345678901234567890");
    }
  }

  @Test
  void aHoleForAParentsFieldMakesASubstreamAndCarriesWhatElseIsMentioned() throws Exception {
    try (FakeApi server =
        new FakeApi(asked ->
            Reply.json(
                switch (asked.path()) {
                  case "/sites" -> "[{\"id\":1,\"geo\":{\"region\":\"eu\"}}]";
                  case "/eu/1/pages" -> "[{\"id\":\"p\"}]";
                  case "/1/p/views" -> "[{\"n\":1}]";
                  default -> throw new AssertionError(asked);
                }))) {
      HttpApi api = Fast.api(server);
      HttpStream sites = stream(api, "sites");
      HttpStream pages =
          stream(api, "pages")
              .get("/{}/{}/pages", sites.field("/geo/region"), sites.each("id").as("site"));
      HttpStream views =
          stream(api, "views")
              .get("/{}/{}/views", sites.each("id"), pages.each("id"))
              .add("site_id", sites.each("id"))
              .add("page_id", pages.each("id"));
      assertThat(pages.partitions())
          .isEqualTo(Partitions.each(sites, "id").as("site").with("/geo/region"));
      assertThat(((Partitions.Each) views.partitions()).parent().name()).isEqualTo("pages");
      assertThat(new Walker().readAll(views))
          .containsExactly("{\"n\":1,\"site_id\":1,\"page_id\":\"p\"}");
    }
  }

  @Test
  void aParentThatVanishedIsGoneOnTheFirstPageOnly() throws Exception {
    try (FakeApi server =
        new FakeApi(asked -> Reply.status(404, "{\"message\":\"no such contact\"}"))) {
      HttpApi api = Fast.api(server);
      HttpStream notes =
          stream(api, "notes")
              .get("/contacts/{}/notes", stream(api, "contacts").each("id"))
              .paging(Paging.pageNumber("page"));
      Walker walker = new Walker();
      Partition seventeen = Partition.of("id", "17");
      walker.read(notes, StreamSlice.of(seventeen, CursorPosition.start()));
      assertThat(walker.progress)
          .containsExactly(
              "gone: stream 'notes': GET %s/contacts/17/notes answered 404: no such contact"
                  .formatted(server.url()));
      StreamSlice later = StreamSlice.of(seventeen, CursorPosition.of("page", 2));
      new Walker().read(notes, later);
      Walker another = new Walker();
      another.read(notes, later);
      assertThat(another.progress)
          .containsExactly(
              "restart: stream 'notes': GET %s/contacts/17/notes?page=2 answered 404: no such contact"
                  .formatted(server.url()));
    }
  }

  @Test
  void listedPartitionsSaidTwiceAreTheirCrossProduct() {
    HttpStream stream =
        stream(NOWHERE, "s")
            .partitions("region", List.of("eu", "us"))
            .partitions("kind", List.of("a", "b"))
            .get("/{}/{}", partition("region"), partition("kind"));
    assertThat(((Partitions.Listed) stream.partitions()).partitions())
        .extracting(Partition::canonical)
        .containsExactly(
            "{\"kind\":\"a\",\"region\":\"eu\"}",
            "{\"kind\":\"b\",\"region\":\"eu\"}",
            "{\"kind\":\"a\",\"region\":\"us\"}",
            "{\"kind\":\"b\",\"region\":\"us\"}");
  }

  @Test
  void aSubstreamInListedPartitionsIsTheCrossProductOfBoth() throws Exception {
    try (FakeApi server =
        new FakeApi(asked ->
            Reply.json(asked.path().equals("/projects") ? "[{\"id\":1},{\"id\":2}]" : "[{}]"))) {
      HttpApi api = Fast.api(server);
      HttpStream projects = stream(api, "projects");
      HttpStream issues =
          stream(api, "issues")
              .partitions("state", List.of("open", "closed"))
              .get("/projects/{}/issues", projects.each("id"))
              .query("state", partition("state"))
              .add("state", partition("state"));
      HttpStream comments =
          stream(api, "comments")
              .get("/issues/{}/comments", issues.each("state").as("issue"))
              .query("of", partition("state"));
      assertThat(issues.partitions())
          .isEqualTo(
              Partitions.each(projects, "id").times(Partitions.of("state", "open", "closed")));
      assertThat(issues.describe())
          .isEqualTo(
              "issues: GET /projects/{projects.id}/issues, for each projects.id in 2 parts, in one page");
      assertThat(issues.problems()).isEmpty();
      new Walker().readAll(issues);
      assertThat(server.targets())
          .containsExactly(
              "/projects",
              "/projects/1/issues?state=open",
              "/projects/1/issues?state=closed",
              "/projects/2/issues?state=open",
              "/projects/2/issues?state=closed");
      assertThat(comments.problems()).as("a value of its parent's list").isEmpty();
      new Walker().readAll(comments);
      assertThat(server.targets().get(server.targets().size() - 1))
          .isEqualTo("/issues/closed/comments?of=closed");
    }
  }

  @Test
  void aStreamSaysInWordsWhatItDoes() {
    HttpStream projects =
        NOWHERE.stream("projects")
            .get("/projects")
            .records("/p")
            .paging(Paging.offset("o", "l", 100).total("/t"));
    HttpStream issues =
        projects
            .named("issues")
            .get("/projects/{}/issues", projects.each("id"))
            .query("since", since(UPDATED))
            .paging(Paging.token("/next").query("cursor"));
    assertThat(projects.describe())
        .isEqualTo(
            "projects: GET /projects, resumes by offset, which may shift, and is read again");
    assertThat(issues.describe())
        .isEqualTo(
            "issues: GET /projects/{projects.id}/issues, for each projects.id, since updated_at, resumes by token /next");
    assertThat(stream(NOWHERE, "one")).hasToString("one: GET /one, in one page");
  }

  @Test
  void unsoundDefinitionsAreNamedAllAtOnceWithoutAsking() {
    HttpStream other = stream(NOWHERE, "other");
    assertThat(NOWHERE.stream("s").problems())
        .containsExactly(
            "no request is said: use get(...) or post(...)",
            "no place of the records is said: use records(\"/...\")",
            "no paging is said: use paging(...), Paging.none() where there is one page");
    assertThat(stream(NOWHERE, "s").get("/a/{}/{}", other.each("id")).problems())
        .containsExactly("path '/a/{}/{}' has 2 {} for 1 holes");
    assertThat(stream(NOWHERE, "s").get("/a/{}").problems())
        .containsExactly("path '/a/{}' has 1 {} for 0 holes");
    assertThat(stream(NOWHERE, "s").query("a", after(UPDATED)).problems().get(0))
        .startsWith("after updated_at leaves out records that share the last value read");
    assertThat(stream(NOWHERE, "s").query("a", after(UPDATED).exclusive()).problems()).isEmpty();
    assertThat(stream(NOWHERE, "s").get("/{}", since(UPDATED)).problems().get(0))
        .contains("the cursor says no start");
    assertThat(
            stream(NOWHERE, "s")
                .get("/{}/{}", other.each("id"), stream(NOWHERE, "third").each("id"))
                .problems())
        .containsExactly(
            "the parents of [other.id, third.id] are not in one line: a stream has one direct parent");
    assertThat(stream(NOWHERE, "s").get("/{}", partition("region")).problems())
        .containsExactly("no partitions are said for 'region': use partitions(...)");
    assertThat(
            stream(NOWHERE, "s")
                .get("/{}", partition("region"))
                .partitions("kind", List.of("a"))
                .problems())
        .containsExactly("no partitions are said for 'region': use partitions(...)");
    assertThat(stream(NOWHERE, "s").get("/{}", other.field("x")).problems().get(0))
        .contains("not which tells its records apart");
    assertThat(
            stream(NOWHERE, "s")
                .records("/a/b")
                .paging(Paging.token("/a").query("x").shortPageIsLast())
                .problems())
        .containsExactly(
            "shortPageIsLast() needs a page size: use size(...)",
            "shortPageIsLast() means nothing: token /a says whether there is more",
            "the paging looks at /a, where the records are");
    assertThatThrownBy(() -> NOWHERE.stream("s").reader(Partition.whole()))
        .isInstanceOf(SystemError.class)
        .hasMessageStartingWith("stream 's' is unsound: no request is said");
  }

  @Test
  void anAddressThatIsNoUrlIsTheUsersToMend() {
    assertThatThrownBy(() -> HttpApi.at("api.example.com"))
        .isInstanceOf(ConfigError.class)
        .hasMessage(
            "the API's address 'api.example.com' is no URL: expected http:// or https:// with a host");
  }

  @Test
  void boundsOfAWindowGoOutAsTheApiTakesThem() throws Exception {
    Cursor days =
        Cursor.instant("d")
            .format("yyyy-MM-dd")
            .granularity(Duration.ofDays(1))
            .from("2026-08-01")
            .windows(Windows.ofDays(7));
    StreamSlice week =
        new StreamSlice(Partition.whole(), CursorPosition.start(), "2026-08-01", "2026-08-08");
    try (FakeApi server = empty()) {
      HttpStream stream = stream(Fast.api(server), "s");
      assertThat(stream.query("a", since(days)).describe())
          .contains("since d, in windows of 7 days");
      new Walker().read(stream.query("a", since(days)).query("b", until(days)), week);
      new Walker().read(stream.query("a", after(days)).query("b", upTo(days)), week);
      assertThat(server.targets())
          .containsExactly("/s?a=2026-08-01&b=2026-08-08", "/s?a=2026-07-31&b=2026-08-07");
    }
  }

  @Test
  void boundsThatWouldLoseOrRepeatRecordsOfEachWindowAreNamed() {
    Cursor weekly = UPDATED.from("2026-08-01T00:00:00Z").windows(Windows.ofDays(7));
    assertThat(
            stream(NOWHERE, "s").query("a", after(weekly.lookBack(Duration.ofHours(1)))).problems())
        .singleElement()
        .asString()
        .contains("after updated_at", "granularity");
    assertThat(stream(NOWHERE, "s").query("a", upTo(weekly)).problems())
        .singleElement()
        .asString()
        .contains("up to updated_at", "granularity");
  }

  @Test
  void apiThatCannotFilterIsAskedForEverything() throws Exception {
    StreamSlice slice =
        StreamSlice.of(Partition.whole(), CursorPosition.start()).since("2026-08-01T00:00:00Z");
    try (FakeApi server = empty()) {
      HttpStream stream = stream(Fast.api(server), "s").cursor(UPDATED.clientSide());
      assertThat(stream.problems()).isEmpty();
      assertThat(stream.describe()).contains("since updated_at, of all that the API gives");
      assertThat(targets(stream, slice, server)).containsExactly("/s");
    }
    assertThat(stream(NOWHERE, "s").cursor(UPDATED).problems())
        .singleElement()
        .asString()
        .contains("since(...)", "clientSide()");
  }

  @Test
  void onlyChangedParentsNeedAParent() {
    assertThat(stream(NOWHERE, "s").onlyChangedParents().problems())
        .singleElement()
        .asString()
        .contains("each(...)");
    HttpStream projects = stream(NOWHERE, "projects").query("from", since(UPDATED));
    HttpStream issues =
        stream(NOWHERE, "issues")
            .query("project", projects.each("id"))
            .query("from", since(UPDATED))
            .onlyChangedParents()
            .foldPast(1_000);
    assertThat(((Partitions.Each) issues.partitions()).onlyChanged()).isTrue();
    assertThat(issues.foldPast()).hasValue(1_000);
  }

  @Test
  void pagingSaysWhetherASliceMayKeepItsPosition() {
    HttpStream stream = stream(NOWHERE, "s");
    assertThat(stream.paging(Paging.token("/next").query("t")).positionsAreStable()).isTrue();
    assertThat(stream.paging(Paging.pageNumber("page")).positionsAreStable()).isFalse();
  }

  @Test
  void inclusiveBoundsKeepTheirDaysWhenTheClockGoesForward() throws Exception {
    Cursor days =
        Cursor.instant("d")
            .format("yyyy-MM-dd")
            .zone(ZoneId.of("Europe/Berlin"))
            .granularity(Duration.ofDays(1));
    StreamSlice week =
        new StreamSlice(Partition.whole(), CursorPosition.start(), "2026-03-23", "2026-03-30");
    try (FakeApi server = empty()) {
      HttpStream stream =
          stream(Fast.api(server), "s").query("a", after(days)).query("b", upTo(days));
      new Walker().read(stream, week);
      assertThat(server.targets()).containsExactly("/s?a=2026-03-22&b=2026-03-29");
    }
  }

  @Test
  void twoCursorsOfOneFieldAreNamedUnlessTheySayTheSame() {
    Cursor back = UPDATED.lookBack(Duration.ofMinutes(5));
    HttpStream stream = stream(NOWHERE, "s").query("a", since(UPDATED));
    assertThat(stream.query("b", until(Cursor.instant("updated_at"))).problems()).isEmpty();
    assertThat(stream.query("b", until(back)).problems())
        .singleElement()
        .asString()
        .contains("updated_at", "different");
  }

  @Test
  void firstSyncByAnExclusiveFilterLooksBackBehindItsStart() throws Exception {
    Cursor cursor = UPDATED.from("2026-08-01T00:00:00Z").lookBack(Duration.ofMinutes(5));
    StreamSlice first =
        StreamSlice.of(Partition.whole(), CursorPosition.start()).since("2026-08-01T00:00:00Z");
    try (FakeApi server = empty()) {
      new Walker().read(stream(Fast.api(server), "s").query("a", after(cursor)), first);
      assertThat(server.targets()).containsExactly("/s?a=2026-07-31T23%3A55%3A00Z");
    }
  }
}
