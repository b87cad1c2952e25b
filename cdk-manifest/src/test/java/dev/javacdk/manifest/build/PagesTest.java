package dev.javacdk.manifest.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.testkit.message.ApiRequest;
import dev.javacdk.testkit.message.ApiResponse;
import dev.javacdk.testkit.source.Attempt;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the pages of each paginator follow each other. */
@Timeout(60)
class PagesTest {

  private static final String REQUESTER = "path: rows";

  /** Two full pages of two, and one of one. */
  private static ApiResponse counted(ApiRequest request) {
    int from =
        request
            .query("page")
            .map(page -> 2 * (Integer.parseInt(page) - 1))
            .or(() -> request.query("offset").map(Integer::parseInt))
            .orElse(0);
    StringBuilder rows = new StringBuilder();
    for (int id = from; id < Math.min(from + 2, 5); id++) {
      rows.append(rows.isEmpty() ? "" : ",").append("{\"id\":").append(id).append('}');
    }
    return json("[" + rows + "]");
  }

  private static ApiResponse json(String text) {
    return ApiResponse.json(200, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String paginator(String strategy, String token, String size) {
    return "  paginator:\n    type: DefaultPaginator\n"
        + (token.isEmpty() ? "" : "    page_token_option: " + token + "\n")
        + (size.isEmpty() ? "" : "    page_size_option: " + size + "\n")
        + "    pagination_strategy: "
        + strategy;
  }

  private static String option(String name) {
    return "{type: RequestOption, inject_into: request_parameter, field_name: " + name + "}";
  }

  /** Pages by an expression, sent as {@code after}; the records are at this path. */
  private static String byCursor(String value, @Nullable String stop, String path) {
    String strategy =
        "{type: CursorPagination, cursor_value: \""
            + value
            + (stop == null ? "" : "\", stop_condition: \"" + stop)
            + "\"}";
    return OneStream.manifest(REQUESTER, paginator(strategy, option("after"), ""))
        .replace("field_path: []", "field_path: [" + path + "]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: PageIncrement, page_size: 2, start_from_page: 1} | page | | /rows /rows?page=2 /rows?page=3",
        "{type: PageIncrement, page_size: 2, start_from_page: 1, inject_on_first_request: true} | page | limit | /rows?limit=2&page=1 /rows?limit=2&page=2 /rows?limit=2&page=3",
        "{type: PageIncrement, start_from_page: 1} | page | | /rows /rows?page=2 /rows?page=3 /rows?page=4",
        "{type: OffsetIncrement, page_size: 2} | offset | limit | /rows?limit=2 /rows?limit=2&offset=2 /rows?limit=2&offset=4",
        "{type: OffsetIncrement, page_size: \"{{ 1 + 1 }}\", inject_on_first_request: true} | offset | | /rows?offset=0 /rows?offset=2 /rows?offset=4",
      })
  void pagesAreCounted(String strategy, String token, String size, String asked) {
    try (OneStream api = new OneStream(PagesTest::counted)) {
      String rest = paginator(strategy, option(token), size == null ? "" : option(size));
      assertThat(api.records(OneStream.manifest(REQUESTER, rest))).hasSize(5);
      assertThat(api.targets())
          .containsExactly(("GET " + asked.replace(" ", " ,GET ")).split(" ,"));
    }
  }

  /** No field of the paginator has the token: the request's own text does. */
  @Test
  void requestMayTakeTheTokenByItself() {
    try (OneStream api = new OneStream(PagesTest::counted)) {
      String requester =
          "path: rows\nrequest_parameters: {page: \"{{ next_page_token['next_page_token'] if next_page_token }}\"}";
      String rest = paginator("{type: PageIncrement, page_size: 2, start_from_page: 1}", "", "");
      assertThat(api.records(OneStream.manifest(requester, rest))).hasSize(5);
      assertThat(api.targets())
          .containsExactly("GET /rows", "GET /rows?page=2", "GET /rows?page=3");
    }
  }

  @Test
  void cursorIsWhatTheExpressionMakesOfTheAnswer() {
    try (OneStream api =
        new OneStream(request ->
            json(
                request.query("after").isPresent()
                    ? "{\"d\":[{\"id\":3}],\"links\":[{\"rel\":\"self\"}],\"meta\":{\"more\":false,\"at\":9}}"
                    : "{\"d\":[{\"id\":1},{\"id\":2}],\"links\":[{\"rel\":\"self\"},{\"token\":\"t\"}],\"meta\":{\"more\":true,\"at\":7}}"))) {
      String manifest =
          byCursor(
              "{{ response.links[1].token }}-{{ response['meta']['at'] }}-{{ last_record['id'] }}-{{ last_page_size }}",
              "{{ not response.meta.more }}",
              "d");
      assertThat(api.records(manifest)).hasSize(3);
      assertThat(api.targets()).containsExactly("GET /rows", "GET /rows?after=t-7-2-2");
    }
  }

  /** As in Python: a value may be missing, the object around it may not. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'d':[{'id':1}],'paging':{'x':1}} | response.paging.next | true",
        "{'d':[{'id':1}],'paging':{}} | response.paging.next | true",
        "{'d':[{'id':1}]} | response.paging.next | false",
        "{'d':[{'id':1}]} | response.get('paging', {}).get('next') | true",
        "{'d':[{'id':1}]} | response.next | true",
      })
  void listingEndsWithoutAValue(String body, String value, boolean ends) {
    try (OneStream api = OneStream.answering(body.replace('\'', '"'))) {
      String manifest = byCursor("{{ " + value + " }}", null, "d");
      Attempt attempt = api.read(manifest, "");
      assertThat(attempt.exitCode()).as(attempt.output()).isEqualTo(ends ? 0 : 1);
      assertThat(api.requests).hasSize(1);
    }
  }

  /** Beside the records, in the object that holds them. */
  @Test
  void tokenMayStandBesideTheRecords() {
    try (OneStream api =
        new OneStream(request ->
            json(
                request.query("after").isPresent()
                    ? "{\"r\":{\"d\":[{\"id\":2}]}}"
                    : "{\"r\":{\"d\":[{\"id\":1}],\"next\":\"t\"}}"))) {
      String manifest = byCursor("{{ response.r.next }}", null, "r, d");
      assertThat(api.records(manifest)).hasSize(2);
    }
  }

  /** Where not even the object is in which records would be, the answer is not the end. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'r':{'d':[]}} | true",
        "{'r':{'d':{}}} | true",
        "{'error':'busy'} | false",
        "{'r':{}} | true",
      })
  void answerWithoutThePlaceOfRecordsIsNotTheEnd(String body, boolean ends) {
    try (OneStream api = OneStream.answering(body.replace('\'', '"'))) {
      String manifest = byCursor("{{ response.r.next }}", null, "r, d");
      Attempt attempt = api.read(manifest, "");
      assertThat(attempt.exitCode()).as(attempt.output()).isEqualTo(ends ? 0 : 1);
    }
  }

  /** The last page says where it is, but nothing of what is next. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{{ response.links.next }}         |                                      | {'d':[{'id':2}],'links':{'self':'x'}}",
        "{{ response.links.next }}         | {{ 'next' not in response['links'] }} | {'d':[{'id':2}],'links':{'self':'x'}}",
        "{{ response.meta.page.links.next }} | {{ response.meta.page.more is false }} | {'d':[{'id':2}],'meta':{'page':{'links':{}}}}",
      })
  void whatIsMissingInsideWhatIsThereEndsThePages(String value, String stop, String last) {
    String first =
        "{'d':[{'id':1}],'links':{'next':'n'},'meta':{'page':{'more':true,'links':{'next':'n'}}}}";
    try (OneStream api =
        new OneStream(request ->
            json((request.query("after").isPresent() ? last : first).replace('\'', '"')))) {
      String manifest = byCursor(value, stop, "d");
      assertThat(api.records(manifest)).hasSize(2);
      assertThat(api.targets()).containsExactly("GET /rows", "GET /rows?after=n");
    }
  }

  @Test
  void nullInTheAnswerIsNone() {
    try (OneStream api =
        new OneStream(request ->
            json(
                request.query("after").isPresent()
                    ? "{\"d\":[{\"id\":2}],\"next\":null}"
                    : "{\"d\":[{\"id\":1}],\"next\":\"x?page=2\"}"))) {
      String manifest =
          byCursor(
              "{{ response.next | regex_search('page=([0-9]+)') }}",
              "{{ response.next is none }}",
              "d");
      assertThat(api.records(manifest)).hasSize(2);
      assertThat(api.targets()).containsExactly("GET /rows", "GET /rows?after=2");
    }
  }

  /** Of the list of records itself an expression may ask how long it is, and for the last one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{{ response.d[-1]['id'] }}; {{ response.d | length < 2 }}; d; 2",
        "{{ response.get('d', [])[-1].get('id') if response.get('d') else None }}; {{ response.get('d') | length == 0 }}; d; 3",
        "{{ last_record.id }}; {{ not response.get('d', []) }}; d; 3",
        "{{ (response.r.d | last).id if response.r.more }};; r, d; 2",
        "{{ response[-1].id }}; {{ response | length != 2 }};; 2",
      })
  void endsOfTheListOfRecordsMayBeLookedAt(
      String value, @Nullable String stop, @Nullable String path, int pages) {
    try (OneStream api = new OneStream(request -> json(twoAPage(request, path)))) {
      String manifest = byCursor(value, stop, path == null ? "" : path);
      assertThat(api.records(manifest)).hasSize(3);
      assertThat(api.targets()).hasSize(pages);
    }
  }

  /** Of three rows those behind the last one that was read, in what is around them. */
  private static String twoAPage(ApiRequest request, @Nullable String path) {
    int after = request.query("after").map(Integer::parseInt).orElse(0);
    String rows =
        IntStream.rangeClosed(after + 1, Math.min(3, after + 2))
            .mapToObj("{\"id\":%d}"::formatted)
            .collect(Collectors.joining(",", "[", "]"));
    if (path == null) {
      return rows;
    }
    String list = "{\"d\":" + rows + ",\"more\":" + (after == 0) + "}";
    return path.equals("d") ? list : "{\"r\":" + list + "}";
  }

  /** As in Python: the length of what is not there is none, and such a condition holds. */
  @Test
  void stopConditionAboutWhatIsNotThereEndsThePages() {
    try (OneStream api = OneStream.answering("{}")) {
      String manifest = byCursor("{{ 'x' }}", "{{ response.get('d') | length == 0 }}", "d");
      assertThat(api.records(manifest)).isEmpty();
      assertThat(api.requests).hasSize(1);
    }
  }

  /** What a step leaves of the last record is not what the answer has. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {"response.d[-1].id; false", "response.d | length; true"})
  void lastOfTheAnswerIsNotTakenFromRecordsThatSteppedOn(String value, boolean isBuilt) {
    try (OneStream api = OneStream.answering("{\"d\":[]}")) {
      String manifest =
          byCursor("{{ 'x' if " + value + " }}", null, "d")
              + "    transformations: [{type: RemoveFields, field_pointers: [[a]]}]\n";
      Attempt attempt = api.read(manifest, "");
      assertThat(attempt.exitCode()).as(attempt.output()).isEqualTo(isBuilt ? 0 : 1);
      assertThat(attempt.errors().toString().contains("where the records are")).isEqualTo(!isBuilt);
    }
  }

  @Test
  void nextAddressIsThatOfTheLinkHeaderAndOwnParametersAreKept() {
    try (OneStream api =
        new OneStream(request ->
            request.query("page").isPresent()
                ? json("[{\"id\":2}]")
                : ApiResponse.of(
                    200,
                    Map.of(
                        "Content-Type",
                        "application/json",
                        "Link",
                        "</rows?page=2&lang=fr>; rel=\"next\", </rows>; rel=\"first\""),
                    "[{\"id\":1}]".getBytes(StandardCharsets.UTF_8)))) {
      String requester = "path: rows\nrequest_parameters: {lang: en, limit: 5}";
      String rest =
          paginator(
              "{type: CursorPagination, cursor_value: \"{{ headers['link']['next']['url'] }}\", stop_condition: \"{{ 'next' not in headers['link'] }}\"}",
              "{type: RequestPath}",
              "");
      Attempt attempt = api.read(OneStream.manifest(requester, rest), "");
      assertThat(attempt.exitCode()).as(attempt.output()).isZero();
      assertThat(api.targets())
          .containsExactly("GET /rows?lang=en&limit=5", "GET /rows?page=2&lang=fr&limit=5");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{{ response }} | looks at the response as a whole",
        "{{ response.d[0].id }} | streams[0].retriever.paginator' the paging looks at /d, where the records are",
        "{{ response[0] }} | use last_record",
        "{{ headers }} | looks at all headers",
      })
  void whatIsNotKeptOfAPageIsNamed(String value, String words) {
    try (OneStream api = OneStream.answering("{}")) {
      String rest =
          paginator(
              "{type: CursorPagination, cursor_value: \"" + value + "\"}", option("after"), "");
      String manifest =
          OneStream.manifest(REQUESTER, rest).replace("field_path: []", "field_path: [d]");
      Attempt attempt = api.read(manifest, "");
      assertThat(attempt.errors().toString()).contains(words);
      assertThat(api.requests).isEmpty();
    }
  }

  @Test
  void resumesAtThePageBehindAKill() {
    try (OneStream api = new OneStream(PagesTest::counted)) {
      String manifest =
          OneStream.manifest(
              REQUESTER, paginator("{type: OffsetIncrement, page_size: 2}", option("offset"), ""));
      Attempt attempt = api.read(manifest, ",\"_checkpoint_seconds\":0");
      List<String> states =
          attempt.of("STATE").stream()
              .map(state -> state.json().at("/state/stream/stream_state").toString())
              .toList();
      assertThat(states).contains("{\"offset\":2}", "{\"offset\":4}");
    }
  }
}
