package dev.javacdk.manifest.build;

import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.message.ApiRequest;
import dev.javacdk.testkit.message.ApiResponse;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A manifest of shops and their orders, and the API that it is for. */
final class Shop {

  private Shop() {}

  static final String MANIFEST =
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
  static LocalApi open() {
    return LocalApi.builder()
        .route("GET", "/v1/shops", Shop::shops)
        .route("GET", "/v1/shops/{shop}/orders", Shop::orders)
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
}
