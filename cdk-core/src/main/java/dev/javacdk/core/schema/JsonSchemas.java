package dev.javacdk.core.schema;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compiles schemas of the drafts that specs use: the one that {@code $schema} names, or draft 7.
 * The platform's own keywords ({@code airbyte_secret}, {@code order}) say nothing about what fits.
 * Safe for use by many threads.
 */
public final class JsonSchemas {

  private static final SchemaRegistry REGISTRY = SchemaRegistry.withDialects(dialects());

  private static final String DRAFT = "$schema";

  private JsonSchemas() {}

  private static List<Dialect> dialects() {
    return Stream.of(
            Dialects.getDraft7(),
            Dialects.getDraft202012(),
            Dialects.getDraft201909(),
            Dialects.getDraft6(),
            Dialects.getDraft4())
        .map(draft ->
            Dialect.builder(draft)
                .unknownKeywordFactory((keyword, context) -> new NonValidationKeyword(keyword))
                .build())
        .toList();
  }

  /**
   * The schema, ready to validate.
   *
   * @throws com.networknt.schema.SchemaException where it is none
   */
  public static Schema compile(ObjectNode schema) {
    return REGISTRY.getSchema(saysNoDraft(schema) ? withoutDraft(schema) : schema);
  }

  /** Whether it names JSON Schema as such, as many schemas of connectors do, and no draft of it. */
  private static boolean saysNoDraft(ObjectNode schema) {
    return schema.path(DRAFT).asString("").matches("https?://json-schema\\.org/schema#?");
  }

  private static ObjectNode withoutDraft(ObjectNode schema) {
    ObjectNode without = schema.deepCopy();
    without.remove(DRAFT);
    return without;
  }
}
