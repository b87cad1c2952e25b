package dev.javacdk.flink.row;

import dev.javacdk.flink.job.RecordFormat;
import dev.javacdk.flink.job.RecordLine;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * Makes rows of records, as tables have them inside: each column is the field of its name, or one
 * inside of it. Immutable; safe for use by many threads.
 */
public final class RowFormat implements RecordFormat<RowData> {

  private static final long serialVersionUID = 1;

  private final Conversion row;

  private RowFormat(Conversion row) {
    this.row = row;
  }

  /**
   * Rows of this stream.
   *
   * @param columns all of its columns
   * @param fields which of them, or of the fields in them, a row has, each by its path of indices
   * @throws dev.javacdk.api.error.ConfigError where one is of a type that JSON has no value of
   */
  public static RowFormat of(String stream, RowType columns, int[][] fields, Misfits misfits) {
    return new RowFormat(Conversions.fields(Place.ofTable(stream, misfits), columns, fields));
  }

  /** Makes a row of an object. */
  Conversion row() {
    return row;
  }

  /**
   * The row.
   *
   * @throws dev.javacdk.api.error.ConfigError where a value does not fit its column; names both
   */
  @Override
  public RowData read(RecordLine record) {
    if (row.of(record.data()) instanceof RowData read) {
      return read;
    }
    throw new IllegalStateException("a record of " + record.stream() + " is no object");
  }
}
