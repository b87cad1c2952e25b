package dev.javacdk.core.page;

import dev.javacdk.core.message.RecordEncoder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The records that are looked at as trees: the first ones, and a few of the others. Confined to the
 * thread that reads.
 */
final class RecordSamples {

  private final SchemaWatch schema;
  private final DeclaredFields declared;
  private DeclaredFields.@Nullable Page page;

  RecordSamples(StreamOutput of) {
    this.schema = of.schema().another();
    this.declared = of.fields();
  }

  /** A page begins, or is read again. */
  void beginPage() {
    page = declared.page();
  }

  /** Looks at the record encoded last, if it is one of them. */
  void look(RecordEncoder encoder) {
    boolean forSchema = schema.wantsNext();
    DeclaredFields.Page fields = page;
    boolean forFields = fields != null && fields.wantsNext();
    if (!forSchema && !forFields) {
      return;
    }
    JsonNode record = encoder.lastRecord();
    if (forSchema) {
      schema.look(record);
    }
    if (fields != null && forFields) {
      fields.look(record);
    }
  }

  /** The page was read to its end. */
  void endPage() {
    if (page != null) {
      page.end();
      page = null;
    }
  }
}
