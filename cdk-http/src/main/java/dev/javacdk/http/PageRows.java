package dev.javacdk.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The rows of a page by their key, each with all that it has: so that a row that comes again is
 * known, and one that has changed meanwhile is told from it. Confined to the thread that reads.
 */
final class PageRows {

  private final List<List<String>> key;
  private final Map<List<JsonNode>, String> rows = new LinkedHashMap<>();

  /** Of records that have this key. */
  PageRows(List<List<String>> key) {
    this.key = key;
  }

  /** What the record has of the key; empty where it has nothing of it. */
  static List<JsonNode> keyOf(JsonNode record, List<List<String>> key) {
    List<JsonNode> values = new ArrayList<>();
    for (List<String> path : key) {
      JsonNode at = record;
      for (String name : path) {
        at = at.path(name);
      }
      if (!at.isMissingNode()) {
        values.add(at);
      }
    }
    return values;
  }

  /** Of which only the keys are known any more. */
  static PageRows ofKeys(List<List<String>> key, List<List<JsonNode>> keys) {
    PageRows rows = new PageRows(key);
    keys.forEach(values -> rows.rows.put(values, ""));
    return rows;
  }

  /** The keys of the last so many rows. */
  List<List<JsonNode>> last(int most) {
    List<List<JsonNode>> keys = new ArrayList<>(rows.keySet());
    return keys.subList(Math.max(0, keys.size() - most), keys.size());
  }

  void add(JsonNode record) {
    rows.put(keyOf(record, key), record.toString());
  }

  /** Whether it has a row of that key, changed or not. */
  boolean has(JsonNode record) {
    return rows.containsKey(keyOf(record, key));
  }

  /** Whether it has this very row, unchanged. */
  boolean hasUnchanged(JsonNode record) {
    return record.toString().equals(rows.get(keyOf(record, key)));
  }

  int size() {
    return rows.size();
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }
}
