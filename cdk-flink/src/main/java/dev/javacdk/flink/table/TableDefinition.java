package dev.javacdk.flink.table;

import dev.javacdk.api.Stream;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.flink.ConnectorFlinkSource;
import dev.javacdk.flink.job.ConnectorFailure;
import dev.javacdk.flink.row.RowFormat;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.catalog.UniqueConstraint;
import org.apache.flink.table.catalog.WatermarkSpec;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * A table as it was created.
 *
 * @param name behind its catalog and database
 * @param options what stands behind WITH
 * @param key the columns of its primary key; empty where it has none
 * @param rowtime the column of its watermark; null where it has none, or one that is computed
 * @param classes has the class of the source
 */
record TableDefinition(
    String name,
    TableOptions options,
    List<String> key,
    @Nullable String rowtime,
    ClassLoader classes) {

  /** The primary key of a schema; empty where it has none. */
  static List<String> key(ResolvedSchema schema) {
    return schema.getPrimaryKey().map(UniqueConstraint::getColumns).orElse(List.of());
  }

  /** The column of a schema's watermark; null where it has none, or one that is computed. */
  static @Nullable String rowtime(ResolvedSchema schema) {
    return schema.getWatermarkSpecs().stream()
        .map(WatermarkSpec::getRowtimeAttribute)
        .filter(name -> schema.getColumn(name).map(Column::isPhysical).orElse(true))
        .findFirst()
        .orElse(null);
  }

  /**
   * Reads rows of what is asked for.
   *
   * @param columns all of the table
   * @param fields which of them, or of the fields in them, each by its path of indices
   * @param type of the rows
   * @param hasWatermarks whether those of the source are asked for
   * @throws ValidationException where the stream cannot be such a table
   */
  ConnectorFlinkSource<RowData> rows(
      RowType columns, int[][] fields, TypeInformation<RowData> type, boolean hasWatermarks) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(classes);
    try {
      options.check();
      ConnectorFlinkSource<String> source = options.source(hasWatermarks);
      Stream stream = options.open();
      checkKey(stream);
      if (hasWatermarks) {
        checkRowtime(stream);
      }
      return source.as(RowFormat.of(options.stream(), columns, fields, options.misfits()), type);
    } catch (ConfigError | ConnectorFailure | IllegalArgumentException e) {
      throw new ValidationException("table %s: %s".formatted(name, e.getMessage()), e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private void checkKey(Stream stream) {
    List<String> own = stream.primaryKey().stream().map(path -> String.join(".", path)).toList();
    if (!key.isEmpty() && !own.isEmpty() && !Set.copyOf(key).equals(Set.copyOf(own))) {
      throw new ConfigError(
          "its primary key is (%s), but that of stream '%s' is (%s): name that, or none"
              .formatted(String.join(", ", key), stream.name(), String.join(", ", own)));
    }
  }

  /** Of another column they would say what is not true. */
  private void checkRowtime(Stream stream) {
    String field = stream.cursor().map(Cursor::field).orElse(null);
    if (rowtime != null && field != null && !rowtime.equals(field)) {
      throw new ConfigError(
          "its watermark is that of column '%s', but SOURCE_WATERMARK() is that of the cursor of stream '%s', '%s'"
              .formatted(rowtime, stream.name(), field));
    }
  }

  /** The name alone: the config has secrets. */
  @Override
  public String toString() {
    return name;
  }
}
