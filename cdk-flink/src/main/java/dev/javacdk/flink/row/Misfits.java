package dev.javacdk.flink.row;

/** What becomes of a value that its column cannot hold. */
public enum Misfits {
  /** Its partition fails. */
  FAIL,
  /** It is NULL, where the column may be. */
  NULL
}
