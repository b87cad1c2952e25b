package dev.javacdk.manifest.model;

import tools.jackson.databind.JsonNode;

/** Reads the spec of a connector. */
final class SpecReader {

  static final Reader<Spec> SPEC = Reader.only("Spec", SpecReader::spec);

  private static final Family<Spec.Change> CHANGE =
      Family.of("config transformation", Spec.Change.Custom::new);

  private static final Family<Spec.Validation> VALIDATION =
      Family.of("validator", Spec.Validation.Custom::new);

  private static final String CONDITION = "condition";

  static {
    CHANGE
        .with(
            "ConfigRemapField",
            fields ->
                new Spec.Change.Remap(
                    fields.node(), fields.texts("field_path"), fields.given("map")))
        .with(
            "ConfigAddFields",
            fields ->
                new Spec.Change.Add(
                    fields.node(),
                    fields.list("fields", TransformationReader.ADDED),
                    fields.text(CONDITION, "")))
        .with(
            "ConfigRemoveFields",
            fields ->
                new Spec.Change.Remove(
                    fields.node(),
                    fields.requiredPaths("field_pointers"),
                    fields.text(CONDITION, "")));
    VALIDATION
        .with(
            "DpathValidator",
            fields ->
                new Spec.Validation.AtPath(
                    fields.node(), fields.texts("field_path"), schema(fields)))
        .with(
            "PredicateValidator",
            fields ->
                new Spec.Validation.OfValue(fields.node(), fields.given("value"), schema(fields)));
  }

  private SpecReader() {}

  private static Spec spec(Fields fields) {
    Spec.ConfigRules rules = fields.oneOrNull("config_normalization_rules", SpecReader::rules);
    return new Spec(
        fields.node(),
        fields.object("connection_specification"),
        fields.textOrNull("documentation_url"),
        fields.objectOrNull("advanced_auth"),
        rules == null ? Spec.ConfigRules.NONE : rules);
  }

  private static Spec.ConfigRules rules(Fields fields) {
    return new Spec.ConfigRules(
        fields.listOrEmpty(
            "config_migrations", Reader.only("ConfigMigration", SpecReader::migration)),
        fields.listOrEmpty("transformations", CHANGE),
        fields.listOrEmpty("validations", VALIDATION));
  }

  private static Spec.Migration migration(Fields fields) {
    return new Spec.Migration(
        fields.node(), fields.text("description", ""), fields.list("transformations", CHANGE));
  }

  /** The only strategy that is not Python code is one schema. */
  private static JsonNode schema(Fields fields) {
    return fields.one(
        "validation_strategy",
        strategy -> {
          Reader.only("ValidateAdheresToSchema", same -> same).read(strategy);
          return strategy.given("base_schema");
        });
  }
}
