package dev.javacdk.flink.enumerator;

import dev.javacdk.api.Stream;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.read.StateMixin;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.checkpoint.CheckpointReaders;
import dev.javacdk.core.checkpoint.OwnSlices;
import dev.javacdk.core.checkpoint.StreamKind;
import dev.javacdk.core.ledger.ParentPage;
import dev.javacdk.core.ledger.ParentRequest;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.sync.StreamPlan;
import dev.javacdk.core.walk.CursorStates;
import dev.javacdk.core.walk.StandingJson;
import dev.javacdk.flink.split.PartitionSplit;
import dev.javacdk.flink.split.Reached;
import dev.javacdk.flink.split.Reached.End;
import dev.javacdk.flink.split.SplitFailed;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is handed out of a stream, to be read by whom it was given to, and what is left. Knows of
 * the splits that are out what complete checkpoints say of them. Pure; confined to the coordinator
 * thread.
 */
abstract sealed class StreamBooks permits PartitionBooks, WholeBooks {

  /**
   * How many splits may fail before no more are handed out, of those that have not failed before:
   * else the same ones would use that up each time, and what is behind them would never be read.
   */
  static final int MOST_NEW_FAILURES = 25;

  static final String STREAM = "stream";
  static final String STATE = "state";
  static final String DONE = "done";
  private static final String NEXT = "next";
  private static final String RECORDS = "records";
  private static final String TOLD = "told";

  final Stream stream;
  final String name;
  private final Deque<PartitionSplit> returned = new ArrayDeque<>();
  private final Map<Long, Failed> failed = new LinkedHashMap<>();
  private long next = 1;
  private long records;
  private long told;

  StreamBooks(Stream stream) {
    this.stream = stream;
    this.name = StreamId.of(stream).toString();
  }

  private record Failed(int reader, boolean isNew, String reason) {}

  /** The books of a stream that a job begins to read. */
  static StreamBooks begin(StreamPlan plan, InstantSource clock) {
    Stream stream = plan.stream();
    return isWhole(stream, clock)
        ? WholeBooks.begin(stream, plan.state())
        : PartitionBooks.begin(stream, plan.state(), clock);
  }

  /** The books as a checkpoint has them: what was out is out. */
  static StreamBooks restore(Stream stream, ObjectNode json, InstantSource clock) {
    StreamBooks books =
        isWhole(stream, clock)
            ? WholeBooks.restore(stream, json)
            : PartitionBooks.restore(stream, json, clock);
    books.next = json.required(NEXT).asLong();
    books.records = json.required(RECORDS).asLong();
    books.told = json.required(TOLD).asLong();
    return books;
  }

  /**
   * The books of the next pass, which goes on where this one has ended. What has no cursor has
   * nothing more to read.
   */
  final StreamBooks again(InstantSource clock) {
    if (stream.cursor().isEmpty()) {
      return this;
    }
    StreamBooks again =
        begin(new StreamPlan(stream, (ObjectNode) ExactJson.MAPPER.readTree(text())), clock);
    again.next = next;
    again.records = records;
    again.told = told;
    return again;
  }

  private static boolean isWhole(Stream stream, InstantSource clock) {
    return CheckpointReaders.ledger(stream, JsonNodeFactory.instance.objectNode(), clock).isEmpty();
  }

