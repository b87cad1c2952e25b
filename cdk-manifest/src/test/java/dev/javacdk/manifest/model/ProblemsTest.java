package dev.javacdk.manifest.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.core.problem.Problem;
import dev.javacdk.manifest.load.ManifestFile;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ProblemsTest {

  private static final String HEAD =
      """
      version: 1.0.0
      check: {type: CheckStream, stream_names: [a]}
      definitions:
        selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: []}}
        good:
          type: DeclarativeStream
          name: good
          retriever:
            type: SimpleRetriever
            requester: {type: HttpRequester, url: "https://example.com"}
            record_selector: "#/definitions/selector"
      """;

  @Test
  void aStreamWithPythonCodeIsRefusedAndTheOthersStay() {
    Manifest manifest = read(streams(CUSTOM));
    assertThat(manifest.problems()).isEmpty();
    assertThat(manifest.stream("good").orElseThrow())
        .isInstanceOf(StreamDefinition.Declarative.class);
    StreamDefinition.Refused refused =
        (StreamDefinition.Refused) manifest.stream("bad").orElseThrow();
    assertThat(refused.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "'streams[1].retriever.requester.authenticator' is a CustomAuthenticator of the class"
                + " 'source_x.SignedAuth', which is Python code and cannot run here: replace it by"
                + " a class in Java, or leave the stream out (line 22)");
    assertThat(refused.problems().get(0).place().in()).isEqualTo("stream 'bad'");
  }

  @Test
  void aClassThatIsReplacedIsNoProblem() {
    Manifest manifest =
        Manifest.read(
            ManifestFile.parse("m.yaml", HEAD + streams(CUSTOM)), "source_x.SignedAuth"::equals);
    assertThat(manifest.allProblems()).isEmpty();
    StreamDefinition.Declarative stream =
        (StreamDefinition.Declarative) manifest.stream("bad").orElseThrow();
    Requester.Http requester = (Requester.Http) ((Retriever.Simple) stream.retriever()).requester();
    Authenticator.Custom custom =
        (Authenticator.Custom) Objects.requireNonNull(requester.authenticator());
    assertThat(custom.className()).isEqualTo("source_x.SignedAuth");
    assertThat(custom.node().fields().get("secret").stringValue()).isEqualTo("s");
  }

  @Test
  void whatIsWrongWithAParentRefusesTheStreamThatIsPartOfIt() {
    assertThat(
            said(
                """
                streams:
                  - type: DeclarativeStream
                    name: child
                    retriever:
                      type: SimpleRetriever
                      requester: {type: HttpRequester, url: "https://example.com"}
                      record_selector: "#/definitions/selector"
                      partition_router:
                        type: SubstreamPartitionRouter
                        parent_stream_configs:
                          - parent_key: id
                            stream: {name: up, retriever: {type: Magic}}
                """))
        .containsExactly(
            "'streams[0].retriever.partition_router.parent_stream_configs[0].stream.retriever' has"
                + " the type 'Magic', which is no retriever that is known here (line 23)",
            "'streams[0].retriever.partition_router.parent_stream_configs[0]' needs"
                + " 'partition_field' (line 22)");
  }

  @Test
  void aTypeThatIsNearlyKnownIsGuessed() {
    assertThat(saidOf("{type: SimpleRetriver}"))
        .containsExactly(
            "'streams[0].retriever' has the type 'SimpleRetriver', which is no retriever that is"
                + " known here; did you mean 'SimpleRetriever'? (line 15)");
  }

  @Test
  void aTypeThatNothingSaysIsAskedFor() {
    assertThat(saidOf(retriever("authenticator: {api_token: x}")))
        .singleElement()
        .asString()
        .contains("says no type: say which authenticator it is, one of NoAuth, ApiKeyAuth");
    assertThat(saidOf(retriever("authenticator: {type: CustomAuthenticator}")))
        .singleElement()
        .asString()
        .contains("has the type 'CustomAuthenticator', and needs a class_name");
  }

  @Test
  void whatIsMissingOrOfAnotherKindIsAllSaidAtOnce() {
    assertThat(
            saidOf(
                "{type: SimpleRetriever, requester: [1], paginator: x, decoder: 5,"
                    + " ignore_stream_slicer_parameters_on_paginated_requests: 'no'}"))
        .containsExactly(
            "'streams[0].retriever.requester' must be an object, and is a list (line 15)",
            "'streams[0].retriever.decoder' must be an object, and is 5 (line 15)",
            "'streams[0].retriever' needs 'record_selector' (line 15)",
            "'streams[0].retriever.paginator' must be an object, and is the text 'x' (line 15)",
            "'streams[0].retriever.ignore_stream_slicer_parameters_on_paginated_requests' must be"
                + " true or false, and is the text 'no' (line 15)");
  }

  @Test
  void aNumberWhereTextIsWantedBelongsInQuotes() {
    assertThat(saidOf(retriever("path: 5")))
        .containsExactly(
            "'streams[0].retriever.requester.path' must be text, and is 5; put it in quotes"
                + " (line 15)");
  }

  @Test
  void aWordThatIsNoneOfItsFamilyIsNamedWithThem() {
    assertThat(
            saidOf(
                retriever(
                    "error_handler: {response_filters: [{action: STOP}, {failure_type: x}]}")))
        .satisfiesExactly(
            first -> assertThat(first).contains("is 'STOP', and must be one of SUCCESS, FAIL"),
            second -> assertThat(second).contains("is 'x', and must be one of system_error, "));
  }

  @Test
  void twoBodiesAreRefused() {
    assertThat(saidOf(retriever("request_body_json: {a: b}, request_body_data: {a: b}")))
        .singleElement()
        .asString()
        .contains("has both 'request_body_json' and 'request_body_data'");
  }

  @Test
  void twoValuesInOneFieldAreRefused() {
    assertThat(saidOf(paginator("page_size: 5", "offset", "offset")))
        .singleElement()
        .asString()
        .contains("sends two values as one field, 'offset'");
    assertThat(saidOf(paginator("page_size: 5", "limit", "offset"))).isEmpty();
  }

  @Test
  void aSizeThatIsSentMustBeSaid() {
    assertThat(saidOf(paginator("start_from_page: 1", "limit", "page")))
        .singleElement()
        .asString()
        .contains("has a 'page_size_option', but its pagination_strategy has no 'page_size'");
  }

  @Test
  void aPathBesideANameIsOfSomethingElse() {
    String option = "{type: RequestOption, inject_into: %s, field_name: a, field_path: %s}";
    assertThat(saidOf(tokenOption(option.formatted("header", "x")))).isEmpty();
    assertThat(saidOf(tokenOption(option.formatted("body_json", "[x]"))))
        .singleElement()
        .asString()
        .contains("needs either 'field_name' or 'field_path', not both");
    assertThat(saidOf(tokenOption("{type: RequestOption, inject_into: header, field_path: [x]}")))
        .singleElement()
        .asString()
        .contains("is for body_json only");
    assertThat(saidOf(tokenOption("{type: RequestOption, field_name: x}")))
        .singleElement()
        .asString()
        .contains("needs 'inject_into'");
  }

  @Test
  void stepAndGranularityBelongTogether() {
    assertThat(
            said(
                """
                streams:
                  - $ref: "#/definitions/good"
                    incremental_sync:
                      type: DatetimeBasedCursor
                      cursor_field: at
                      datetime_format: "%s"
                      start_datetime: "0"
                      step: P1D
                """))
        .singleElement()
        .asString()
        .contains("needs 'step' and 'cursor_granularity' together, or neither");
  }

  @Test
  void anOauthWithoutWhatItsGrantNeedsIsRefused() {
    assertThat(saidOf(retriever("authenticator: {type: OAuthAuthenticator}")))
        .satisfiesExactly(
            first -> assertThat(first).contains("needs 'client_id' and 'client_secret'"),
            second -> assertThat(second).contains("needs a 'refresh_token'"));
  }

  @Test
  void aListOfPathsTakesNumbers() {
    assertThat(
            said(
                """
                streams:
                  - $ref: "#/definitions/good"
                    transformations:
                      - {type: RemoveFields, field_pointers: [[a, 0], b]}
                """))
        .containsExactly(
            "'streams[0].transformations[0].field_pointers[1]' must be a list of texts, and is the"
                + " text 'b' (line 15)");
  }

  @Test
  void whatIsWrongWithTheSourceIsItsOwn() {
    Manifest manifest = Manifest.read(ManifestFile.parse("m.yaml", "spec: {type: Spec}"));
    assertThat(manifest.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "needs 'streams' or 'dynamic_streams' (line 1)",
            "needs 'version' (line 1)",
            "needs 'check' (line 1)",
            "'spec' needs 'connection_specification' (line 1)");
    assertThat(manifest.problems().get(0).place().in()).isEqualTo("m.yaml");
  }

  @Test
  void whatIsNoSourceIsNoManifest() {
    Manifest manifest =
        Manifest.read(
            ManifestFile.parse("m.yaml", "{type: Spec, version: 1.0.0, check: {}, streams: []}"));
    assertThat(manifest.problems())
        .extracting(Problem::toString)
        .contains("has the type 'Spec', where only 'DeclarativeSource' may stand (line 1)");
  }

  @Test
  void aStreamWithoutANameIsRefused() {
    assertThat(
            said(
                """
                streams:
                  - type: DeclarativeStream
                    retriever:
                      type: SimpleRetriever
                      requester: {type: HttpRequester}
                      record_selector: "#/definitions/selector"
                """))
        .containsExactly(
            "'streams[0].retriever.requester' needs 'url' (line 16)",
            "'streams[0]' needs 'name' (line 13)");
  }

  @Test
  void dynamicStreamsAreRefusedByThemselves() {
    Manifest manifest =
        read(
            """
            streams: ["#/definitions/good"]
            dynamic_streams:
              - type: DynamicDeclarativeStream
                name: tables
                stream_template: "#/definitions/good"
                components_resolver: {type: CustomResolver, class_name: a.B}
            """);
    assertThat(manifest.problems()).isEmpty();
    assertThat(manifest.dynamicStreams().get(0).problems()).hasSize(1);
    assertThat(manifest.allProblems()).hasSize(1);
  }

  private static final String CUSTOM =
      "authenticator: {type: CustomAuthenticator, class_name: source_x.SignedAuth, secret: s}";

  private static String streams(String field) {
    return """
    streams:
      - "#/definitions/good"
      - type: DeclarativeStream
        name: bad
        retriever:
          type: SimpleRetriever
          record_selector: "#/definitions/selector"
          requester:
            type: HttpRequester
            url: https://example.com
            %s
    """
        .formatted(field);
  }

  private static String retriever(String field) {
    return "{record_selector: '#/definitions/selector', requester: {type: HttpRequester, url: u, "
        + field
        + "}}";
  }

  private static String paginator(String strategy, String size, String token) {
    return paged(
        "{type: PageIncrement, " + strategy + "}",
        "page_size_option: {inject_into: request_parameter, field_name: %s}, ".formatted(size),
        "{type: RequestOption, inject_into: request_parameter, field_name: %s}".formatted(token));
  }

  private static String tokenOption(String option) {
    return paged("{type: PageIncrement}", "", option);
  }

  private static String paged(String strategy, String size, String token) {
    return """
    {record_selector: '#/definitions/selector', requester: {url: u}, paginator: \
    {type: DefaultPaginator, pagination_strategy: %s, %spage_token_option: %s}}\
    """
        .formatted(strategy, size, token);
  }

  private static List<String> saidOf(String retriever) {
    return said("streams:\n  - type: DeclarativeStream\n    name: a\n    retriever: " + retriever);
  }

  private static List<String> said(String streams) {
    return read(streams).allProblems().stream().map(Problem::toString).toList();
  }

  private static Manifest read(String streams) {
    return Manifest.read(ManifestFile.parse("m.yaml", HEAD + streams));
  }
}
