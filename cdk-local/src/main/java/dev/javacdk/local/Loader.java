package dev.javacdk.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes the lines of {@code read} as they are written: records land, and go into their tables with
 * the next state that covers them, in one transaction. What is for people goes to standard error.
 *
 * <p>A failure of the database ends the reading: nothing behind it is written. Called on the thread
 * that writes output.
 */
final class Loader extends OutputStream {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String RECORD = "{\"type\":\"RECORD\"";
  private static final String DATA = ",\"data\":";
  private static final String BEHIND = ",\"emitted_at\":";

  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final long MOST_WAITING = 50_000;

  private final Database database;
  private final SyncedStreams states;
  private final PrintStream people;
  private final InstantSource clock;
  private final Map<StreamKey, StreamSync> streams = new HashMap<>();
  private final Map<String, StreamSync> byHead = new HashMap<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private Instant committed;
  private @Nullable Exception failure;

  Loader(
      Database database,
      SyncedStreams states,
      Collection<StreamSync> streams,
      PrintStream people,
      InstantSource clock) {
    this.database = database;
    this.states = states;
    this.people = people;
    this.clock = clock;
    this.committed = clock.instant();
    streams.forEach(stream -> this.streams.put(stream.key(), stream));
  }

  /** Why the database took no more; null where it took all. */
  @Nullable Exception failure() {
    return failure;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int from = offset;
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] == '\n') {
        line.write(bytes, from, i - from);
        from = i + 1;
        take(line.toString(StandardCharsets.UTF_8));
        line.reset();
      }
    }
    line.write(bytes, from, offset + length - from);
  }

  private void take(String message) throws IOException {
    try {
      if (message.startsWith(RECORD)) {
        record(message);
      } else {
        take(JSON.readTree(message));
      }
    } catch (SQLException | RuntimeException e) {
      failure = e;
      throw new IOException(e);
    }
  }

  /** Of a record only the data is wanted, as it stands. */
  private void record(String message) throws SQLException {
    int data = message.indexOf(DATA);
    int end = message.lastIndexOf(BEHIND);
    String head = message.substring(0, data);
    StreamSync stream = byHead.get(head);
    if (stream == null) {
      JsonNode record = JSON.readTree(message).path("record");
      stream =
          of(
              new StreamKey(
                  record.path("namespace").asString(""), record.path("stream").asString("")));
      byHead.put(head, stream);
    }
    stream.record(message.substring(data + DATA.length(), end));
  }

  private StreamSync of(StreamKey key) {
    StreamSync stream = streams.get(key);
    if (stream == null) {
      throw new IllegalStateException("stream '" + key + "' was not asked for");
    }
    return stream;
  }

  private void take(JsonNode message) throws SQLException {
    switch (message.path("type").asString("")) {
      case "STATE" -> {
        JsonNode state = message.path("state").path("stream");
        of(StreamKey.of(state.path("stream_descriptor")))
            .covered(state.path("stream_state").toString());
        if (isDue()) {
          commit();
        }
      }
      case "LOG" -> say(message.path("log").path("level"), message.path("log").path("message"));
      case "TRACE" -> trace(message.path("trace"));
      default -> people.println(message);
    }
  }

  private boolean isDue() {
    return Duration.between(committed, clock.instant()).compareTo(BETWEEN) >= 0
        || streams.values().stream().anyMatch(s -> s.table().landing().waiting() >= MOST_WAITING);
  }

  private void trace(JsonNode trace) throws SQLException {
    switch (trace.path("type").asString("")) {
      case "ERROR" -> people.println("ERROR " + trace.at("/error/message").asString(""));
      case "STREAM_STATUS" -> {
        String status = trace.at("/stream_status/status").asString("");
        StreamSync stream = of(StreamKey.of(trace.at("/stream_status/stream_descriptor")));
        if (status.equals("COMPLETE")) {
          stream.ended();
          commit();
        }
      }
      default -> {
        // Nothing that people need.
      }
    }
  }

  private void say(JsonNode level, JsonNode message) {
    people.println(level.asString("") + " " + message.asString(""));
  }

  /** Writes what states cover, of all streams, in one transaction. */
  void commit() throws SQLException {
    List<StreamSync> news = new ArrayList<>();
    for (StreamSync stream : streams.values()) {
      if (stream.hasNews()) {
        stream.table().landing().prepare();
        news.add(stream);
      }
    }
    if (!news.isEmpty()) {
      database.inTransaction(() -> {
        for (StreamSync stream : news) {
          stream.write(states);
        }
      });
      news.forEach(StreamSync::committed);
    }
    committed = clock.instant();
  }
}
