package dev.javacdk.testkit.api;

import dev.javacdk.testkit.message.Json;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Counters as JSON. */
final class CountersJson {

  private static final String TOTAL = "total";
  private static final String FAULTED = "faulted";
  private static final String BY_URL = "by_url";
  private static final String BY_PATH = "by_path";
  private static final String ASKED_MORE_THAN_ONCE = "asked_more_than_once";
  private static final String ANSWERED_MORE_THAN_ONCE = "answered_more_than_once";

  private CountersJson() {}

  static ObjectNode write(Counters counters) {
    ObjectNode json = Json.object().put(TOTAL, counters.total()).put(FAULTED, counters.faulted());
    put(json, BY_PATH, counters.byPath());
    put(json, ASKED_MORE_THAN_ONCE, counters.askedMoreThanOnce());
    put(json, ANSWERED_MORE_THAN_ONCE, counters.answeredMoreThanOnce());
    put(json, BY_URL, counters.byUrl());
    return json;
  }

  private static void put(ObjectNode json, String field, Map<String, Long> counts) {
    ObjectNode target = json.putObject(field);
    counts.forEach(target::put);
  }
}
