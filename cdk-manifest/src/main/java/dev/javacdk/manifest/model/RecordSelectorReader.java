package dev.javacdk.manifest.model;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads record selectors and what is in them. */
final class RecordSelectorReader {

  static final Reader<RecordSelector> SELECTOR =
      Reader.only("RecordSelector", RecordSelectorReader::selector);

  static final Family<RecordSelector.Extractor> EXTRACTOR =
      Family.of("extractor", RecordSelector.Extractor.Custom::new);

  static final Family<RecordSelector.Filter> FILTER =
      Family.of("record filter", RecordSelector.Filter.Custom::new);

  private static final Family<RecordSelector.Normalization> NORMALIZATION =
      Family.of("schema normalization", RecordSelector.Normalization.Custom::new);

  static {
    EXTRACTOR
        .with(
            "DpathExtractor",
            fields ->
                new RecordSelector.Extractor.Dpath(
                    fields.node(),
                    fields.texts("field_path"),
                    fields.oneOrNull("record_expander", RecordSelectorReader::expander),
                    fields.oneOrNull("decoder", DecoderReader.DECODER)))
        .with(
            "CombinedExtractor",
            fields ->
                new RecordSelector.Extractor.Combined(
                    fields.node(),
                    fields.list("extractors", EXTRACTOR),
                    fields.text("mode", "union"),
                    fields.flag("skip_empty_records", false)))
        .with(
            "ResponseToFileExtractor",
            fields ->
                new RecordSelector.Extractor.ToFile(
                    fields.node(), fields.flag("preserve_na_values", false)));
    FILTER.with(
        "RecordFilter",
        fields -> new RecordSelector.Filter.Condition(fields.node(), fields.text("condition", "")));
  }

  private RecordSelectorReader() {}

  private static RecordSelector selector(Fields fields) {
    return new RecordSelector(
        fields.node(),
        fields.one("extractor", EXTRACTOR),
        fields.oneOrNull("record_filter", FILTER),
        normalization(fields),
        fields.flagOrNull("transform_before_filtering"));
  }

  private static RecordSelector.@Nullable Normalization normalization(Fields fields) {
    String name = "schema_normalization";
    JsonNode said = fields.any(name);
    if (said == null || said.isObject()) {
      return fields.oneOrNull(name, NORMALIZATION);
    }
    return switch (fields.text(name)) {
      case "Default" -> new RecordSelector.Normalization.Default();
      case "None" -> new RecordSelector.Normalization.None();
      default -> {
        fields.problem(name, "must be Default or None");
        yield null;
      }
    };
  }

  private static RecordSelector.Expander expander(Fields fields) {
    return new RecordSelector.Expander(
        fields.node(),
        fields.texts("expand_records_from_field"),
        fields.flag("remain_original_record", false),
        fields.flag("merge_parent", false),
        fields.listOrEmpty("parent_fields", parent -> parent.node().fields()),
        fields.text("on_no_records", "skip"),
        fields.textsOrEmpty("truncation_indicator_path"),
        fields.oneOrNull("truncated_list_retriever", RetrieverReader.RETRIEVER));
  }
}
