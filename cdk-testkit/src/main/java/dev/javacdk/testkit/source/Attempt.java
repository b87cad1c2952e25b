package dev.javacdk.testkit.source;

import dev.javacdk.testkit.process.ProtocolMessage;
import dev.javacdk.testkit.process.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.AssertProvider;

/**
 * What one command of a connector has written, run in this process. Immutable. AssertJ's {@code
 * assertThat(attempt)} speaks of it in words: {@link AttemptAssert}.
 *
 * @param exitCode that of the process, if it were one
 * @param messages the lines of standard output, in order; lines that are no message are left out
 * @param output all of standard output
 * @param stderr all of standard error
 */
public record Attempt(int exitCode, List<ProtocolMessage> messages, String output, String stderr)
    implements AssertProvider<AttemptAssert> {

  /** Takes a copy of the list. */
  public Attempt {
    messages = List.copyOf(messages);
  }

  static Attempt of(int exitCode, String output, String stderr) {
    List<ProtocolMessage> messages = new ArrayList<>();
    output.lines().forEach(line -> ProtocolMessage.parse(line).ifPresent(messages::add));
    return new Attempt(exitCode, messages, output, stderr);
  }

  /** What it must have done; AssertJ's own {@code assertThat(attempt)} calls it. */
  @Override
  public AttemptAssert assertThat() {
    return new AttemptAssert(this);
  }

  /** The messages of a type: {@code RECORD}, {@code STATE}, {@code CATALOG}, ... */
  public List<ProtocolMessage> of(String type) {
    return messages.stream().filter(message -> message.type().equals(type)).toList();
  }

  /** The data of the records of each stream, as JSON text, in the order in which they came. */
  public Map<StreamId, List<String>> records() {
    Map<StreamId, List<String>> records = new TreeMap<>();
    for (ProtocolMessage record : of("RECORD")) {
      records
          .computeIfAbsent(record.stream().orElseThrow(), stream -> new ArrayList<>())
          .add(record.data().toString());
    }
    return records;
  }

  /** What the ERROR traces say, each in one line. */
  public List<String> errors() {
    return of("TRACE").stream()
        .map(trace -> trace.json().at("/trace/error/message").asString(""))
        .filter(message -> !message.isEmpty())
        .toList();
  }

  /** What LOG messages of this level say. */
  public List<String> logs(String level) {
    return of("LOG").stream()
        .map(log -> log.json().path("log"))
        .filter(log -> log.path("level").asString("").equals(level))
        .map(log -> log.path("message").asString(""))
        .toList();
  }
}
