package dev.javacdk.local;

import tools.jackson.databind.JsonNode;

/**
 * Which stream.
 *
 * @param namespace empty where it has none
 * @param name its name
 */
record StreamKey(String namespace, String name) {

  /** Of a stream descriptor, or of a stream of a catalog. */
  static StreamKey of(JsonNode descriptor) {
    return new StreamKey(
        descriptor.path("namespace").asString(""), descriptor.path("name").asString(""));
  }

  @Override
  public String toString() {
    return namespace.isEmpty() ? name : namespace + "." + name;
  }
}
