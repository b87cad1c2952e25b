package dev.javacdk.manifest.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.manifest.load.ManifestFile;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.message.ApiRequest;
import dev.javacdk.testkit.message.ApiResponse;
import dev.javacdk.testkit.process.StreamId;
import dev.javacdk.testkit.source.Attempt;
import dev.javacdk.testkit.source.Catalog;
import dev.javacdk.testkit.source.SourceRunner;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A whole manifest against an API over HTTP. */
@Timeout(60)
class ManifestSourceTest {

  private static final String SHOP =
      """
      version: 6.44.0
      type: DeclarativeSource
      check:
        type: CheckStream
        stream_names: [shops]
      definitions:
        requester:
          type: HttpRequester
          url_base: "{{ config['url'] }}/v1/"
          path: "{{ parameters['path'] }}"
          http_method: GET
          authenticator:
            type: ApiKeyAuthenticator
            api_token: "{{ config['api_key'] }}"
            inject_into:
              type: RequestOption
              inject_into: header
              field_name: X-Api-Key
        selector:
          type: RecordSelector
          extractor:
            type: DpathExtractor
            field_path: [data]
        shops:
          type: DeclarativeStream
          name: shops
          primary_key: id
          $parameters:
            path: /shops
          retriever:
            type: SimpleRetriever
            requester:
              $ref: "#/definitions/requester"
            record_selector:
              $ref: "#/definitions/selector"
            paginator:
              type: DefaultPaginator
              page_token_option:
                type: RequestOption
                inject_into: request_parameter
                field_name: page
              page_size_option:
                type: RequestOption
                inject_into: request_parameter
                field_name: limit
              pagination_strategy:
                type: PageIncrement
                start_from_page: 1
                page_size: 2
          schema_loader:
            type: InlineSchemaLoader
            schema:
              $schema: http://json-schema.org/schema#
              type: object
              properties:
                id: {type: integer}
                name: {type: string}
      streams:
        - $ref: "#/definitions/shops"
        - type: DeclarativeStream
          name: orders
          primary_key: [id]
          retriever:
            type: SimpleRetriever
            requester:
              $ref: "#/definitions/requester"
              path: "shops/{{ stream_partition.shop_id }}/orders"
              request_parameters:
                sort: id
                with: "{{ ['a', 'b'] if stream_slice.shop_id == 1 }}"
            record_selector:
              $ref: "#/definitions/selector"
              record_filter:
                type: RecordFilter
                condition: "{{ record['id'] % 10 != 3 }}"
            paginator:
              type: DefaultPaginator
              page_token_option:
                type: RequestOption
                inject_into: request_parameter
                field_name: after
              pagination_strategy:
                type: CursorPagination
                cursor_value: "{{ response.paging.next }}"
                stop_condition: "{{ not response.get('paging', {}).get('more') }}"
            partition_router:
              type: SubstreamPartitionRouter
              parent_stream_configs:
                - type: ParentStreamConfig
                  stream: "#/definitions/shops"
                  parent_key: id
                  partition_field: shop_id
                  extra_fields: [[name]]
          transformations:
            - type: AddFields
              fields:
                - path: [shop, id]
                  value: "{{ stream_slice['shop_id'] }}"
                - path: [shop, name]
                  value: "{{ stream_slice.extra_fields['name'] }}"
                - path: [text]
                  value: "{{ record['id'] }}"
                  value_type: string
            - type: RemoveFields
              field_pointers: [[secret], [lines, "*", cost]]
          schema_loader:
            type: InlineSchemaLoader
            schema: {type: object, properties: {id: {type: integer}}}
        - type: DeclarativeStream
          name: custom
          retriever:
            type: CustomRetriever
            class_name: source_shop.components.Special
      spec:
        type: Spec
        connection_specification:
          type: object
          required: [api_key]
          properties:
            api_key: {type: string, airbyte_secret: true}
            url: {type: string}
      """;

  /** Five shops in pages of two; two pages of orders each. */
  private static LocalApi api() {
    return LocalApi.builder()
        .route("GET", "/v1/shops", ManifestSourceTest::shops)
        .route("GET", "/v1/shops/{shop}/orders", ManifestSourceTest::orders)
        .start();
  }

  private static ApiResponse shops(ApiRequest request) {
    int page = request.query("page").map(Integer::parseInt).orElse(1);
    ObjectNode body = JsonMapper.shared().createObjectNode();
    ArrayNode data = body.putArray("data");
    for (int id = 2 * page - 1; id <= Math.min(2 * page, 5); id++) {
      data.addObject().put("id", id).put("name", "shop " + id);
    }
    return ApiResponse.json(body);
  }

  private static ApiResponse orders(ApiRequest request) {
    int shop = Integer.parseInt(request.variable("shop"));
    int from = request.query("after").map(Integer::parseInt).orElse(0);
    ObjectNode body = JsonMapper.shared().createObjectNode();
    ArrayNode data = body.putArray("data");
    for (int i = from; i < from + 3; i++) {
      ObjectNode order = data.addObject().put("id", 100 * shop + i).put("secret", 1);
      order.putArray("lines").addObject().put("sku", "s").put("cost", 7);
    }
    body.putObject("paging").put("next", from + 3).put("more", from == 0);
    return ApiResponse.json(body);
  }

  private static ManifestSource source() {
    return ManifestSource.of(ManifestFile.parse("manifest.yaml", SHOP), null);
  }

  private static SourceRunner runner(LocalApi api) {
    return SourceRunner.of(source())
        .config("{\"api_key\":\"s3cr3t-key\",\"url\":\"" + api.baseUrl() + "\"}");
  }

  private static List<String> records(Attempt attempt, String stream) {
    return attempt.records().getOrDefault(new StreamId(stream, null), List.of());
  }

  @Test
  void everyRecordIsReadAsTheManifestSays() {
    try (LocalApi api = api()) {
      Attempt attempt = runner(api).read(Catalog.of("shops", "orders"));
      assertThat(attempt.exitCode()).as(attempt.output()).isZero();
      assertThat(records(attempt, "shops")).hasSize(5);
      assertThat(records(attempt, "orders")).hasSize(5 * 5);
      assertThat(records(attempt, "orders").get(0))
          .isEqualTo(
              "{\"id\":100,\"lines\":[{\"sku\":\"s\"}],\"shop\":{\"id\":1,\"name\":\"shop 1\"},\"text\":\"100\"}");
    }
  }

  @Test
  void streamThatCannotBeBuiltIsLeftOutAndTheOthersAreRead() {
    try (LocalApi api = api()) {
      Attempt found = runner(api).discover();
      assertThat(found.output())
          .contains("\"shops\"", "\"orders\"")
          .doesNotContain("\"name\":\"custom\"");
      assertThat(found.logs("WARN"))
          .anySatisfy(line ->
              assertThat(line)
                  .contains(
                      "stream 'custom' is left out",
                      "streams[2].retriever",
                      "source_shop.components.Special"));
      Attempt read = runner(api).read(Catalog.of("shops", "custom"));
      assertThat(read.exitCode()).isEqualTo(1);
      assertThat(records(read, "shops")).hasSize(5);
      assertThat(read.errors().toString()).contains("streams[2].retriever");
    }
  }

  @Test
  void checkReadsTheStreamsThatTheManifestNames() {
    try (LocalApi api = api()) {
      Attempt check = runner(api).check();
      assertThat(check.output()).contains("SUCCEEDED");
      assertThat(api.counters().total()).isEqualTo(1);
    }
  }
}
