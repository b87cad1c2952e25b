package dev.javacdk.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The record that every benchmark writes: ten fields, among them an object and an array; about 370
 * bytes as a line.
 *
 * @param id a number
 * @param email text
 * @param firstName text
 * @param lastName text
 * @param active a boolean
 * @param score a decimal
 * @param createdAt a date as text
 * @param updatedAt a date as text
 * @param address an object
 * @param tags an array
 */
public record ReferenceRecord(
    long id,
    String email,
    String firstName,
    String lastName,
    boolean active,
    double score,
    String createdAt,
    String updatedAt,
    Address address,
    List<String> tags) {

  /** The nested object. */
  public record Address(String street, String city, int zip) {}

  /** The record with this number. */
  public static ReferenceRecord of(long id) {
    return new ReferenceRecord(
        id,
        "customer" + id + "@example.com",
        "Ada",
        "Lovelace",
        id % 2 == 0,
        id * 0.25,
        "2026-01-01T00:00:00Z",
        "2026-08-01T12:34:56Z",
        new Address("12 St James's Square", "London", 10_000 + (int) (id % 1_000)),
        List.of("new", "vip"));
  }

  ObjectNode tree() {
    return JsonMapper.shared().valueToTree(this);
  }

  Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", id);
    map.put("email", email);
    map.put("firstName", firstName);
    map.put("lastName", lastName);
    map.put("active", active);
    map.put("score", score);
    map.put("createdAt", createdAt);
    map.put("updatedAt", updatedAt);
    Map<String, Object> nested = new LinkedHashMap<>();
    nested.put("street", address.street());
    nested.put("city", address.city());
    nested.put("zip", address.zip());
    map.put("address", nested);
    map.put("tags", tags);
    return map;
  }
}
