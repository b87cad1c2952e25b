package dev.javacdk.manifest.model;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads cursors. */
final class IncrementalSyncReader {

  static final Family<IncrementalSync> CURSOR = Family.of("cursor", IncrementalSync.Custom::new);

  private static final Reader<IncrementalSync.Moment> MOMENT =
      Reader.only("MinMaxDatetime", IncrementalSyncReader::minMax);

  private static final String FIELD = "cursor_field";
  private static final String CATALOG_FIELD = "allow_catalog_defined_cursor_field";

  static {
    CURSOR
        .with("DatetimeBasedCursor", IncrementalSyncReader::datetime)
        .with(
            "IncrementingCountCursor",
            fields ->
                new IncrementalSync.Counting(
                    fields.node(),
                    fields.text(FIELD),
                    fields.scalarOrNull("start_value"),
                    fields.oneOrNull("start_value_option", RequestOptionReader.FIELD),
                    fields.flag(CATALOG_FIELD, false)));
  }

  private IncrementalSyncReader() {}

  private static IncrementalSync datetime(Fields fields) {
    IncrementalSync.Moment start = moment(fields, "start_datetime");
    RequestOption.Field from = fields.oneOrNull("start_time_option", RequestOptionReader.FIELD);
    RequestOption.Field until = fields.oneOrNull("end_time_option", RequestOptionReader.FIELD);
    RequestOptionReader.apart(fields, from, until);
    String step = fields.textOrNull("step");
    String granularity = fields.textOrNull("cursor_granularity");
    if (isSaid(step) != isSaid(granularity)) {
      fields.problem("needs 'step' and 'cursor_granularity' together, or neither");
    }
    return new IncrementalSync.DatetimeBased(
        fields.node(),
        fields.text(FIELD),
        fields.textsOrEmpty("cursor_datetime_formats"),
        fields.text("datetime_format"),
        start == null ? fields.one("start_datetime", MOMENT) : start,
        moment(fields, "end_datetime"),
        from,
        until,
        step,
        granularity,
        fields.textOrNull("lookback_window"),
        fields.textOrNull("partition_field_start"),
        fields.textOrNull("partition_field_end"),
        ways(fields),
        fields.oneOrNull("clamping", IncrementalSyncReader::clamping));
  }

  private static boolean isSaid(@Nullable String text) {
    return text != null && !text.isEmpty();
  }

  private static IncrementalSync.Ways ways(Fields fields) {
    return new IncrementalSync.Ways(
        fields.flag("is_data_feed", false),
        fields.flag("is_client_side_incremental", false),
        fields.flag("is_compare_strictly", false),
        fields.flag("global_substream_cursor", false),
        fields.flag(CATALOG_FIELD, false));
  }

  private static IncrementalSync.Clamping clamping(Fields fields) {
    return new IncrementalSync.Clamping(
        fields.node(), fields.text("target"), fields.objectOrNull("target_details"));
  }

  private static IncrementalSync.@Nullable Moment moment(Fields fields, String name) {
    JsonNode value = fields.any(name);
    return value != null && value.isString()
        ? new IncrementalSync.Moment(fields.node(), value.stringValue(), "", null, null)
        : fields.oneOrNull(name, MOMENT);
  }

  private static IncrementalSync.Moment minMax(Fields fields) {
    return new IncrementalSync.Moment(
        fields.node(),
        fields.text("datetime"),
        fields.text("datetime_format", ""),
        fields.textOrNull("min_datetime"),
        fields.textOrNull("max_datetime"));
  }
}
