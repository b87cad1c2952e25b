package dev.javacdk.manifest.model;

/** Reads retrievers. */
final class RetrieverReader {

  static final Family<Retriever> RETRIEVER = Family.of("retriever", Retriever.Custom::new);

  static {
    RETRIEVER
        .with("SimpleRetriever", RetrieverReader::simple)
        .with("AsyncRetriever", RetrieverReader::async);
  }

  private RetrieverReader() {}

  private static Retriever simple(Fields fields) {
    return new Retriever.Simple(
        fields.node(),
        fields.one("requester", RequesterReader.REQUESTER),
        fields.oneOrNull("decoder", DecoderReader.DECODER),
        fields.one("record_selector", RecordSelectorReader.SELECTOR),
        fields.oneOrNull("paginator", PaginatorReader.PAGINATOR),
        fields.oneOrMore("partition_router", PartitionRouterReader.ROUTER),
        fields.flag("ignore_stream_slicer_parameters_on_paginated_requests", false),
        new Retriever.More(
            fields.objectOrNull("pagination_reset"),
            fields.objectOrNull("page_size_reduction"),
            fields.objectOrNull("request_window_splitting")));
  }

  private static Retriever async(Fields fields) {
    return new Retriever.Async(
        fields.node(),
        requests(fields),
        fields.one("record_selector", RecordSelectorReader.SELECTOR),
        fields.one("status_extractor", RecordSelectorReader.EXTRACTOR),
        fields.one("status_mapping", RetrieverReader::statuses),
        fields.oneOrNull("download_target_extractor", RecordSelectorReader.EXTRACTOR),
        fields.oneOrNull("download_extractor", RecordSelectorReader.EXTRACTOR),
        fields.oneOrNull("download_paginator", PaginatorReader.PAGINATOR),
        fields.scalarOrNull("polling_job_timeout"),
        fields.scalarOrNull("failed_retry_wait_time_in_seconds"),
        fields.oneOrMore("partition_router", PartitionRouterReader.ROUTER),
        fields.oneOrNull("decoder", DecoderReader.DECODER),
        fields.oneOrNull("download_decoder", DecoderReader.DECODER));
  }

  private static Retriever.Requests requests(Fields fields) {
    return new Retriever.Requests(
        fields.one("creation_requester", RequesterReader.REQUESTER),
        fields.one("polling_requester", RequesterReader.REQUESTER),
        fields.one("download_requester", RequesterReader.REQUESTER),
        fields.oneOrNull("download_target_requester", RequesterReader.REQUESTER),
        fields.oneOrNull("abort_requester", RequesterReader.REQUESTER),
        fields.oneOrNull("delete_requester", RequesterReader.REQUESTER));
  }

  private static Retriever.Statuses statuses(Fields fields) {
    return new Retriever.Statuses(
        fields.node(),
        fields.texts("running"),
        fields.texts("completed"),
        fields.texts("failed"),
        fields.texts("timeout"),
        fields.textsOrEmpty("skipped"));
  }
}
