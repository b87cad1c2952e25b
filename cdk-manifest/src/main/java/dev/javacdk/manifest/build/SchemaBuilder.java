package dev.javacdk.manifest.build;

import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.api.spec.Schema;
import dev.javacdk.http.json.Json;
import dev.javacdk.manifest.model.Node;
import dev.javacdk.manifest.model.SchemaLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Schema loaders → a schema. */
final class SchemaBuilder {

  private static final Logger LOG = SafeLogs.of(SchemaBuilder.class);

  private final Surroundings surroundings;
  private final String stream;

  SchemaBuilder(Surroundings surroundings, String stream) {
    this.surroundings = surroundings;
    this.stream = stream;
  }

  /** The schema; with the fields of the key, which some manifests leave out of it. */
  Schema build(List<SchemaLoader> loaders, List<List<String>> key) {
    ObjectNode schema = Schema.any().toJson();
    if (loaders.isEmpty()) {
      file(null).ifPresent(schema::setAll);
    }
    for (int i = 0; i < loaders.size(); i++) {
      ObjectNode one = loaded(loaders.get(i));
      if (i == 0) {
        schema = one;
      } else if (one.path("properties") instanceof ObjectNode more) {
        schema.withObject("/properties").setAll(more);
      }
    }
    complete(schema, key);
    return Schema.of(schema);
  }

  private ObjectNode loaded(SchemaLoader loader) {
    if (loader instanceof SchemaLoader.Inline inline) {
      return inline.schema().deepCopy();
    }
    if (loader instanceof SchemaLoader.JsonFile json) {
      Node node = json.node();
      String path =
          json.path() == null ? null : surroundings.string(node, "file_path", json.path());
      return file(path)
          .orElseThrow(() ->
              new Refused(
                  node.problem(
                      "file_path",
                      "names the file '"
                          + (path == null ? "schemas/" + stream + ".json" : path)
                          + "', which is not beside the manifest")));
    }
    throw new Refused(loader.node().problem("cannot be done yet"));
  }

  /** A file beside the manifest, or beside its folder: paths begin with the name of that. */
  private Optional<ObjectNode> file(@Nullable String path) {
    Path folder = surroundings.folder();
    if (folder == null) {
      return Optional.empty();
    }
    String wanted = path == null ? "schemas/" + stream + ".json" : path;
    Path parent = folder.toAbsolutePath().getParent();
    return Stream.of(folder, parent == null ? folder : parent)
        .map(at -> at.resolve(wanted).normalize())
        .filter(Files::isRegularFile)
        .findFirst()
        .map(SchemaBuilder::read);
  }

  private static ObjectNode read(Path file) {
    try {
      if (Json.mapper().readTree(file) instanceof ObjectNode schema) {
        return schema;
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "the schema " + file + " is no JSON: " + e.getMessage(), e);
    }
    throw new IllegalArgumentException("the schema " + file + " is no JSON object");
  }

  private void complete(ObjectNode schema, List<List<String>> key) {
    if (!Schema.of(schema).saysProperties()) {
      return;
    }
    ObjectNode properties = (ObjectNode) schema.get("properties");
    for (List<String> path : key) {
      if (!path.isEmpty() && !properties.has(path.get(0))) {
        LOG.warn(
            "stream '{}': its schema has no key field '{}'; it is taken for any value",
            stream,
            String.join(".", path));
        properties.putObject(path.get(0));
      }
    }
  }
}
