package dev.javacdk.core.message;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SourceError;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes every message but RECORD and STATE. Text for people is redacted here, before it becomes
 * JSON; data (the config in a CONTROL) is not. Safe for use by many threads.
 */
public final class Messages {

  private final MessageSink sink;
  private final Redactor redactor;
  private final InstantSource clock;
  private final boolean debug;

  /** Writes to this sink. */
  public Messages(MessageSink sink, Redactor redactor, InstantSource clock) {
    this(sink, redactor, clock, false);
  }

  /**
   * Writes to this sink.
   *
   * @param debug whether the error of a config has a stack trace, too
   */
  public Messages(MessageSink sink, Redactor redactor, InstantSource clock, boolean debug) {
    this.sink = sink;
    this.redactor = redactor;
    this.clock = clock;
    this.debug = debug;
  }

  /** Where the messages go. */
  public MessageSink sink() {
    return sink;
  }

  /** What keeps secrets out of them. */
  public Redactor redactor() {
    return redactor;
  }

  /** A LOG message; the stack trace only where one is given. */
  public void log(String level, String message, @Nullable String stackTrace) {
    ObjectNode log = body();
    log.put("level", level).put("message", redactor.redact(message));
    if (stackTrace != null) {
      log.put("stack_trace", redactor.redact(stackTrace));
    }
    write("LOG", "log", log);
  }

  /** A TRACE with a stream's status. */
  public void status(StreamId stream, StreamStatus status) {
    write(statusOf(stream, status));
  }

  /** A RUNNING status that says that a rate limit is waited for. */
  public void rateLimited(StreamId stream, Instant until) {
    ObjectNode trace = statusOf(stream, StreamStatus.RUNNING);
    ObjectNode reason = ((ObjectNode) trace.get("stream_status")).putArray("reasons").addObject();
    reason.put("type", "RATE_LIMITED");
    reason.putObject("rate_limited").put("quota_reset", until.toEpochMilli());
    write(trace);
  }

  private ObjectNode statusOf(StreamId stream, StreamStatus status) {
    ObjectNode trace = trace("STREAM_STATUS");
    ObjectNode body = trace.putObject("stream_status");
    body.set("stream_descriptor", stream.toJson());
    body.put("status", status.name());
    return trace;
  }

  /** A TRACE with an error; of one that its config caused, where in the code is of no interest. */
  public void error(SourceError error, Optional<StreamId> stream) {
    ObjectNode trace = trace("ERROR");
    ObjectNode body = trace.putObject("error");
    body.put("message", redactor.redact(String.valueOf(error.getMessage())));
    String internal =
        error
            .internalMessage()
            .orElseGet(
                () -> error.getCause() == null ? error.toString() : error.getCause().toString());
    body.put("internal_message", redactor.redact(internal));
    if (debug || !(error instanceof ConfigError)) {
      body.put("stack_trace", redactor.redact(StackTraces.of(error)));
    }
    body.put("failure_type", error.failureType());
    stream.ifPresent(s -> body.set("stream_descriptor", s.toJson()));
    write(trace);
  }

  /** A TRACE with an estimate of a stream's records. */
  public void estimate(StreamId stream, long records) {
    ObjectNode trace = trace("ESTIMATE");
    ObjectNode body = trace.putObject("estimate");
    body.put("name", stream.name());
    stream.namespace().ifPresent(n -> body.put("namespace", n));
    body.put("type", "STREAM").put("row_estimate", records);
    write(trace);
  }

  /** A CONTROL with the whole config as it is now. Flushed when this returns. */
  public void config(ObjectNode config) {
    ObjectNode control = body();
    control.put("type", "CONNECTOR_CONFIG").put("emitted_at", now());
    control.putObject("connectorConfig").set("config", config);
    write("CONTROL", "control", control);
  }

  /** A CONNECTION_STATUS; FAILED where there is a message. */
  public void connectionStatus(@Nullable String failure) {
    ObjectNode status = body();
    status.put("status", failure == null ? "SUCCEEDED" : "FAILED");
    if (failure != null) {
      status.put("message", redactor.redact(failure));
    }
    write("CONNECTION_STATUS", "connectionStatus", status);
  }

  /** A SPEC or CATALOG message. */
  public void document(String type, String field, ObjectNode body) {
    write(type, field, body);
  }

  private ObjectNode trace(String type) {
    return body().put("type", type).put("emitted_at", now());
  }

  /** Milliseconds since 1970, with a decimal point: the protocol has a number here, no integer. */
  private BigDecimal now() {
    return BigDecimal.valueOf(clock.millis()).setScale(1);
  }

  private static ObjectNode body() {
    return JsonNodeFactory.instance.objectNode();
  }

  private void write(ObjectNode trace) {
    write("TRACE", "trace", trace);
  }

  private void write(String type, String field, ObjectNode body) {
    ObjectNode message = JsonNodeFactory.instance.objectNode().put("type", type);
    message.set(field, body);
    sink.writeLine(message.toString());
  }
}
