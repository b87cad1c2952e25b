package dev.javacdk.manifest.build;

import tools.jackson.databind.JsonNode;

/** What Python takes for false. */
final class Falsy {

  private Falsy() {}

  static boolean is(JsonNode value) {
    if (value.isNumber()) {
      return value.decimalValue().signum() == 0;
    }
    return value.isNull()
        || value.isMissingNode()
        || (value.isBoolean() && !value.booleanValue())
        || (value.isString() && value.stringValue().isEmpty())
        || (value.isContainer() && value.isEmpty());
  }
}
