package dev.javacdk.testkit.source;

import dev.javacdk.testkit.process.ProtocolMessage;
import dev.javacdk.testkit.process.StateLines;
import dev.javacdk.testkit.process.StreamId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What must come of an attempt that goes on where another was cut off, beside a sync that nobody
 * has cut off. Confined to one thread.
 */
final class Resumed {

  private static final int SHOWN = 3;
  private static final int SHOWN_CHARACTERS = 2_000;

  private final Map<StreamId, List<String>> all;
  private final StateLines last;
  private final Set<StreamId> cursors;
  private final boolean isOfOneMoment;

  /**
   * @param whole the sync that nobody has cut off
   * @param cursors the streams with a cursor, whose edge may be read again
   * @param isOfOneMoment whether all attempts see the same time: where not, cursors may end at
   *     others
   */
  Resumed(Attempt whole, Set<StreamId> cursors, boolean isOfOneMoment) {
    this.all = whole.records();
    this.last = StateLines.of(whole.messages());
    this.cursors = cursors;
    this.isOfOneMoment = isOfOneMoment;
  }

  /** The streams of a source with a cursor. */
  static Set<StreamId> cursors(SourceTrial trial) {
    Set<StreamId> cursors = new TreeSet<>();
    for (ProtocolMessage catalog : trial.runner().discover().of("CATALOG")) {
      for (JsonNode stream : catalog.json().at("/catalog/streams")) {
        if (!stream.path("default_cursor_field").isEmpty()) {
          StreamId.in(stream, "name").ifPresent(cursors::add);
        }
      }
    }
    return cursors;
  }

  /** How many records the sync has. */
  long records() {
    return all.values().stream().mapToLong(List::size).sum();
  }

  /**
   * An attempt that was cut off says that it has succeeded only where it has read all.
   *
   * @throws AssertionError where it does not
   */
  void requireHonest(String where, Attempt cutOff) {
    Map<StreamId, List<String>> read = cutOff.records();
    all.forEach((stream, records) -> {
      List<String> lost =
          Counted.of(records).beyond(Counted.of(read.getOrDefault(stream, List.of())));
      if (cutOff.exitCode() == 0 && !lost.isEmpty()) {
        throw new AssertionError(
            "%s: it says that it has succeeded, and stream '%s' lacks %s"
                .formatted(where, stream, some(lost)));
      }
    });
  }

  /**
   * Nothing is lost, nothing is read again that the states cover, and it ends with the same states.
   *
   * @param where it was cut off, for the error
   * @param left what had left of the attempt that was cut off
   * @param next the attempt that goes on
   * @throws AssertionError that says what is wrong, with the state by which it shows again
   */
  void require(String where, Marked left, Attempt next) {
    String state = left.states().toJson().toString();
    if (next.exitCode() != 0) {
      throw failure(where, state, "the next attempt fails: " + next.errors());
    }
    Map<StreamId, List<String>> read = next.records();
    all.forEach((stream, records) -> {
      List<String> again = read.getOrDefault(stream, List.of());
      requireAll(where, state, stream, left, records, again);
      List<String> twice = Counted.of(left.covered(stream)).add(again).beyond(Counted.of(records));
      if (!twice.isEmpty() && !cursors.contains(stream)) {
        throw failure(
            where,
            state,
            "stream '%s' reads again what its state covers: %s".formatted(stream, some(twice)));
      }
      requireEnd(where, state, stream, left, StateLines.of(next.messages()));
    });
  }

  private static void requireAll(
      String where,
      String state,
      StreamId stream,
      Marked left,
      List<String> records,
      List<String> again) {
    Counted there = Counted.of(left.left(stream)).add(again);
    List<String> lost = Counted.of(records).beyond(there);
    if (!lost.isEmpty()) {
      throw failure(where, state, "stream '%s' loses %s".formatted(stream, some(lost)));
    }
  }

  private void requireEnd(
      String where, String state, StreamId stream, Marked left, StateLines ended) {
    JsonNode expected = last.of(stream).orElse(null);
    // A stream that was read to its end before the cut may have nothing more to say.
    JsonNode found = ended.of(stream).or(() -> left.states().of(stream)).orElse(null);
    boolean comparable = isOfOneMoment || !cursors.contains(stream);
    if (expected != null && comparable && !expected.equals(found)) {
      throw failure(
          where,
          state,
          "stream '%s' ends with another state than if nobody had cut it off: %s"
              .formatted(
                  stream, found == null ? "with none" : Difference.between(expected, found)));
    }
  }

  /** A state that is too long to be looked at is put into a file. */
  private static AssertionError failure(String where, String state, String what) {
    String shown = state;
    if (state.length() > SHOWN_CHARACTERS) {
      try {
        shown = "in " + Files.writeString(Files.createTempFile("state", ".json"), state);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new AssertionError("%s: %s%nstate: %s".formatted(where, what, shown));
  }

  /** The first few, and how many there are. */
  static String some(List<String> records) {
    return "%d records: %s%s"
        .formatted(
            records.size(),
            records.stream().limit(SHOWN).collect(Collectors.joining(", ")),
            records.size() > SHOWN ? ", ..." : "");
  }
}
