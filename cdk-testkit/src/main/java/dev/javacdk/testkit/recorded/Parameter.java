package dev.javacdk.testkit.recorded;

/** A parameter of a query or form, decoded. */
record Parameter(String name, String value) {}
