package dev.javacdk.manifest.model;

/** Reads transformations. */
final class TransformationReader {

  static final Family<Transformation> TRANSFORMATION =
      Family.of("transformation", Transformation.Custom::new);

  static final Reader<Transformation.AddedField> ADDED =
      Reader.only("AddedFieldDefinition", TransformationReader::added);

  private static final String CONDITION = "condition";

  static {
    TRANSFORMATION
        .with("AddFields", TransformationReader::addFields)
        .with(
            "RemoveFields",
            fields ->
                new Transformation.RemoveFields(
                    fields.node(),
                    fields.requiredPaths("field_pointers"),
                    fields.text(CONDITION, "")))
        .with("KeysToLower", fields -> new Transformation.KeysToLower(fields.node()))
        .with("KeysToSnakeCase", fields -> new Transformation.KeysToSnakeCase(fields.node()))
        .with(
            "KeysReplace",
            fields ->
                new Transformation.KeysReplace(
                    fields.node(), fields.text("old"), fields.text("new")))
        .with(
            "FlattenFields",
            fields ->
                new Transformation.FlattenFields(fields.node(), fields.flag("flatten_lists", true)))
        .with("DpathFlattenFields", TransformationReader::dpathFlatten);
  }

  private TransformationReader() {}

  static Transformation.AddFields addFields(Fields fields) {
    return new Transformation.AddFields(
        fields.node(), fields.list("fields", ADDED), fields.text(CONDITION, ""));
  }

  private static Transformation.AddedField added(Fields fields) {
    return new Transformation.AddedField(
        fields.node(),
        fields.texts("path"),
        fields.text("value"),
        fields.choiceOrNull("value_type", Transformation.ValueType.class));
  }

  private static Transformation dpathFlatten(Fields fields) {
    Fields keys = fields.oneOrNull("key_transformation", key -> key);
    return new Transformation.DpathFlattenFields(
        fields.node(),
        fields.texts("field_path"),
        fields.flag("delete_origin_value", false),
        fields.flag("replace_record", false),
        keys == null ? null : keys.textOrNull("prefix"),
        keys == null ? null : keys.textOrNull("suffix"));
  }
}
