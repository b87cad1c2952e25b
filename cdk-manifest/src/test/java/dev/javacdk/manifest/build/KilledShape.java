package dev.javacdk.manifest.build;

import dev.javacdk.testkit.api.Counters;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.message.ApiRequest;
import dev.javacdk.testkit.message.ApiResponse;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A manifest of rows inside parents, or inside children of parents, and the API that it is for. All
 * streams of one shape have their pages named in the same way.
 */
enum KilledShape {
  CHILDREN_BY_NUMBER(KilledShape.BY_NUMBER, false),
  CHILDREN_BY_OFFSET(KilledShape.BY_OFFSET, false),
  CHILDREN_BY_TOKEN(KilledShape.BY_TOKEN, false),
  CHILDREN_BY_LAST_RECORD(KilledShape.BY_LAST_RECORD, false),
  CHILDREN_BY_LINK(KilledShape.BY_LINK, false),
  GRANDCHILDREN_BY_NUMBER(KilledShape.BY_NUMBER, true),
  GRANDCHILDREN_BY_OFFSET(KilledShape.BY_OFFSET, true),
  GRANDCHILDREN_BY_TOKEN(KilledShape.BY_TOKEN, true),
  GRANDCHILDREN_BY_LAST_RECORD(KilledShape.BY_LAST_RECORD, true),
  GRANDCHILDREN_BY_LINK(KilledShape.BY_LINK, true);

  static final String STREAM = "rows";
  static final int PAGE = 5;

  static final String CATALOG =
      """
      {"streams": [{"stream": {"name": "rows", "json_schema": {}, \
      "supported_sync_modes": ["full_refresh"]}, \
      "sync_mode": "full_refresh", "destination_sync_mode": "append"}]}
      """;

  private static final String BY_NUMBER =
      """
      page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: page}
      pagination_strategy: {type: PageIncrement, page_size: 5}
      """;

  private static final String BY_OFFSET =
      """
      page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: from}
      pagination_strategy: {type: OffsetIncrement, page_size: 5}
      """;

  private static final String BY_TOKEN =
      """
      page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: from}
      pagination_strategy:
        type: CursorPagination
        cursor_value: "{{ response.paging.from }}"
        stop_condition: "{{ not response.paging.more }}"
      """;

  private static final String BY_LAST_RECORD =
      """
      page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: after}
      pagination_strategy:
        type: CursorPagination
        cursor_value: "{{ last_record['number'] }}"
        stop_condition: "{{ last_page_size < 5 }}"
      """;

  private static final String BY_LINK =
      """
      page_token_option: {type: RequestPath}
      pagination_strategy:
        type: CursorPagination
        cursor_value: "{{ response.paging.link }}"
        stop_condition: "{{ 'link' not in response.paging }}"
      """;

  private static final String MANIFEST =
      """
      version: 6.44.0
      type: DeclarativeSource
      check: {type: CheckStream, stream_names: [rows]}
      definitions:
        requester: {type: HttpRequester, url_base: "{{ config['url'] }}/"}
        selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: [data]}}
        schema: {type: InlineSchemaLoader, schema: {type: object, properties: {id: {type: string}}}}
        paginator:
          type: DefaultPaginator
      PAGING
        parents:
          type: DeclarativeStream
          name: parents
          retriever:
            type: SimpleRetriever
            requester: {$ref: "#/definitions/requester", path: parents}
            record_selector: {$ref: "#/definitions/selector"}
            paginator: {$ref: "#/definitions/paginator"}
          schema_loader: {$ref: "#/definitions/schema"}
        children:
          type: DeclarativeStream
          name: children
          retriever:
            type: SimpleRetriever
            requester: {$ref: "#/definitions/requester", path: "{{ stream_partition.parent }}/children"}
            record_selector: {$ref: "#/definitions/selector"}
            paginator: {$ref: "#/definitions/paginator"}
            partition_router:
              type: SubstreamPartitionRouter
              parent_stream_configs:
                - type: ParentStreamConfig
                  stream: {$ref: "#/definitions/parents"}
                  parent_key: id
                  partition_field: parent
          schema_loader: {$ref: "#/definitions/schema"}
      streams:
        - type: DeclarativeStream
          name: rows
          primary_key: id
          retriever:
            type: SimpleRetriever
            requester: {$ref: "#/definitions/requester", path: "{{ stream_partition.above }}/rows"}
            record_selector:
              $ref: "#/definitions/selector"
              record_filter: {type: RecordFilter, condition: "{{ record.number != 2 }}"}
            paginator: {$ref: "#/definitions/paginator"}
            partition_router:
              type: SubstreamPartitionRouter
              parent_stream_configs:
                - type: ParentStreamConfig
                  stream: {$ref: "#/definitions/ABOVE"}
                  parent_key: id
                  partition_field: above
          transformations:
            - type: AddFields
              fields: [{path: [above], value: "{{ stream_partition.above }}"}]
          schema_loader: {$ref: "#/definitions/schema"}
      spec: {type: Spec, connection_specification: {type: object, properties: {}}}
      """;

