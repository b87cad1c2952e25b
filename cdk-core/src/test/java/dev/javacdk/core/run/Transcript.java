package dev.javacdk.core.run;

import dev.javacdk.testkit.process.ProtocolMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * What a connector wrote.
 *
 * @param messages every line of stdout, in order
 * @param exitCode the exit code
 * @param stderr what it wrote to stderr
 */
public record Transcript(List<JsonNode> messages, int exitCode, String stderr) {

  /** In the short notation of the behaviour's scenarios: R, S {...}, ST, RU, CO, IN, ERR, LOG. */
  public List<String> brief() {
    List<String> brief = new ArrayList<>();
    for (JsonNode message : messages) {
      String word = brief(message);
      if (!word.isEmpty()) {
        brief.add(word);
      }
    }
    return brief;
  }

  private static String brief(JsonNode message) {
    return switch (message.path("type").asString()) {
      case "RECORD" -> "R";
      case "STATE" -> "S " + message.at("/state/stream/stream_state");
      case "TRACE" -> trace(message.path("trace"));
      case "LOG" -> "";
      default -> message.path("type").asString();
    };
  }

  private static String trace(JsonNode trace) {
    return switch (trace.path("type").asString()) {
      case "STREAM_STATUS" ->
          switch (trace.at("/stream_status/status").asString()) {
            case "STARTED" -> "ST";
            case "RUNNING" -> "RU";
            case "COMPLETE" -> "CO";
            default -> "IN";
          };
      case "ERROR" -> "ERR";
      default -> trace.path("type").asString().toLowerCase(Locale.ROOT);
    };
  }

  /** As {@link #line()}, of one stream alone. */
  public String lineOf(String stream) {
    List<JsonNode> own =
        messages.stream()
            .filter(message -> ProtocolMessage.parse(message.toString()).orElseThrow().isOf(stream))
            .toList();
    return new Transcript(own, exitCode, stderr).line();
  }

  /** As {@link #brief()}, in one line. */
  public String line() {
    return String.join(" | ", brief());
  }

  /** The data of all records, in order. */
  public List<String> records() {
    return messages.stream()
        .filter(message -> message.path("type").asString().equals("RECORD"))
        .map(message -> message.at("/record/data").toString())
        .toList();
  }

  /** The messages of one type. */
  public List<JsonNode> of(String type) {
    return messages.stream().filter(m -> m.path("type").asString().equals(type)).toList();
  }

  /** The error messages, for the user. */
  public List<String> errors() {
    return of("TRACE").stream()
        .filter(message -> message.at("/trace/type").asString().equals("ERROR"))
        .map(message -> message.at("/trace/error/message").asString())
        .toList();
  }

  /** The texts of the LOG messages. */
  public List<String> logs() {
    return of("LOG").stream().map(message -> message.at("/log/message").asString()).toList();
  }

  /** The texts of the warnings that have this word. */
  public List<String> warnings(String word) {
    return of("LOG").stream()
        .filter(message -> message.at("/log/level").asString().equals("WARN"))
        .map(message -> message.at("/log/message").asString())
        .filter(text -> text.contains(word))
        .toList();
  }

  /** The newest state of a stream, as text; empty where it has none. */
  public String lastState(String stream) {
    String last = "";
    for (JsonNode message : of("STATE")) {
      if (message.at("/state/stream/stream_descriptor/name").asString().equals(stream)) {
        last = message.at("/state/stream/stream_state").toString();
      }
    }
    return last;
  }

  /** A state file with the newest state of each stream. */
  public String stateFile() {
    java.util.Map<String, String> newest = new java.util.LinkedHashMap<>();
    for (JsonNode message : of("STATE")) {
      newest.put(
          message.at("/state/stream/stream_descriptor").toString(),
          "{\"type\":\"STREAM\",\"stream\":" + message.at("/state/stream") + "}");
    }
    return "[" + String.join(",", newest.values()) + "]";
  }

  /** How many records the states of a stream count, all together. */
  public long recordCounts(String stream) {
    return (long)
        of("STATE").stream()
            .filter(s -> s.at("/state/stream/stream_descriptor/name").asString("").equals(stream))
            .mapToDouble(s -> s.at("/state/sourceStats/recordCount").asDouble(0))
            .sum();
  }
}
