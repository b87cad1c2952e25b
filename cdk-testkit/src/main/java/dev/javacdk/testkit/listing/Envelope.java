package dev.javacdk.testkit.listing;

import dev.javacdk.testkit.message.Json;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Where the records stand in a response, and what stands beside them.
 *
 * <p>Called once a page, on the connection's thread; by many at once. What the paging adds (the
 * next token or link) is put into the object that comes back.
 */
@FunctionalInterface
public interface Envelope {

  /** The response of a page, with {@link ApiPage#records} somewhere in it. */
  JsonNode of(ApiPage page);

  /** The response is the array of records itself, so next tokens can only go into headers. */
  static Envelope bareArray() {
    return ApiPage::records;
  }

  /** An object with the records in a field or at a JSON pointer. */
  static Envelope field(String fieldOrPointer) {
    JsonPointer where = Json.pointer(fieldOrPointer);
    return page -> {
      var body = Json.object();
      Json.put(body, where, page.records());
      return body;
    };
  }

  /** As {@link #field}, with the number of all records in another field or at a pointer. */
  static Envelope fieldWithTotal(String fieldOrPointer, String totalFieldOrPointer) {
    JsonPointer where = Json.pointer(fieldOrPointer);
    JsonPointer total = Json.pointer(totalFieldOrPointer);
    return page -> {
      var body = Json.object();
      Json.put(body, total, Json.object().numberNode(page.total()));
      Json.put(body, where, page.records());
      return body;
    };
  }
}
