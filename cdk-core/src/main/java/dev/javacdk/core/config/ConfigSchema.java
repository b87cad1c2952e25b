package dev.javacdk.core.config;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import dev.javacdk.core.schema.JsonSchemas;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks a config against the JSON Schema of its spec. Confined to one thread. */
final class ConfigSchema {

  private final Schema schema;

  ConfigSchema(ObjectNode schema) {
    this.schema = JsonSchemas.compile(schema);
  }

  /** Every path that does not fit, with what is wrong there; sorted; empty where all fits. */
  List<String> violations(JsonNode config) {
    TreeSet<String> violations = new TreeSet<>();
    for (Error error : schema.validate(config)) {
      String path = error.getInstanceLocation().toString();
      violations.add((path.isEmpty() ? "the config" : path) + ": " + error.getMessage());
    }
    return List.copyOf(violations);
  }
}
