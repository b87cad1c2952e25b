package dev.javacdk.flink.table;

/** What becomes of a value that its column cannot hold. */
enum Misfits {
  /** Its partition fails. */
  FAIL,
  /** It is NULL, where the column may be. */
  NULL
}
