package dev.javacdk.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The newest state of each stream, picked out of messages as a platform does it, for the next
 * attempt to start with.
 *
 * <p>It is kept over attempts: a stream that wrote no state in one keeps that of the one before.
 * Safe for use by many threads, so it can be given to {@link ConnectorProcess.Builder#onMessage}.
 */
public final class StateLines {

  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by the lock; the "stream" part of a STATE message. */
  private final Map<StreamId, JsonNode> newest = new TreeMap<>();

  /** The states in these messages. */
  public static StateLines of(Iterable<ProtocolMessage> messages) {
    var states = new StateLines();
    messages.forEach(states::accept);
    return states;
  }

  /** No states: what a first attempt begins with. */
  public static StateLines none() {
    return new StateLines();
  }

  /**
   * As if this state of a stream without a namespace had been seen.
   *
   * @param state what stands in {@code stream_state}, as JSON
   */
  public StateLines with(String stream, String state) {
    ObjectNode of = JsonNodeFactory.instance.objectNode();
    of.putObject("stream_descriptor").put("name", stream);
    of.set("stream_state", ProtocolMessage.MAPPER.readTree(state));
    lock.lock();
    try {
      newest.put(StreamId.of(stream), of);
    } finally {
      lock.unlock();
    }
    return this;
  }

  /**
   * Takes note of a STATE; lets every other message pass.
   *
   * @throws IllegalArgumentException if the STATE is not that of one stream
   */
  public void accept(ProtocolMessage message) {
    if (!message.isState()) {
      return;
    }
    Optional<StreamId> stream = message.stream();
    if (stream.isEmpty() || !message.json().at("/state/type").asString("").equals("STREAM")) {
      throw new IllegalArgumentException("not the state of one stream: " + message.line());
    }
    lock.lock();
    try {
      newest.put(stream.get(), message.json().at("/state/stream"));
    } finally {
      lock.unlock();
    }
  }

  /** The newest state of a stream, what stands in {@code stream_state}. */
  public Optional<JsonNode> of(StreamId stream) {
    lock.lock();
    try {
      return Optional.ofNullable(newest.get(stream)).map(state -> state.path("stream_state"));
    } finally {
      lock.unlock();
    }
  }

  /** The newest state of a stream without a namespace. */
  public Optional<JsonNode> of(String stream) {
    return of(StreamId.of(stream));
  }

  /** Forgets the state of a stream, as a reset of it does. */
  public void forget(StreamId stream) {
    lock.lock();
    try {
      newest.remove(stream);
    } finally {
      lock.unlock();
    }
  }

  /** All of them, as {@code --state} takes them: an array of STREAM states. */
  public ArrayNode toJson() {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    lock.lock();
    try {
      for (JsonNode state : newest.values()) {
        ObjectNode entry = all.addObject().put("type", "STREAM");
        entry.set("stream", state);
      }
    } finally {
      lock.unlock();
    }
    return all;
  }

  /**
   * Writes {@link #toJson} to a file and returns the file.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public Path writeTo(Path file) {
    try {
      return Files.writeString(file, toJson().toString());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the state file " + file, e);
    }
  }
}
