package dev.javacdk.flink.table;

import dev.javacdk.flink.job.RecordFormat;
import dev.javacdk.flink.job.RecordLine;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * Makes rows of records: each column is the field of its name, or one inside of it.
 *
 * @param row makes a row of an object
 */
record RowFormat(Conversion row) implements RecordFormat<RowData> {

  private static final long serialVersionUID = 1;

  /**
   * Rows of this stream.
   *
   * @param columns all of its columns
   * @param fields which of them, or of the fields in them, a row has, each by its path of indices
   * @throws dev.javacdk.api.error.ConfigError where one is of a type that JSON has no value of
   */
  static RowFormat of(String stream, RowType columns, int[][] fields, Misfits misfits) {
    return new RowFormat(Conversions.fields(new Place(stream, "", misfits), columns, fields));
  }

  @Override
  public RowData read(RecordLine record) {
    if (row.of(record.data()) instanceof RowData read) {
      return read;
    }
    throw new IllegalStateException("a record of " + record.stream() + " is no object");
  }
}
