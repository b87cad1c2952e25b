package dev.javacdk.manifest.load;

import java.util.List;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A manifest as one tree: without references, every component with its type where one is known and
 * with the parameters of those around it. Nothing of it is checked against what components are.
 */
public final class LoadedManifest {

  private final String file;
  private final ObjectNode tree;
  private final List<String> notes;
  private final Lines lines;

  LoadedManifest(String file, ObjectNode tree, List<String> notes, Lines lines) {
    this.file = file;
    this.tree = tree;
    this.notes = List.copyOf(notes);
    this.lines = lines;
  }

  /** The name of the file, for words. */
  public String file() {
    return file;
  }

  /** The manifest itself; not copied. */
  public ObjectNode tree() {
    return tree;
  }

  /** What an author should know of the file though it can be read: sentences, in their order. */
  public List<String> notes() {
    return notes;
  }

  /** The line on which an object or an array of the tree itself began, from 1; empty if unknown. */
  public OptionalInt line(JsonNode container) {
    return lines.of(container);
  }
}
