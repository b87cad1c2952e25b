package dev.javacdk.testkit.source;

import dev.javacdk.testkit.process.ProtocolMessage;
import dev.javacdk.testkit.process.StateLines;
import dev.javacdk.testkit.process.StreamId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * An attempt, line by line: what has left so far, and what of it the last states cover, as the
 * marks between the messages say. Confined to one thread.
 */
final class Marked {

  private final Map<StreamId, OfStream> streams = new TreeMap<>();
  private final StateLines states = StateLines.none();

  /** The records of one stream. */
  private static final class OfStream {
    private final List<String> left = new ArrayList<>();
    private final Map<Long, List<String>> open = new HashMap<>();
    private final List<String> booked = new ArrayList<>();
    private final List<String> covered = new ArrayList<>();
    private List<String> page = new ArrayList<>();
  }

  private OfStream of(StreamId stream) {
    return streams.computeIfAbsent(stream, id -> new OfStream());
  }

  /** Takes one line; returns whether it is a state. */
  boolean take(ProtocolMessage message) {
    JsonNode mark = message.json().path("mark");
    if (!mark.isMissingNode()) {
      mark(mark);
      return false;
    }
    if (message.isRecord()) {
      OfStream stream = of(message.stream().orElseThrow());
      String data = message.data().toString();
      stream.left.add(data);
      stream.page.add(data);
    } else if (message.isState()) {
      states.accept(message);
      OfStream stream = of(message.stream().orElseThrow());
      stream.covered.addAll(stream.booked);
      stream.booked.clear();
      return true;
    }
    return false;
  }

  private void mark(JsonNode mark) {
    OfStream stream =
        StreamId.in(mark.path("stream_descriptor"), "name").map(this::of).orElseThrow();
    if (mark.has("page")) {
      stream.page =
          stream.open.computeIfAbsent(mark.path("page").longValue(), page -> new ArrayList<>());
    } else if (mark.has("covered")) {
      List<String> page = stream.open.remove(mark.path("covered").longValue());
      stream.booked.addAll(page == null ? List.of() : page);
    } else if (mark.has("dropped")) {
      stream.open.remove(mark.path("dropped").longValue());
    } else {
      // A part is read again from its start: nobody can say which of its records were covered.
      stream.covered.clear();
      stream.booked.clear();
    }
  }

  /** The newest state of each stream. */
  StateLines states() {
    return states;
  }

  /** What has left of a stream. */
  List<String> left(StreamId stream) {
    return of(stream).left;
  }

  /** What the states cover of it. */
  List<String> covered(StreamId stream) {
    return of(stream).covered;
  }
}
