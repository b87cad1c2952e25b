package dev.javacdk.manifest.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.testkit.source.Attempt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where records are, into which parts a stream is cut, and what becomes of records. */
@Timeout(60)
class RecordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[d] | {'d':[{'id':1},{'id':2}]} | {'id':1} {'id':2}",
        "[d] | {'d':{'id':1}} | {'id':1}",
        "[d] | {'d':[]} | ''",
        "[d] | {'e':1} | ''",
        "[] | [{'id':1}] | {'id':1}",
        "[c] | [{'c':{'id':1}},{'c':{'id':2}},{}] | {'id':1} {'id':2}",
        "[c] | [{'c':[{'id':1}]},{'c':[{'id':2}]}] | {'id':1} {'id':2}",
        "[c, '*'] | [{'c':[{'id':1},{'id':2}]},{'c':[{'id':3}]}] | {'id':1} {'id':2} {'id':3}",
        "['*', c] | [{'c':{'id':1}},{'c':{'id':2}}] | {'id':1} {'id':2}",
        "[] | {'id':1} | {'id':1}",
        "[d, '*', n] | {'d':[{'n':{'id':1}},{'n':{'id':2}}]} | {'id':1} {'id':2}",
        "[\"{{ config['at'] }}\"] | {'x/y':[{'id':1}]} | {'id':1}",
      })
  void recordsAreAtThePath(String path, String body, String records) {
    try (OneStream api = OneStream.answering(body.replace('\'', '"'))) {
      String manifest =
          OneStream.manifest("path: rows", "").replace("field_path: []", "field_path: " + path);
      Attempt attempt = api.read(manifest, ",\"at\":\"x/y\"");
      assertThat(attempt.exitCode()).as(attempt.output()).isZero();
      String read =
          String.join(
              " ", attempt.records().values().stream().findFirst().orElse(java.util.List.of()));
      assertThat(read).isEqualTo(records.replace('\'', '"'));
    }
  }

  @Test
  void fieldsAreAddedAndRemovedInTheirOrder() {
    try (OneStream api =
        OneStream.answering(
            "[{\"id\":7,\"a\":{\"b\":null,\"c\":[{\"x\":1,\"y\":2},{\"x\":3}]},\"l\":[1,2]}]")) {
      String rest =
          """
          transformations:
            - type: AddFields
              fields:
                - {path: [n], value: "{{ record['id'] + 1 }}"}
                - {path: [m], value: "{{ record['n'] }}", value_type: string}
                - {path: [deep, er], value: "{{ record.a }}"}
            - type: AddFields
              condition: "{{ value == 8 }}"
              fields: [{path: [ja], value: "{{ record.n }}"}, {path: [nein], value: "{{ record.id }}"}]
            - {type: RemoveFields, field_pointers: [[a, c, "*", x], [l, 0], [deep, er, b], [none, x]]}
            - {type: RemoveFields, condition: "{{ property is none }}", field_pointers: [[a, "*"], ["**", q]]}
          """;
      assertThat(api.records(OneStream.manifest("path: rows", rest)))
          .containsExactly(
              "{\"id\":7,\"a\":{\"c\":[{\"y\":2},{}]},\"l\":[null,2],\"n\":8,\"m\":\"8\","
                  + "\"deep\":{\"er\":{\"c\":[{\"y\":2},{}]}},\"ja\":8}");
    }
  }

  @ParameterizedTest
  @CsvSource({"false, 2", "true, 1"})
  void filterComesBeforeOrBehindTransformations(boolean behind, int records) {
    try (OneStream api = OneStream.answering("[{\"id\":1},{\"id\":2}]")) {
      String rest =
          """
          transformations:
            - {type: AddFields, fields: [{path: [id], value: "{{ record.id * 10 }}"}]}
          """;
      String manifest =
          OneStream.manifest("path: rows", rest)
              .replace(
                  "type: RecordSelector",
                  "type: RecordSelector\n        transform_before_filtering: "
                      + behind
                      + "\n        record_filter: {type: RecordFilter, condition: \"{{ record.id in [1, 2, 20] }}\"}");
      assertThat(api.records(manifest)).hasSize(records);
    }
  }

  @Test
  void partsAreTheValuesOfEachList() {
    try (OneStream api = OneStream.answering("[{\"id\":1}]")) {
      String rest =
          """
            partition_router:
              - type: ListPartitionRouter
                cursor_field: kind
                values: [a, "b c"]
              - type: ListPartitionRouter
                cursor_field: year
                values: "{{ [2023, 2024] }}"
                request_option: {type: RequestOption, inject_into: request_parameter, field_name: y}
          """;
      String requester = "path: \"rows/{{ stream_partition['kind'] }}\"";
      assertThat(api.records(OneStream.manifest(requester, rest))).hasSize(4);
      assertThat(api.targets())
          .containsExactlyInAnyOrder(
              "GET /rows/a?y=2023",
              "GET /rows/a?y=2024",
              "GET /rows/b%20c?y=2023",
              "GET /rows/b%20c?y=2024");
    }
  }

  @Test
  void listWithoutValuesHasNoParts() {
    try (OneStream api = OneStream.answering("[{\"id\":1}]")) {
      String rest =
          "  partition_router: {type: ListPartitionRouter, cursor_field: kind, values: \"{{ config.get('kinds', []) }}\"}";
      Attempt attempt = api.read(OneStream.manifest("path: rows", rest), "");
      assertThat(attempt.exitCode()).as(attempt.output()).isZero();
      assertThat(api.requests).isEmpty();
    }
  }

  @Test
  void keyThatTheSchemaLacksIsAWarning() {
    try (OneStream api = OneStream.answering("[{\"id\":1}]")) {
      String rest =
          "schema_loader: {type: InlineSchemaLoader, schema: {type: object, properties: {x: {type: string}}}}";
      Attempt attempt = api.read(OneStream.manifest("path: rows", rest), "");
      assertThat(attempt.exitCode()).isZero();
      assertThat(attempt.records().values()).hasSize(1);
      assertThat(attempt.logs("WARN")).anyMatch(line -> line.contains("no key field 'id'"));
    }
  }
}