  /** As a checkpoint keeps them. */
  final ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put(STREAM, name).put(NEXT, next).put(RECORDS, records).put(TOLD, told);
    write(json);
    return json;
  }

  // Handing out

  /** The next split to read, which is out from now on. Empty where there is none now. */
  final Optional<PartitionSplit> take() {
    PartitionSplit again = returned.poll();
    if (again != null) {
      return Optional.of(again);
    }
    return isStopped() ? Optional.empty() : takeNew();
  }

  /** Nobody reads this one any more: it is handed out again. */
  final void giveBack(PartitionSplit split) {
    if (isOut(split.number())) {
      returned.add(split);
    }
  }

  /** Whether it waits to be handed out again. */
  final boolean isReturned(long number) {
    return returned.stream().anyMatch(split -> split.number() == number);
  }

  final boolean isStopped() {
    return failed.values().stream().filter(Failed::isNew).count() >= MOST_NEW_FAILURES;
  }

  final long nextNumber() {
    return next++;
  }

  /** How many splits wait for a reader, of those that are known: not what parents still give. */
  final int unassigned() {
    return returned.size() + known();
  }

  /** Nothing is left to hand out. */
  final boolean isHandedOut() {
    return returned.isEmpty() && (isStopped() || nothingIsLeft());
  }

  // What readers say

  /** A reader goes on without this one, whose reading failed. */
  final void failed(SplitFailed said, int reader) {
    failed.put(said.number(), new Failed(reader, said.isNew(), said.reason()));
  }

  /** A reader was started anew, and tries again what has failed. */
  final void readerIsNew(int reader) {
    failed.values().removeIf(failure -> failure.reader() == reader);
  }

  /** A complete checkpoint says how far a split was read: what was read to its end leaves. */
  final void settle(long number, Reached reached) {
    if (reached.isSettled() && isOut(number)) {
      settled(number, reached);
      records += reached.records();
    }
  }

  /**
   * A split stands there: what the state of the stream is to say of it.
   *
   * @return whether it is out
   */
  final boolean stand(long number, Reached reached) {
    if (!isOut(number)) {
      return false;
    }
    if (reached.isSettled()) {
      settle(number, reached);
    } else {
      stands(number, reached, reached.end() == End.FAILED);
      records += reached.records();
    }
    return true;
  }

  /** Whether nothing is left to hand out, and nothing is out. */
  final boolean isOver() {
    return nothingIsLeft() && out().isEmpty();
  }

  /** Whether all that is out has failed, and nothing is going to be said of it any more. */
  final boolean isSettled() {
    return failed.keySet().containsAll(out());
  }

  /** Why not all was read; empty where all was. */
  Optional<SystemError> failure() {
    return failed.values().stream()
        .findFirst()
        .map(first ->
            new SystemError(
                "stream '%s': %d of its partitions failed%s: %s"
                    .formatted(
                        name,
                        failed.size(),
                        isStopped() ? ", no more were started" : "",
                        first.reason())));
  }

  // What may be said

  /** The stream's state, as the kit says it; empty where it says nothing yet. */
  final Optional<String> said() {
    String text = text();
    if (StreamKind.of(stream).isResumable()) {
      return Optional.of(text);
    }
    return text.equals(StateJson.text(StreamState.complete()))
        ? Optional.of(StateJson.noCursor())
        : Optional.empty();
  }

  /**
   * The time before which all records were emitted, as far as the state says it: of a stream in
   * partitions it does not, before the end of a pass.
   */
  final Optional<Instant> emittedBefore() {
    StreamKind kind = StreamKind.of(stream);
    boolean says = kind == StreamKind.WINDOWED || kind == StreamKind.INCREMENTAL;
    if (!says || stream instanceof StateMixin || stream instanceof OwnSlices) {
      return Optional.empty();
    }
    Cursor cursor = stream.cursor().orElseThrow();
    StreamState state = StandingJson.read(cursor, ExactJson.MAPPER.readTree(text()), name).state();
    return Optional.ofNullable(CursorStates.value(cursor, state, name))
        .map(cursor.values()::instantOf);
  }

  /** How many records were emitted by now that no state has counted; they count as told. */
  final long tellRecords(long all) {
    long more = Math.max(0, all - told);
    told = Math.max(told, all);
    return more;
  }

  /** How many records were emitted, of all that it has heard of. */
  final long records() {
    return records;
  }

  // What each kind of stream does

  abstract void write(ObjectNode json);

  abstract Optional<PartitionSplit> takeNew();

  abstract boolean nothingIsLeft();

  /** How many are known and were not handed out yet. */
  abstract int known();

  /** The splits that somebody has, or that wait to be handed out again. */
  abstract Set<Long> out();

  final boolean isOut(long number) {
    return out().contains(number);
  }

  abstract void settled(long number, Reached reached);

  abstract void stands(long number, Reached reached, boolean failed);

  abstract String text();

  /** All was handed out and heard of. */
  void end() {}

  /** The parent page to fetch now; it is being fetched from now on. */
  Optional<ParentRequest> fetch(int readers) {
    return Optional.empty();
  }

  /** A parent page was fetched, or cannot be. */
  void fetched(ParentRequest request, @Nullable ParentPage page, @Nullable Throwable failure) {
    throw new IllegalStateException("no parent page was asked for, but " + request + " was read");
  }
}
