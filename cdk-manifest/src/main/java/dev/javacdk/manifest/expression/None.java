package dev.javacdk.manifest.expression;

/** The value of nothing, which JSON writes as null. */
enum None {
  NONE
}
