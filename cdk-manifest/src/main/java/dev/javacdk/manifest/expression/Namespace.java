package dev.javacdk.manifest.expression;

import java.util.Map;

/** Variables that a loop can set for what comes after it. */
record Namespace(Map<String, Object> fields) {}
