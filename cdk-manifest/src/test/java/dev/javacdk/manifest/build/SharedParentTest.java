package dev.javacdk.manifest.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.manifest.load.ManifestFile;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.listing.Envelope;
import dev.javacdk.testkit.listing.Listing;
import dev.javacdk.testkit.listing.Paging;
import dev.javacdk.testkit.listing.Rows;
import dev.javacdk.testkit.process.StreamId;
import dev.javacdk.testkit.source.Attempt;
import dev.javacdk.testkit.source.Catalog;
import dev.javacdk.testkit.source.SourceRunner;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** A parent that is also a stream of the manifest, defined once. */
class SharedParentTest {

  private static final String MANIFEST =
      """
      version: 6.44.0
      type: DeclarativeSource
      check: {type: CheckStream, stream_names: [contacts]}
      definitions:
        requester: {type: HttpRequester, url_base: "{{ config['url'] }}"}
        selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: [items]}}
        paginator:
          type: DefaultPaginator
          page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: page}
          page_size_option: {type: RequestOption, inject_into: request_parameter, field_name: limit}
          pagination_strategy: {type: PageIncrement, page_size: 5, start_from_page: 1}
        contacts:
          type: DeclarativeStream
          name: contacts
          primary_key: id
          retriever:
            type: SimpleRetriever
            requester: {$ref: "#/definitions/requester", path: contacts}
            record_selector: {$ref: "#/definitions/selector"}
            paginator: {$ref: "#/definitions/paginator"}
      streams:
        - $ref: "#/definitions/contacts"
        - type: DeclarativeStream
          name: notes
          primary_key: id
          retriever:
            type: SimpleRetriever
            requester: {$ref: "#/definitions/requester", path: "contacts/{{ stream_slice.contact }}/notes"}
            record_selector: {$ref: "#/definitions/selector"}
            paginator: {$ref: "#/definitions/paginator"}
            partition_router:
              type: SubstreamPartitionRouter
              parent_stream_configs:
                - {type: ParentStreamConfig, stream: {$ref: "#/definitions/contacts"}, parent_key: id, partition_field: contact}
      """;

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  @Timeout(60)
  void isAskedForOnce(int workers) {
    Rows contacts = Rows.of(23, 1, i -> JsonMapper.shared().createObjectNode().put("id", i + 1));
    Listing pages =
        Listing.by(Paging.pageNumber("page"))
            .limit("limit", 5, 5)
            .envelope(Envelope.field("items"));
    try (LocalApi api =
        LocalApi.builder()
            .collection("/contacts", contacts, pages)
            .children(
                "/contacts/{id}/notes",
                contacts,
                of ->
                    Rows.of(3, i -> JsonMapper.shared().createObjectNode().put("id", 10 * of + i)),
                pages)
            .start()) {
      Attempt attempt =
          SourceRunner.of(ManifestSource.of(ManifestFile.parse("manifest.yaml", MANIFEST), null))
              .config("{\"url\":\"" + api.baseUrl() + "\"}")
              .with("_concurrency", workers)
              .read(Catalog.of("contacts", "notes"));
      assertThat(attempt.exitCode()).as(attempt.output()).isZero();
      assertThat(attempt.records().get(StreamId.of("contacts"))).hasSize(23);
      assertThat(attempt.records().get(StreamId.of("notes"))).hasSize(69);
      assertThat(api.counters().ofPath("GET /contacts")).isEqualTo(5);
      assertThat(api.counters().askedMoreThanOnce()).isEmpty();
    }
  }
}
