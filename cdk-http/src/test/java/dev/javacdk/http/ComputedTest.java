package dev.javacdk.http;

import static dev.javacdk.http.request.Hole.computed;
import static dev.javacdk.http.request.Hole.partition;
import static dev.javacdk.http.request.Hole.since;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.http.fake.FakeApi;
import dev.javacdk.http.fake.Reply;
import dev.javacdk.http.fake.Walker;
import dev.javacdk.http.json.Json;
import dev.javacdk.http.json.Place;
import dev.javacdk.http.paging.PageRule;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.request.ComputedHole;
import dev.javacdk.http.request.Hole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What an author's functions may make of a request, of a place of records, and of a record. */
class ComputedTest {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Hole REGION = partition("region");
  private static final StreamSlice NORTH =
      StreamSlice.of(Partition.of("region", "north"), CursorPosition.start());

  private static HttpStream rows(FakeApi server) {
    return Fast.api(server.url()).stream("rows")
        .get("/rows")
        .records("")
        .paging(Paging.none())
        .partitions("region", List.of("north"));
  }

  /** An object of the region and of what else is said. */
  private static ComputedHole fields(String... more) {
    return computed(
        "region and more",
        List.of(REGION),
        values -> {
          ObjectNode fields = NODES.objectNode();
          fields.set("region", values.of(REGION));
          fields.putArray("tag").add("a b").add(2);
          fields.putNull("none");
          List.of(more).forEach(name -> fields.put(name, true));
          return fields;
        });
  }

  private static FakeApi empty() {
    return new FakeApi(asked -> Reply.json("[]"));
  }

  @Test
  void objectFillsParametersAndHeadersAndForms() throws Exception {
    try (FakeApi server = empty()) {
      HttpStream stream =
          rows(server)
              .post("/rows")
              .query("x", 1)
              .queries(fields())
              .headers(computed("headers", List.of(), v -> NODES.objectNode().put("X-A", "1")))
              .forms(fields("full"));
      new Walker().read(stream, NORTH);
      assertThat(server.targets()).containsExactly("/rows?x=1&region=north&tag=a%20b&tag=2");
      assertThat(server.asked().get(0).header("X-A")).isEqualTo("1");
      assertThat(server.asked().get(0).body()).isEqualTo("region=north&tag=a%20b&tag=2&full=true");
    }
  }

  @Test
  void objectFillsTheJsonBodyBesideOtherFields() throws Exception {
    try (FakeApi server = empty()) {
      HttpStream stream = rows(server).post("/rows").body("/all", 7).body(fields());
      new Walker().read(stream, NORTH);
      assertThat(Json.mapper().readTree(server.asked().get(0).body()))
          .hasToString("{\"all\":7,\"region\":\"north\",\"tag\":[\"a b\",2],\"none\":null}");
    }
  }

  @Test
  void textIsTheBodyAsItIsWritten() throws Exception {
    try (FakeApi server = empty()) {
      new Walker().read(rows(server).post("/rows").text("text/plain", "of {}!", REGION), NORTH);
      assertThat(server.asked().get(0).body()).isEqualTo("of north!");
      assertThat(server.asked().get(0).header("Content-Type")).isEqualTo("text/plain");
    }
  }

