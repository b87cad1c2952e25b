package dev.javacdk.manifest.model;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads partition routers. */
final class PartitionRouterReader {

  static final Family<PartitionRouter> ROUTER =
      Family.of("partition router", PartitionRouter.Custom::new);

  private static final String OPTION = "request_option";

  static {
    ROUTER
        .with("ListPartitionRouter", PartitionRouterReader::values)
        .with(
            "SubstreamPartitionRouter",
            fields ->
                new PartitionRouter.Substream(
                    fields.node(),
                    fields.list(
                        "parent_stream_configs",
                        Reader.only("ParentStreamConfig", PartitionRouterReader::parent))))
        .with(
            "GroupingPartitionRouter",
            fields ->
                new PartitionRouter.Grouping(
                    fields.node(),
                    fields.requiredNumber("group_size"),
                    fields.one("underlying_partition_router", ROUTER),
                    fields.flag("deduplicate", true)))
        .with(
            "UnionPartitionRouter",
            fields ->
                new PartitionRouter.Union(
                    fields.node(),
                    fields.text("partition_field"),
                    fields.list("partition_routers", ROUTER)));
  }

  private PartitionRouterReader() {}

  private static PartitionRouter values(Fields fields) {
    return new PartitionRouter.Values(
        fields.node(),
        fields.text("cursor_field"),
        listed(fields),
        fields.oneOrNull(OPTION, RequestOptionReader.FIELD));
  }

  private static JsonNode listed(Fields fields) {
    JsonNode values = fields.any("values");
    if (values != null && values.isString()) {
      return values;
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    fields.texts("values").forEach(list::add);
    return list;
  }

  private static PartitionRouter.Parent parent(Fields fields) {
    return new PartitionRouter.Parent(
        fields.node(),
        fields.one("stream", StreamReader.STREAM),
        fields.text("parent_key"),
        fields.text("partition_field"),
        fields.oneOrNull(OPTION, RequestOptionReader.FIELD),
        fields.flag("incremental_dependency", false),
        fields.textsOrEmpty("lazy_read_pointer"),
        fields.paths("extra_fields"));
  }
}
