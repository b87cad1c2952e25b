package dev.javacdk.local;

/** What the values of a column are, and how a field of a record becomes one. Immutable. */
sealed interface ColumnType permits PlainType, NestedType {

  /** Its name in SQL. */
  String sql();

  /** As what the field is taken out of the record: text, or JSON as it stands. */
  String landed();

  /** The value of a field as SQL; null where the field holds something else. */
  String of(String field);

  /** Whether whatever a field holds is a value. */
  boolean takesAll();

  /** Whether the value has fewer digits than the field, as SQL. */
  default String cuts(String field) {
    return "false";
  }
}
