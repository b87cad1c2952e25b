package dev.javacdk.manifest.model;

import tools.jackson.databind.node.JsonNodeFactory;

/** Reads schema loaders. */
final class SchemaLoaderReader {

  static final Family<SchemaLoader> LOADER = Family.of("schema loader", SchemaLoader.Custom::new);

  static {
    LOADER
        .with(
            "InlineSchemaLoader",
            fields -> {
              var schema = fields.objectOrNull("schema");
              return new SchemaLoader.Inline(
                  fields.node(), schema == null ? JsonNodeFactory.instance.objectNode() : schema);
            })
        .with(
            "JsonFileSchemaLoader",
            fields -> new SchemaLoader.JsonFile(fields.node(), fields.textOrNull("file_path")))
        .with("DynamicSchemaLoader", SchemaLoaderReader::dynamic);
  }

  private SchemaLoaderReader() {}

  private static SchemaLoader dynamic(Fields fields) {
    return new SchemaLoader.Dynamic(
        fields.node(),
        fields.one("retriever", RetrieverReader.RETRIEVER),
        fields.one("schema_type_identifier", SchemaLoaderReader::identifier),
        fields.oneOrNull("schema_filter", RecordSelectorReader.FILTER),
        fields.listOrEmpty("schema_transformations", TransformationReader.TRANSFORMATION));
  }

  private static SchemaLoader.TypeIdentifier identifier(Fields fields) {
    return new SchemaLoader.TypeIdentifier(
        fields.node(),
        fields.textsOrEmpty("schema_pointer"),
        fields.texts("key_pointer"),
        fields.textsOrNull("type_pointer"),
        fields.listOrEmpty("types_mapping", SchemaLoaderReader::types));
  }

  private static SchemaLoader.TypesMap types(Fields fields) {
    return new SchemaLoader.TypesMap(
        fields.node(),
        fields.given("target_type"),
        fields.given("current_type"),
        fields.textOrNull("condition"));
  }
}
