package dev.javacdk.flink.table;

import dev.javacdk.api.Stream;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.flink.job.ConnectorFailure;
import dev.javacdk.flink.row.RowFormat;
import java.util.List;
import java.util.Set;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.catalog.UniqueConstraint;
import org.apache.flink.table.types.logical.RowType;

/**
 * A table as it was created.
 *
 * @param name behind its catalog and database
 * @param options what stands behind WITH
 * @param key the columns of its primary key; empty where it has none
 * @param classes has the class of the source
 */
record TableDefinition(String name, TableOptions options, List<String> key, ClassLoader classes) {

  /** The primary key of a schema; empty where it has none. */
  static List<String> key(ResolvedSchema schema) {
    return schema.getPrimaryKey().map(UniqueConstraint::getColumns).orElse(List.of());
  }

  /**
   * Makes rows of what is asked for.
   *
   * @param columns all of the table
   * @param fields which of them, or of the fields in them, each by its path of indices
   * @throws ValidationException where the stream cannot be such a table
   */
  RowFormat format(RowType columns, int[][] fields) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(classes);
    try {
      options.check();
      checkKey(options.open());
      return RowFormat.of(options.stream(), columns, fields, options.misfits());
    } catch (ConfigError | ConnectorFailure e) {
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

  /** The name alone: the config has secrets. */
  @Override
  public String toString() {
    return name;
  }
}
