package dev.javacdk.testkit.source;

import dev.javacdk.testkit.process.ProtocolMessage;
import dev.javacdk.testkit.process.StateLines;
import dev.javacdk.testkit.process.StreamId;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an attempt must have done, in words. AssertJ's {@code assertThat(attempt)} gives it.
 *
 * <pre>{@code
 * assertThat(attempt).succeeded().read("customers", 1_000).completed("customers");
 * }</pre>
 */
public final class AttemptAssert extends AbstractAssert<AttemptAssert, Attempt> {

  AttemptAssert(Attempt attempt) {
    super(attempt, AttemptAssert.class);
  }

  /** Its exit code is 0. */
  public AttemptAssert succeeded() {
    if (actual.exitCode() != 0) {
      failWithMessage(
          "it was to succeed, and ended with %s: %s%n%s",
          actual.exitCode(), actual.errors(), actual.stderr());
    }
    return this;
  }

  /** Its exit code is another than 0. */
  public AttemptAssert failed() {
    if (actual.exitCode() == 0) {
      failWithMessage("it was to fail, and has succeeded");
    }
    return this;
  }

  /** One of its errors says this. */
  public AttemptAssert saysError(String words) {
    return says("error", actual.errors(), words);
  }

  /** One of its warnings says this. */
  public AttemptAssert warns(String words) {
    return says("warning", actual.logs("WARN"), words);
  }

  private AttemptAssert says(String kind, List<String> all, String words) {
    if (all.stream().noneMatch(text -> text.contains(words))) {
      failWithMessage("no %s says '%s'; there are %s", kind, words, all);
    }
    return this;
  }

  /** It warns of nothing. */
  public AttemptAssert warnsOfNothing() {
    if (!actual.logs("WARN").isEmpty()) {
      failWithMessage("it was to warn of nothing, and says %s", actual.logs("WARN"));
    }
    return this;
  }

  /** So many records of this stream were written. */
  public AttemptAssert read(String stream, long records) {
    long found = records(stream).size();
    if (found != records) {
      failWithMessage("of stream '%s' %s records were to be read, not %s", stream, records, found);
    }
    return this;
  }

  /** These records of this stream were written, as JSON, in this order. */
  public AttemptAssert readExactly(String stream, String... records) {
    List<JsonNode> expected = List.of(records).stream().map(JsonMapper.shared()::readTree).toList();
    List<JsonNode> found = records(stream).stream().map(JsonMapper.shared()::readTree).toList();
    if (!expected.equals(found)) {
      failWithMessage("of stream '%s' were to be read%n%s%nnot%n%s", stream, expected, found);
    }
    return this;
  }

  /** This stream was read to its end. */
  public AttemptAssert completed(String stream) {
    return hasStatus(stream, "COMPLETE");
  }

  /** This stream was not read to its end. */
  public AttemptAssert leftIncomplete(String stream) {
    return hasStatus(stream, "INCOMPLETE");
  }

  private AttemptAssert hasStatus(String stream, String status) {
    List<ProtocolMessage> traces =
        actual.of("TRACE").stream().filter(message -> message.isOf(stream)).toList();
    if (traces.stream().noneMatch(message -> message.isStatus(status))) {
      failWithMessage("stream '%s' was to be %s; of it is said %s", stream, status, traces);
    }
    return this;
  }

  /** The last state of this stream is this, as JSON. */
  public AttemptAssert endsWithState(String stream, String state) {
    Optional<JsonNode> found = StateLines.of(actual.messages()).of(StreamId.of(stream));
    if (!found.equals(Optional.of(JsonMapper.shared().readTree(state)))) {
      failWithMessage(
          "stream '%s' was to end with the state %s, not %s",
          stream, state, found.map(JsonNode::toString).orElse("without any"));
    }
    return this;
  }

  private List<String> records(String stream) {
    return actual.records().getOrDefault(StreamId.of(stream), List.of());
  }
}
