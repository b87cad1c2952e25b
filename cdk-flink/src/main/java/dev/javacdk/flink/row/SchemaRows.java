package dev.javacdk.flink.row;

import dev.javacdk.api.Stream;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.spec.Schema;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.flink.job.RecordFormat;
import dev.javacdk.flink.job.RecordLine;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.types.Row;

/**
 * Makes rows of records: a field for each property that the schema of their stream declares, NULL
 * where a record has none. Other fields are left out. The types are those of the schema when this
 * was made. Immutable; safe for use by many threads.
 */
public final class SchemaRows implements RecordFormat<Row> {

  private static final long serialVersionUID = 1;

  private final String stream;
  private final SchemaColumn row;

  private SchemaRows(String stream, SchemaColumn row) {
    this.stream = stream;
    this.row = row;
  }

  /**
   * Rows of this stream.
   *
   * @throws ConfigError where its schema declares no properties
   */
  public static SchemaRows of(Stream stream) {
    String name = StreamId.of(stream).toString();
    Schema schema = stream.schema();
    if (!schema.saysProperties()) {
      throw new ConfigError(
          "stream '%s' declares no properties, of which rows could be: give it a schema, or read it asObjects()"
              .formatted(name));
    }
    return new SchemaRows(name, SchemaColumn.row(Place.ofSchema(name), schema.toJson()));
  }

  /** What the rows are to Flink. */
  public TypeInformation<Row> type() {
    return row.rowType();
  }

  /**
   * The row.
   *
   * @throws ConfigError where a value is not as the schema says it; names the field
   */
  @Override
  public Row read(RecordLine record) {
    if (row.conversion().of(record.data()) instanceof Row read) {
      return read;
    }
    throw new IllegalStateException("a record of " + stream + " is no object");
  }
}
