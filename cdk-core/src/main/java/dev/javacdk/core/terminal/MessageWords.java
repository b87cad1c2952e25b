package dev.javacdk.core.terminal;

import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Messages that say something to people, in one line each. Safe for use by many threads. */
public final class MessageWords {

  private static final Set<String> QUIET = Set.of("INFO", "DEBUG", "TRACE");

  private final boolean debug;

  /**
   * Words.
   *
   * @param debug whether what only explains is wanted, too, and stack traces
   */
  public MessageWords(boolean debug) {
    this.debug = debug;
  }

  /** What a message says; empty where it says nothing that people need. */
  public Optional<String> of(JsonNode message) {
    return switch (message.path("type").asString("")) {
      case "LOG" -> ofLog(message.path("log"));
      case "TRACE" -> ofTrace(message.path("trace"));
      default -> Optional.empty();
    };
  }

  private Optional<String> ofLog(JsonNode log) {
    String level = log.path("level").asString("");
    if (QUIET.contains(level) && !debug) {
      return Optional.empty();
    }
    return Optional.of(
        level + " " + log.path("message").asString("") + stackTrace(log.path("stack_trace")));
  }

  private Optional<String> ofTrace(JsonNode trace) {
    if (!trace.path("type").asString("").equals("ERROR")) {
      return Optional.empty();
    }
    JsonNode error = trace.path("error");
    String stream = error.at("/stream_descriptor/name").asString("");
    String message = error.path("message").asString("");
    String of = stream.isEmpty() || message.contains(stream) ? "" : stream + ": ";
    return Optional.of("ERROR " + of + message + stackTrace(error.path("stack_trace")));
  }

  private String stackTrace(JsonNode trace) {
    return debug && trace.isString() ? System.lineSeparator() + trace.stringValue() : "";
  }
}
