package dev.javacdk.manifest.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where the JSON Schema of a stream comes from. */
public sealed interface SchemaLoader extends Component {

  /** From the manifest: {@code InlineSchemaLoader}. */
  record Inline(Node node, ObjectNode schema) implements SchemaLoader {}

  /**
   * From a file beside it: {@code JsonFileSchemaLoader}.
   *
   * @param path an expression; null for {@code schemas/NAME.json}
   */
  record JsonFile(Node node, @Nullable String path) implements SchemaLoader {}

  /**
   * From the API: {@code DynamicSchemaLoader}.
   *
   * @param filter which properties are wanted; null for all
   */
  record Dynamic(
      Node node,
      Retriever retriever,
      TypeIdentifier identifier,
      RecordSelector.@Nullable Filter filter,
      List<Transformation> transformations)
      implements SchemaLoader {}

  /** Python code, or of a type that is not known; the latter is of no class. */
  record Custom(Node node, String className) implements SchemaLoader {}

  /**
   * Where an answer says the name and the type of a property: {@code SchemaTypeIdentifier}.
   *
   * @param schemaPath to the list of properties
   * @param typePath null where every property is text
   */
  record TypeIdentifier(
      Node node,
      List<String> schemaPath,
      List<String> keyPath,
      @Nullable List<String> typePath,
      List<TypesMap> types)
      implements Component {}

  /**
   * What a type of the API is in JSON Schema: {@code TypesMap}.
   *
   * @param target a text, a list of texts, or an object with {@code field_type} and {@code items}
   * @param current a text, or a list of texts
   * @param condition over a property, an expression; null where it always holds
   */
  record TypesMap(Node node, JsonNode target, JsonNode current, @Nullable String condition)
      implements Component {}
}
