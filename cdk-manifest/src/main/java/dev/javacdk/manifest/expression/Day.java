package dev.javacdk.manifest.expression;

import java.time.LocalDate;

/** A date without a time. */
record Day(LocalDate date) {}
