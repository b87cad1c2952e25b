package dev.javacdk.manifest.model;

/** Makes a component of its fields; where something is wrong it says so there, and goes on. */
@FunctionalInterface
interface Reader<T> {

  T read(Fields fields);

  /** One that is the only type where it stands; it may leave it out. */
  static <T> Reader<T> only(String type, Reader<T> reader) {
    return fields -> {
      String said = fields.node().type();
      if (!said.isEmpty() && !said.equals(type)) {
        fields.problem("has the type '" + said + "', where only '" + type + "' may stand");
      }
      return reader.read(fields);
    };
  }
}