  private final String paging;
  private final boolean deep;

  KilledShape(String paging, boolean deep) {
    this.paging = paging;
    this.deep = deep;
  }

  String manifest() {
    return MANIFEST
        .replace("PAGING", paging.indent(4).stripTrailing())
        .replace("ABOVE", deep ? "children" : "parents");
  }

  /** The API with so many parents. */
  LocalApi api(int parents) {
    return LocalApi.builder()
        .route("GET", "/parents", request -> page(request, "p", parents(parents)))
        .route(
            "GET",
            "/{parent}/children",
            request -> page(request, request.variable("parent") + "-c", 3))
        .route("GET", "/{above}/rows", request -> rows(request, request.variable("above")))
        .start();
  }

  /** Of the rows, without those that the filter leaves out. */
  Set<String> ids(int parents) {
    Set<String> ids = new TreeSet<>();
    for (int parent = 0; parent < parents(parents); parent++) {
      if (deep) {
        for (int child = 0; child < 3; child++) {
          addRows(ids, "p" + parent + "-c" + child);
        }
      } else {
        addRows(ids, "p" + parent);
      }
    }
    return ids;
  }

  /** How many pages of rows were asked for more often than once. */
  long askedAgain(Counters counters) {
    return counters.askedMoreThanOnce().entrySet().stream()
        .filter(entry -> entry.getKey().contains("/rows"))
        .mapToLong(entry -> entry.getValue() - 1)
        .sum();
  }

  /** Where each has children, a third of the parents have as many rows. */
  private int parents(int parents) {
    return deep ? parents / 3 : parents;
  }

  private static void addRows(Set<String> ids, String above) {
    for (int number = 0; number < rows(above); number++) {
      if (number != 2) {
        ids.add(above + "-r" + number);
      }
    }
  }

  /** None to 44, so that there are parts without any, and some with a last page that is full. */
  private static int rows(String above) {
    return Math.floorMod(above.hashCode() * 7, 45);
  }

  private static ApiResponse rows(ApiRequest request, String above) {
    return page(request, above + "-r", rows(above));
  }

  private static ApiResponse page(ApiRequest request, String prefix, int there) {
    int from =
        request
            .query("page")
            .map(page -> Integer.parseInt(page) * PAGE)
            .or(() -> request.query("from").map(Integer::parseInt))
            .or(() -> request.query("after").map(after -> Integer.parseInt(after) + 1))
            .orElse(0);
    int end = Math.min(there, from + PAGE);
    ObjectNode body = JsonMapper.shared().createObjectNode();
    ArrayNode data = body.putArray("data");
    for (int number = from; number < end; number++) {
      data.addObject().put("id", prefix + number).put("number", number);
    }
    ObjectNode paging = body.putObject("paging").put("from", end).put("more", end < there);
    if (end < there) {
      paging.put(
          "link", "http://" + request.header("Host").orElse("") + request.path() + "?from=" + end);
    }
    return ApiResponse.json(body);
  }
}
