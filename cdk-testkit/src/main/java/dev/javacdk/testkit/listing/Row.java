package dev.javacdk.testkit.listing;

import dev.javacdk.testkit.message.Json;
import tools.jackson.databind.JsonNode;

/** One row as it goes out: its index and its JSON, made once. Confined to one request. */
final class Row {

  private final long index;
  private final Object record;

  /** A row whose record is a {@link JsonNode} or encoded JSON. */
  Row(long index, Object record) {
    this.index = index;
    this.record = record;
  }

  long index() {
    return index;
  }

  byte[] bytes() {
    return record instanceof byte[] bytes ? bytes : Json.MAPPER.writeValueAsBytes(record);
  }

  JsonNode node() {
    return record instanceof byte[] bytes ? Json.MAPPER.readTree(bytes) : (JsonNode) record;
  }
}
