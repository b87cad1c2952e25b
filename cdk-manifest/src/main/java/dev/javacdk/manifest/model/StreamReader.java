package dev.javacdk.manifest.model;

import dev.javacdk.core.problem.Place;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Reads streams: each by itself, so that the problems of one refuse that one only. */
final class StreamReader {

  /** One that is part of something else, whose problems become those of that. */
  static final Family<StreamDefinition> STREAM =
      Family.of("stream", (node, name) -> new StreamDefinition.Refused(node, "", List.of()));

  private static final Family<StreamDefinition.StateMigration> MIGRATION =
      Family.of("state migration", StreamDefinition.StateMigration.Custom::new);

  private static final String CONDITIONAL = "ConditionalStreams";
  private static final String NAME = "name";
  private static final String KEY = "primary_key";

  static {
    STREAM
        .with("DeclarativeStream", StreamReader::declarative)
        .with("StateDelegatingStream", StreamReader::delegating);
    MIGRATION.with(
        "LegacyToPerPartitionStateMigration",
        fields -> new StreamDefinition.StateMigration.LegacyToPerPartition(fields.node()));
  }

  private StreamReader() {}

  /** What one element of the list of streams stands for. */
  static List<StreamDefinition> listed(Fields fields) {
    if (!fields.node().type().equals(CONDITIONAL)) {
      return List.of(apart(fields));
    }
    String condition = fields.text("condition");
    return fields.list("streams", stream -> conditional(condition, stream));
  }

  private static StreamDefinition conditional(String condition, Fields fields) {
    StreamDefinition stream = apart(fields);
    return stream instanceof StreamDefinition.Refused
        ? stream
        : new StreamDefinition.Conditional(stream.node(), condition, stream);
  }

  /** A stream with problems of its own. */
  static StreamDefinition apart(Fields fields) {
    String name = fields.peek(NAME);
    String path = fields.node().place().path();
    Place place = new Place(name.isEmpty() ? "a stream" : "stream '" + name + "'", path);
    Reading own = fields.reading().apart();
    Fields stream = new Fields(own, place, fields.node().fields());
    StreamDefinition read = STREAM.read(stream);
    if (name.isEmpty() && stream.any(NAME) == null) {
      stream.problem("needs '" + NAME + "'");
    }
    return own.problems().isEmpty()
        ? read
        : new StreamDefinition.Refused(stream.node(), name, own.problems());
  }

  private static StreamDefinition declarative(Fields fields) {
    Retriever retriever = fields.one("retriever", RetrieverReader.RETRIEVER);
    IncrementalSync cursor = fields.oneOrNull("incremental_sync", IncrementalSyncReader.CURSOR);
    if (cursor instanceof IncrementalSync.Counting && !routers(retriever).isEmpty()) {
      fields.problem("incremental_sync", "is a number, which does not go with a partition_router");
    }
    return new StreamDefinition.Declarative(
        fields.node(),
        fields.text(NAME, ""),
        retriever,
        cursor,
        primaryKey(fields),
        fields.oneOrMore("schema_loader", SchemaLoaderReader.LOADER),
        fields.listOrEmpty("transformations", TransformationReader.TRANSFORMATION),
        migrations(fields, retriever),
        fields.objectOrNull("file_uploader"));
  }

  private static List<PartitionRouter> routers(Retriever retriever) {
    if (retriever instanceof Retriever.Simple simple) {
      return simple.routers();
    }
    return retriever instanceof Retriever.Async async ? async.routers() : List.of();
  }

  private static List<StreamDefinition.StateMigration> migrations(
      Fields fields, Retriever retriever) {
    String name = "state_migrations";
    List<StreamDefinition.StateMigration> all = fields.listOrEmpty(name, MIGRATION);
    List<PartitionRouter> routers = routers(retriever);
    boolean parts =
        routers.size() == 1
            && !(routers.get(0) instanceof PartitionRouter.Values)
            && !(routers.get(0) instanceof PartitionRouter.Grouping);
    for (StreamDefinition.StateMigration migration : all) {
      if (migration instanceof StreamDefinition.StateMigration.LegacyToPerPartition && !parts) {
        fields.problem(name, "need one partition_router, of the records of other streams");
      }
    }
    return all;
  }

  /** A text is one field; in a list, a text is a field and a list is the path of one. */
  private static List<List<String>> primaryKey(Fields fields) {
    JsonNode key = fields.any(KEY);
    if (key == null || (key.isString() && key.stringValue().isEmpty())) {
      return List.of();
    }
    if (key.isString()) {
      return List.of(List.of(key.stringValue()));
    }
    if (key instanceof ArrayNode list && !list.isEmpty() && list.get(0).isArray()) {
      return fields.paths(KEY);
    }
    List<List<String>> paths = new ArrayList<>();
    fields.textsOrEmpty(KEY).forEach(field -> paths.add(List.of(field)));
    return List.copyOf(paths);
  }

  private static StreamDefinition delegating(Fields fields) {
    return new StreamDefinition.Delegating(
        fields.node(),
        fields.text(NAME, ""),
        fields.one("full_refresh_stream", STREAM),
        fields.one("incremental_stream", STREAM),
        fields.textOrNull("api_retention_period"));
  }
}
