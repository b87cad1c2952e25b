package dev.javacdk.manifest.build;

import dev.javacdk.manifest.expression.Scope;
import dev.javacdk.manifest.model.Node;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What all texts of a manifest may look at. A value; safe for use by many threads.
 *
 * @param config not to be changed
 * @param folder where files are that the manifest names; null where there are none
 * @param replacements what stands for Python classes
 */
record Surroundings(
    InstantSource clock, ObjectNode config, @Nullable Path folder, Replacements replacements) {

  /** The variables of a component that belong to no slice. */
  Scope scope(Node node) {
    return Scope.of(clock).with("config", config).with("parameters", node.parameters());
  }

  /** The text of a component, over the config alone. */
  String string(Node node, String field, String text) {
    return Text.of(node, field, text).string(scope(node));
  }
}
