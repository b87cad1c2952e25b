package dev.javacdk.core.page;

import dev.javacdk.api.read.JsonLimits;
import dev.javacdk.api.read.ReadStopped;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.core.feed.KeptPage;
import dev.javacdk.core.feed.PageKeeper;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.message.RecordEncoder;
import dev.javacdk.core.sync.StreamNotices;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/**
 * Holds the encoded records of the page that is being read, and releases it as a whole; a page
 * beyond the page buffer is released while it is being read.
 *
 * <p>A record goes one way, however it is given: it is encoded, its cursor value is read, it is
 * judged, and only then it takes a place of the limit. One that is not kept, for whatever reason,
 * leaves no trace. Confined to the thread that reads.
 */
final class PageOutput implements RecordOutput {

  private static final int STREAMED = 64 << 10;

  private final InstantSource clock;
  private final RecordTarget target;
  private final RecordEncoder encoder;
  private final CursorWatch cursor;
  private final @Nullable EdgeRecords edge;
  private final RecordSamples samples;
  private final @Nullable PageKeeper keeper;
  private final StreamNotices notices;
  private final RecordLimit limit;
  private final int pageBytes;
  private long held;
  private boolean headReleased;
  private boolean refused;

  PageOutput(StreamOutput to, InstantSource clock, RecordTarget target, CursorWatch cursor) {
    this.clock = clock;
    this.target = target;
    this.encoder = new RecordEncoder(to.id(), to.largestRecord());
    this.cursor = cursor;
    this.edge = to.edge();
    this.samples = new RecordSamples(to);
    this.keeper = to.keeper();
    this.notices = to.notices();
    this.limit = to.limit();
    this.pageBytes = to.pageBytes();
  }

  void beginPage(StreamSlice slice) {
    headReleased = false;
    refused = false;
    samples.beginPage();
    if (keeper != null) {
      keeper.begin();
    }
    cursor.beginPage(slice);
    if (edge != null) {
      edge.beginPage(slice);
    }
    encoder.emittedAt(clock.millis());
  }

  @Override
  public void emit(JsonNode record) {
    begin();
    JsonNode cursorValue = encoder.encode(record, cursor.field());
    if (keeper != null) {
      keeper.take(record, () -> record);
    }
    keep(cursorValue);
  }

  @Override
  public void emit(JsonParser parser) {
    begin();
    JsonNode cursorValue = encoder.encode(parser, cursor.field());
    sayRepeatedName();
    keepPassed(cursorValue);
  }

  @Override
  public int emit(byte[] json, int from, int to, JsonLimits limits) {
    begin();
    int end = encoder.copy(json, from, to, limits, cursor.field());
    if (end < 0) {
      return RecordOutput.super.emit(json, from, to, limits);
    }
    keepPassed(encoder.watchedValue());
    return end;
  }

  @Override
  public void emitValue(Object record) {
    begin();
    JsonNode cursorValue = encoder.encodeValue(record, cursor.field());
    if (keeper != null && keeper.isKeeping()) {
      JsonNode tree = ExactJson.MAPPER.valueToTree(record);
      keeper.take(tree, () -> tree);
    }
    keep(cursorValue);
  }

  private void sayRepeatedName() {
    String name = encoder.repeatedName();
    if (name != null) {
      notices.once(
          "repeated name",
          "a record has the key '" + name + "' twice; of each such key the last counts");
    }
  }

  private void begin() {
    target.requireWanted();
    if (refused) {
      throw limitReached();
    }
    if (cursor.isDueBeforeRecord() && !limit.isReached()) {
      sayInside();
    }
  }

  /** Keeps the record encoded last, of which there was no tree. */
  private void keepPassed(@Nullable JsonNode cursorValue) {
    if (keeper != null && keeper.isKeeping()) {
      keeper.take(encoder.lastFields(keeper.fields().atTop()), encoder::lastRecord);
    }
    keep(cursorValue);
  }

  /** Keeps the record encoded last, unless it is left out or refused. */
  private void keep(@Nullable JsonNode cursorValue) {
    boolean kept = false;
    try {
      cursor.look(cursorValue);
      kept = !cursor.isTooOld() && !cameBefore() && takesPlace();
    } finally {
      if (!kept) {
        encoder.dropLast();
      }
    }
    if (kept) {
      kept();
    }
  }

  private boolean cameBefore() {
    return edge != null && edge.cameBefore(cursor.order(), encoder);
  }

  /** Returns true; throws where the operator wants no more. */
  private boolean takesPlace() {
    if (!limit.take()) {
      refused = true;
      throw limitReached();
    }
    return true;
  }

  private ReadStopped limitReached() {
    return new ReadStopped(limit + " is reached");
  }

  private void kept() {
    held++;
    if (edge != null) {
      edge.emitted(cursor.order(), encoder);
    }
    samples.look(encoder);
    if (encoder.size() > (headReleased ? STREAMED : pageBytes)) {
      releaseHead();
    }
    cursor.emitted();
    if (cursor.isDueBehindRecord()) {
      sayInside();
    }
  }

  private void sayInside() {
    releaseHead();
    cursor.sayInside();
  }

  private void releaseHead() {
    release();
    headReleased = true;
  }

  /**
   * The page was read to its end.
   *
   * @throws ReadStopped where it had more records than the operator wants
   */
  void endPage() {
    samples.endPage();
    if (refused) {
      throw limitReached();
    }
  }

  @Override
  public boolean discardPage() {
    encoder.clear();
    if (edge != null) {
      edge.dropped();
    }
    limit.giveBack(held);
    held = 0;
    samples.beginPage();
    if (keeper != null) {
      keeper.begin();
    }
    cursor.again(!headReleased);
    if (headReleased) {
      target.discarded();
    }
    return !headReleased;
  }

  /** What others may take of the page in place of asking for it; null where they may not. */
  @Nullable KeptPage kept(StreamSlice slice, Progress progress) {
    return keeper == null ? null : keeper.page(slice, progress);
  }

  /** Lets go of what the page holds. */
  void release() {
    if (held == 0) {
      return;
    }
    if (encoder.wroteNullForNaN()) {
      notices.once("NaN", "a number that is none (NaN or infinite) is written as null");
    }
    if (edge != null) {
      edge.beforeRelease(encoder);
    }
    long records = held;
    held = 0;
    target.release(encoder, records);
  }
}
