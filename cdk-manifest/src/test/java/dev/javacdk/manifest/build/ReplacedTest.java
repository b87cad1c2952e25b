package dev.javacdk.manifest.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.manifest.load.ManifestFile;
import dev.javacdk.testkit.message.ApiResponse;
import dev.javacdk.testkit.process.StreamId;
import dev.javacdk.testkit.source.Attempt;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Java stands for the Python that a manifest names. */
@Timeout(60)
class ReplacedTest {

  private static final String MANIFEST =
      """
      version: 6.44.0
      type: DeclarativeSource
      check: {type: CheckStream, stream_names: [rows]}
      streams:
        - type: DeclarativeStream
          name: rows
          retriever:
            type: SimpleRetriever
            requester:
              type: HttpRequester
              url_base: "{{ config['url'] }}"
              path: "{{ stream_partition.part }}"
              authenticator:
                type: CustomAuthenticator
                class_name: source_rows.components.Signed
                secret: "{{ config['secret'] }}"
              error_handler: {type: CustomErrorHandler, class_name: source_rows.components.Gone}
            record_selector:
              type: RecordSelector
              extractor: {type: CustomRecordExtractor, class_name: source_rows.components.Columns, at: /table}
              record_filter: {type: CustomRecordFilter, class_name: source_rows.components.Even}
            paginator:
              type: DefaultPaginator
              page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: page}
              pagination_strategy: {type: CustomPaginationStrategy, class_name: source_rows.components.Twice}
            partition_router: {type: CustomPartitionRouter, class_name: source_rows.components.Halves}
          transformations:
            - {type: CustomTransformation, class_name: source_rows.components.Stamped, by: "{{ 40 + 1 }}"}
      """;

  private static OneStream api() {
    return new OneStream(request ->
        request.path().equals("/right")
            ? ApiResponse.text(418, "text/plain", "gone")
            : ApiResponse.json(
                200, "{\"table\":{\"id\":[1,2,3,4]}}".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void eachKindStandsInItsPlace() {
    try (OneStream api = api()) {
      Attempt attempt = api.read(MANIFEST, ",\"secret\":\"s3cr3t-x\",\"more\":1");
      assertThat(attempt.exitCode()).as(attempt.output()).isZero();
      assertThat(attempt.records().get(StreamId.of("rows")))
          .containsOnly(
              "{\"id\":2,\"part\":\"left\",\"by\":42}", "{\"id\":4,\"part\":\"left\",\"by\":42}")
          .hasSize(4);
      assertThat(api.targets()).containsExactly("GET /left", "GET /left?page=2", "GET /right");
      assertThat(api.requests.get(0).header("X-Signed")).contains("s3cr3t-x!");
    }
  }

  @Test
  void whatIsOfAnotherKindOrMissesAFieldIsNamed() {
    String other = MANIFEST.replace("components.Even", "components.Signed");
    assertThat(ManifestSource.problems(ManifestFile.parse("m.yaml", other)))
        .singleElement()
        .asString()
        .contains(
            "streams[0].retriever.record_selector.record_filter",
            "JavaComponents$Signed stands",
            "CustomComponent.Filter");
    try (OneStream api = api()) {
      Attempt attempt = api.read(MANIFEST.replace("at: /table", "to: /table"), ",\"secret\":\"x\"");
      assertThat(attempt.errors().toString())
          .contains("streams[0].retriever.record_selector.extractor", "needs the field 'at'");
    }
  }

  @Test
  void classForWhichNothingStandsIsNamed() {
    String other = MANIFEST.replace("components.Gone", "components.Else");
    assertThat(ManifestSource.problems(ManifestFile.parse("m.yaml", other)))
        .singleElement()
        .asString()
        .contains("streams[0].retriever.requester.error_handler", "source_rows.components.Else");
  }
}
