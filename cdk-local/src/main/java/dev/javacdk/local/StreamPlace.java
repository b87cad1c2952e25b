package dev.javacdk.local;

/**
 * Where a table stands.
 *
 * @param schema the stream's namespace; {@code main} where it has none
 * @param table the stream's name
 */
record StreamPlace(String schema, String table) {

  /** Of a stream. */
  static StreamPlace of(String namespace, String stream) {
    return new StreamPlace(namespace.isEmpty() ? "main" : namespace, stream);
  }

  /** Where the next generation of it is gathered until it is whole. */
  StreamPlace next() {
    return new StreamPlace(schema, "_next_" + table);
  }

  String sql() {
    return Database.name(schema) + "." + Database.name(table);
  }

  /** The query for its columns: name and type, in order. */
  String columns() {
    return "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = %s AND table_name = %s AND table_catalog = current_database() ORDER BY ordinal_position"
        .formatted(Database.literal(schema), Database.literal(table));
  }
}
