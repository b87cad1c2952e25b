package dev.javacdk.core.page;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.schema.JsonSchemas;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import tools.jackson.databind.JsonNode;

/**
 * Looks at some records of a stream, and says once a field where they do not fit the schema. Drops
 * nothing. The first 1,000 records are looked at, then one in 1,000. Confined to the thread that
 * reads.
 */
final class SchemaWatch {

  private static final Logger LOG = SafeLogs.of(SchemaWatch.class);
  private static final long ALL_OF_THE_FIRST = 1_000;
  private static final long THEN_ONE_IN = 1_000;

  private final StreamId stream;
  private final @Nullable Schema schema;
  private final Set<String> said;
  private long records;

  private SchemaWatch(StreamId stream, @Nullable Schema schema, Set<String> said) {
    this.stream = stream;
    this.schema = schema;
    this.said = said;
  }

  /** Compiles the schema of a stream. */
  static SchemaWatch of(StreamId stream, dev.javacdk.api.spec.Schema schema) {
    return new SchemaWatch(
        stream,
        schema.saysProperties() ? compile(stream, schema) : null,
        ConcurrentHashMap.newKeySet());
  }

  /** A watch for another thread, which repeats nothing that this one has said. */
  SchemaWatch another() {
    return new SchemaWatch(stream, schema, said);
  }

  private static @Nullable Schema compile(StreamId stream, dev.javacdk.api.spec.Schema schema) {
    try {
      return JsonSchemas.compile(schema.toJson());
    } catch (SchemaException e) {
      LOG.warn("stream '{}': its schema cannot be checked: {}", stream, e.getMessage());
      return null;
    }
  }

  /** Whether the next record is to be looked at. Called once a record. */
  boolean wantsNext() {
    long number = records++;
    return schema != null && (number < ALL_OF_THE_FIRST || number % THEN_ONE_IN == 0);
  }

  /** Looks at a record. */
  void look(JsonNode record) {
    Schema known = schema;
    if (known == null) {
      return;
    }
    for (Error error : known.validate(record)) {
      String field = error.getInstanceLocation().toString().replaceAll("/\\d+", "/*");
      if (said.add(field)) {
        LOG.warn(
            "stream '{}': record {} does not fit its schema at '{}': {}",
            stream,
            records,
            field,
            error.getMessage());
      }
    }
  }
}
