package dev.javacdk.local;

import dev.javacdk.core.message.MessageLines;
import dev.javacdk.core.terminal.MessageWords;
import dev.javacdk.core.terminal.Screen;
import java.io.IOException;
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
final class Loader implements MessageLines.Reader {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String RECORD = "{\"type\":\"RECORD\"";
  private static final String DATA = ",\"data\":";
  private static final String BEHIND = ",\"emitted_at\":";

  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final long MOST_WAITING = 50_000;

  private final Database database;
  private final SyncedStreams states;
  private final MessageWords words;
  private final Screen screen;
  private final InstantSource clock;
  private final Map<StreamKey, StreamSync> streams = new HashMap<>();
  private final Map<String, StreamSync> byHead = new HashMap<>();
  private Instant committed;
  private @Nullable Exception failure;

  Loader(
      Database database,
      SyncedStreams states,
      Collection<StreamSync> streams,
      MessageWords words,
      Screen screen,
      InstantSource clock) {
    this.database = database;
    this.states = states;
    this.words = words;
    this.screen = screen;
    this.clock = clock;
    this.committed = clock.instant();
    streams.forEach(stream -> this.streams.put(stream.key(), stream));
  }

  /** Why the database took no more; null where it took all. */
  @Nullable Exception failure() {
    return failure;
  }

  @Override
  public void take(String message) throws IOException {
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

  /** Of which page the records that follow are, and what has become of a page. */
  private void mark(JsonNode mark) throws SQLException {
    StreamSync stream = of(StreamKey.of(mark.path("stream_descriptor")));
    Landing landing = stream.table().landing();
    if (mark.has("page")) {
      landing.begin(mark.path("page").longValue(), mark.path("partition"));
    } else if (mark.has("covered")) {
      landing.pageCovered(mark.path("covered").longValue());
    } else if (mark.has("dropped")) {
      landing.pageDropped(mark.path("dropped").longValue());
    } else {
      // What a state has covered goes in before: the state says that it is there.
      commit();
      stream.again(mark.path("again").toString());
    }
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
      case "TRACE" -> trace(message.path("trace"));
      case "MARK" -> mark(message.path("mark"));
      default -> {
        // Said below, where it says something to people.
      }
    }
    words.of(message).ifPresent(screen::say);
  }

  private boolean isDue() {
    return Duration.between(committed, clock.instant()).compareTo(BETWEEN) >= 0
        || streams.values().stream().anyMatch(s -> s.table().landing().waiting() >= MOST_WAITING);
  }

  private void trace(JsonNode trace) throws SQLException {
    JsonNode status = trace.path("stream_status");
    if (status.path("status").asString("").equals("COMPLETE")) {
      of(StreamKey.of(status.path("stream_descriptor"))).ended();
      commit();
    }
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