  @Test
  void whatFillsParametersMustBeAnObject() throws Exception {
    try (FakeApi server = empty()) {
      HttpStream stream =
          rows(server).queries(computed("a number", List.of(), v -> NODES.numberNode(7)));
      assertThatThrownBy(() -> new Walker().read(stream, NORTH))
          .isInstanceOf(SystemError.class)
          .hasMessage("GET /rows: {a number} must be an object, and is 7");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/a/b c/d,        /v2/a/b%20c/d",
    "/a?x=1,          /v2/a?x=1",
    "'',              /v2",
  })
  void rawPathGoesAsItIs(String path, String target) throws Exception {
    try (FakeApi server = empty()) {
      HttpStream stream =
          Fast.api(server.url() + "/v2").stream("rows")
              .get("{}", computed("path", List.of(), v -> NODES.stringNode(path)).raw())
              .records("")
              .paging(Paging.none());
      new Walker().readAll(stream);
      assertThat(server.targets()).containsExactly(target);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a/../b", "/%2e%2E/b"})
  void rawPathDoesNotLeadOutOfItsPlace(String path) throws Exception {
    try (FakeApi server = empty()) {
      HttpStream stream =
          rows(server).get("{}", computed("path", List.of(), v -> NODES.stringNode(path)).raw());
      assertThatThrownBy(() -> new Walker().read(stream, NORTH))
          .isInstanceOf(SystemError.class)
          .hasMessageContaining("path is '" + path + "', which leads to another path");
      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  void streamIsWhatTheHolesOfAComputedOneMakeOfIt() {
    HttpApi api = HttpApi.at("https://api.example.com");
    Cursor updated = Cursor.instant("updated_at").from("2024-01-01T00:00:00Z");
    HttpStream parent = api.stream("p").get("/p").records("").paging(Paging.none());
    HttpStream asked = api.stream("rows").get("/rows").records("").paging(Paging.none());
    Hole both =
        computed(
            "q",
            List.of(computed("inner", List.of(parent.each("id")), v -> null), since(updated)),
            v -> null);
    for (HttpStream stream :
        List.of(asked.query("q", both), asked.mentioning(both), asked.add("/x/q", both))) {
      assertThat(stream.problems()).isEmpty();
      assertThat(stream.cursor()).contains(updated);
      assertThat(stream.partitions()).isInstanceOf(Partitions.Each.class);
    }
    assertThat(asked.query("q", both).cursorFilter()).isPresent();
  }

  @Test
  void computedHoleKnowsWhichPageIsAskedFor() throws Exception {
    try (FakeApi server =
        new FakeApi(asked ->
            Reply.json(asked.target().contains("at=") ? "{\"i\":[]}" : "{\"i\":[],\"n\":3}"))) {
      HttpStream stream =
          rows(server)
              .records("/i")
              .query(
                  "first",
                  computed(
                      "first page?",
                      List.of(),
                      v -> v.isFirstPage() ? NODES.booleanNode(true) : null))
              .paging(Paging.token("/n").query("at"));
      new Walker().page(stream, NORTH);
      new Walker().page(stream, NORTH.at(CursorPosition.of("at", 3)));
      assertThat(server.targets()).containsExactly("/rows?first=true", "/rows?at=3");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'d':[{'id':1},{'id':2}]} | {'id':1} {'id':2}",
        "{'d':{'id':1,'n':[{'id':9}]}} | {'id':1,'n':[{'id':9}]}",
        "{'d':{'id':12345678901234567890.10}} | {'id':12345678901234567890.10}",
        "{'d':[]} | ''",
        "{'d':{}} | ''",
        "{'d':null} | ''",
        "{} | ''",
      })
  void arrayOrObjectHasTheRecords(String body, String records) throws Exception {
    try (FakeApi server = new FakeApi(asked -> Reply.json(body.replace('\'', '"')))) {
      HttpStream stream = rows(server).records(Place.arrayOrObject("/d").maybe());
      assertThat(String.join(" ", new Walker().read(stream, NORTH)))
          .isEqualTo(records.replace('\'', '"'));
    }
  }

  /** Of a list, a token is that of the first element. */
  @Test
  void placeMayBeInEachElementOfAList() throws Exception {
    String body = "[{\"n\":5,\"d\":[{\"id\":1}]},{\"n\":6,\"d\":{\"id\":2}}]";
    try (FakeApi server = new FakeApi(asked -> Reply.json(body))) {
      Walker walker = new Walker();
      HttpStream stream =
          rows(server)
              .records(Place.arrayOrObject("/d").orInEachElement())
              .paging(Paging.token("/n").query("at"));
      walker.page(stream, NORTH);
      assertThat(walker.output.released).containsExactly("{\"id\":1}", "{\"id\":2}");
      assertThat(walker.progress).containsExactly("{\"at\":5}");
    }
  }

  @Test
  void arrayOrObjectIsExpectedUnlessItMayBeMissing() throws Exception {
    try (FakeApi server = new FakeApi(asked -> Reply.json("{\"d\":7}"))) {
      HttpStream stream = rows(server).records(Place.arrayOrObject("/d"));
      assertThatThrownBy(() -> new Walker().read(stream, NORTH))
          .hasMessageContaining(
              "expected an array of objects, or one object, at /d, found a number");
    }
  }

  /** A token may stand inside an object that is the record, and nowhere in an array of records. */
  @ParameterizedTest
  @CsvSource({"'{\"n\":5,\"id\":1}', '{\"at\":5}'", "'[{\"n\":5}]', ''"})
  void tokenInsideTheOneRecordIsSeen(String body, String position) throws Exception {
    try (FakeApi server = new FakeApi(asked -> Reply.json(body))) {
      Walker walker = new Walker();
      HttpStream stream =
          rows(server).records(Place.arrayOrObject("")).paging(Paging.token("/n").query("at"));
      walker.page(stream, NORTH);
      assertThat(walker.progress)
          .singleElement()
          .asString()
          .contains(position.isEmpty() ? "complete" : position);
    }
  }

  @Test
  void stepsSeeTheSlice() throws Exception {
    try (FakeApi server =
        new FakeApi(asked -> Reply.json("[{\"r\":\"north\"},{\"r\":\"south\"}]"))) {
      HttpStream stream =
          rows(server)
              .mentioning(REGION)
              .add("/of/region", REGION)
              .filter((record, values) -> record.get("r").equals(values.of(REGION)))
              .map((record, values) -> record.put("first", values.isFirstPage()))
              .flatMap((record, values) -> List.of(record, record.deepCopy().put("n", 2)));
      assertThat(new Walker().read(stream, NORTH))
          .containsExactly(
              "{\"r\":\"north\",\"of\":{\"region\":\"north\"},\"first\":true}",
              "{\"r\":\"north\",\"of\":{\"region\":\"north\"},\"first\":true,\"n\":2}");
    }
  }

  /** The rule goes behind what the author has made of the last record. */
  @Test
  void ruleSeesTheLastRecordAsItLeavesTheSteps() throws Exception {
    try (FakeApi server = new FakeApi(asked -> Reply.json("[{\"id\":1},{\"id\":2}]"))) {
      Walker walker = new Walker();
      HttpStream stream =
          rows(server)
              .map(record -> NODES.objectNode().put("key", "k" + record.get("id")))
              .paging(
                  Paging.by(
                          PageRule.of("behind the key", (asked, page) -> page.last("/key"))
                              .looksAtLastRecord())
                      .query("at"));
      walker.page(stream, NORTH);
      assertThat(walker.progress).singleElement().asString().contains("{\"at\":\"k2\"}");
    }
  }

  @Test
  void addressOfARuleKeepsTheOwnParametersThatItLacks() throws Exception {
    try (FakeApi server = empty()) {
      HttpStream stream =
          rows(server)
              .query("limit", 5)
              .query("lang", "en")
              .paging(Paging.by(PageRule.of("next", (asked, page) -> null)).wholeUrl());
      new Walker().read(stream, NORTH.at(CursorPosition.of("next", "/rows?limit=9&c=x")));
      assertThat(server.targets()).containsExactly("/rows?limit=9&c=x&lang=en");
    }
  }

  @Test
  void fullPageIsKnownWithoutBeingAskedFor() throws Exception {
    try (FakeApi server =
        new FakeApi(asked -> Reply.json(asked.target().contains("page=2") ? "[{}]" : "[{},{}]"))) {
      Walker walker = new Walker();
      walker.kit.pageSize = 1;
      HttpStream stream =
          rows(server).paging(Paging.pageNumber("page").fullPage(2).shortPageIsLast());
      assertThat(walker.read(stream, NORTH)).hasSize(3);
      assertThat(server.targets()).containsExactly("/rows", "/rows?page=2");
    }
  }

  @Test
  void whatIsUnsoundIsNamed() {
    HttpStream rows = HttpApi.at("https://api.example.com").stream("rows").get("/rows").records("");
    assertThat(rows.paging(Paging.pageNumber("p").size("p", 10)).problems())
        .containsExactly("the page size and page number both go into the query p");
    assertThat(rows.key("id").paging(Paging.pageNumber("p").fullPage(10).overlapByRow()).problems())
        .containsExactly(
            "overlapByRow() asks for pages of other sizes: use size(...), not fullPage(...)");
    assertThat(
            rows.paging(Paging.by(PageRule.of("it", (a, p) -> null).looksAt("/0/id")).query("x"))
                .problems())
        .containsExactly(
            "the paging looks at /0/id, which is among the records: use lastRecord(...)");
  }
}
