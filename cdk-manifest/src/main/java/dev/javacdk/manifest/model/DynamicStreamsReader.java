package dev.javacdk.manifest.model;

import dev.javacdk.core.problem.Place;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Reads dynamic streams: each definition by itself, so that its problems refuse it only. */
final class DynamicStreamsReader {

  private static final Family<DynamicStreams.Resolver> RESOLVER =
      Family.of("components resolver", DynamicStreams.Resolver.Custom::new);

  private static final Reader<DynamicStreams.Mapping> MAPPING =
      Reader.only("ComponentMappingDefinition", DynamicStreamsReader::mapping);

  private static final String MAPPINGS = "components_mapping";

  static {
    RESOLVER
        .with(
            "HttpComponentsResolver",
            fields ->
                new DynamicStreams.Resolver.Http(
                    fields.node(),
                    fields.one("retriever", RetrieverReader.RETRIEVER),
                    fields.list(MAPPINGS, MAPPING)))
        .with(
            "ConfigComponentsResolver",
            fields ->
                new DynamicStreams.Resolver.Config(
                    fields.node(),
                    fields.oneOrMore(
                        "stream_config",
                        Reader.only("StreamConfig", DynamicStreamsReader::streamConfig)),
                    fields.list(MAPPINGS, MAPPING)))
        .with(
            "ParametrizedComponentsResolver",
            fields ->
                new DynamicStreams.Resolver.Parametrized(
                    fields.node(),
                    fields.one("stream_parameters", DynamicStreamsReader::parameters),
                    fields.list(MAPPINGS, MAPPING)));
  }

  private DynamicStreamsReader() {}

  static DynamicStreams apart(Fields fields) {
    String name = fields.peek("name");
    String words = name.isEmpty() ? "dynamic streams" : "dynamic streams '" + name + "'";
    Reading own = fields.reading().apart();
    Place place = new Place(words, fields.node().place().path());
    return read(new Fields(own, place, fields.node().fields()), name);
  }

  private static DynamicStreams read(Fields fields, String name) {
    Reader.only("DynamicDeclarativeStream", same -> same).read(fields);
    ObjectNode template = fields.object("stream_template");
    if (!template.isEmpty()) {
      fields.one("stream_template", StreamReader.STREAM);
    }
    DynamicStreams.Resolver resolver = fields.one("components_resolver", RESOLVER);
    boolean outer = fields.flag("use_parent_parameters", true);
    return new DynamicStreams(
        fields.node(), name, template, resolver, outer, fields.reading().problems());
  }

  private static DynamicStreams.Mapping mapping(Fields fields) {
    return new DynamicStreams.Mapping(
        fields.node(),
        fields.texts("field_path"),
        fields.text("value"),
        fields.choiceOrNull("value_type", Transformation.ValueType.class),
        fields.flag("create_or_update", false),
        fields.textOrNull("condition"));
  }

  private static DynamicStreams.StreamConfig streamConfig(Fields fields) {
    return new DynamicStreams.StreamConfig(
        fields.node(),
        fields.texts("configs_pointer"),
        fields.listOrEmpty("default_values", value -> value.node().fields()));
  }

  private static List<ObjectNode> parameters(Fields fields) {
    return fields.list("list_of_parameters_for_stream", value -> value.node().fields());
  }
}
