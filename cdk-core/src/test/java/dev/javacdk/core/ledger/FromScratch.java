package dev.javacdk.core.ledger;

import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.walk.OpenSlice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a state says of its entries, written without any block: entry by entry, as trees. */
final class FromScratch {

  private FromScratch() {}

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** The members of a full refresh's state that its entries make. */
  static String fullRefresh(Iterable<LedgerEntry> entries, String name) {
    List<LedgerEntry> finished = new ArrayList<>();
    entries.forEach(entry -> {
      if (entry.state().isComplete()) {
        finished.add(entry);
      }
    });
    boolean together = finished.size() > 8;
    List<String> written = new ArrayList<>();
    for (LedgerEntry entry : entries) {
      boolean isComplete = entry.state().isComplete();
      if (isComplete && together) {
        continue;
      }
      ObjectNode json = begin(entry);
      if (!isComplete) {
        addRest(entry, json);
      }
      written.add(json.toString());
    }
    String states = "\"states\":[" + String.join(",", written) + "]";
    return together ? "\"finished\":" + together(finished, name) + "," + states : states;
  }

  private static String together(List<LedgerEntry> finished, String name) {
    Map<ObjectNode, List<JsonNode>> groups = new LinkedHashMap<>();
    for (LedgerEntry entry : finished) {
      ObjectNode rest = entry.partition().toJson();
      JsonNode value = rest.remove(name);
      groups.computeIfAbsent(rest, key -> new ArrayList<>()).add(value);
    }
    List<String> written = new ArrayList<>();
    groups.forEach((rest, values) -> {
      ObjectNode group = object();
      group.putArray(name).addAll(values);
      // The rest is written in sorted order, the values stand before it.
      rest.properties().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(member -> group.set(member.getKey(), member.getValue()));
      written.add(group.toString());
    });
    return "[" + String.join(",", written) + "]";
  }

  /** The member of an incremental state that its entries make. */
  static String incremental(Iterable<LedgerEntry> entries, Cursor cursor, boolean over) {
    List<String> written = new ArrayList<>();
    for (LedgerEntry entry : entries) {
      ObjectNode json = begin(entry);
      OpenSlice open = entry.standing().open();
      if (open != null) {
        ObjectNode page = json.putObject("page");
        if (!open.token().equals(CursorPosition.start())) {
          page.set("token", open.token().toJson());
        }
        if (open.until() != null) {
          page.set("until", cursor.values().toJson(open.until()));
        }
        if (open.max() != null) {
          page.set("max", cursor.values().toJson(open.max()));
        }
      }
      if (entry.life() == PartitionLife.FINISHED && !entry.passed() && !over) {
        json.put("finished", true);
      }
      if (entry.life() != PartitionLife.FINISHED && (open != null || entry.failures() > 0)) {
        addRest(entry, json);
      }
      written.add(json.toString());
    }
    return "\"states\":[" + String.join(",", written) + "]";
  }

  private static ObjectNode begin(LedgerEntry entry) {
    Partition partition = entry.partition();
    ObjectNode json = object();
    json.set("partition", partition.toJson());
    StreamState state = entry.state();
    if (state instanceof StreamState.Position position) {
      json.set("cursor", position.cursor().toJson());
    } else if (state.isComplete()) {
      json.putObject("cursor").put(StateJson.COMPLETE, true);
    } else {
      json.putObject("cursor");
    }
    return json;
  }

  private static void addRest(LedgerEntry entry, ObjectNode json) {
    if (!entry.partition().data().isEmpty()) {
      json.set("data", entry.partition().data());
    }
    if (entry.failures() > 0) {
      json.put("failures", entry.failures());
    }
  }
}
