package dev.javacdk.core.read;

import dev.javacdk.api.ReadStopped;
import dev.javacdk.api.RecordOutput;
import dev.javacdk.api.StreamSlice;
import dev.javacdk.core.message.RecordEncoder;
import dev.javacdk.core.message.StreamId;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/**
 * Holds the encoded records of the page that is being read, and releases it as a whole; a page
 * beyond the page buffer is released while it is being read. Confined to the thread that reads.
 */
final class PageOutput implements RecordOutput {

  private static final Logger LOG = LoggerFactory.getLogger(PageOutput.class);
  private static final int STREAMED = 64 << 10;

  private final StreamId stream;
  private final InstantSource clock;
  private final RecordTarget target;
  private final RecordEncoder encoder;
  private final CursorWatch cursor;
  private final SchemaWatch schema;
  private final FieldsWatch fields;
  private final RecordLimit limit;
  private final int pageBytes;
  private long held;
  private boolean headReleased;
  private boolean refused;
  private boolean saidNaN;
  private boolean saidTwice;

  PageOutput(StreamOutput to, InstantSource clock, RecordTarget target, CursorWatch cursor) {
    this.stream = to.id();
    this.clock = clock;
    this.target = target;
    this.encoder = new RecordEncoder(stream, to.recordBytes());
    this.cursor = cursor;
    this.schema = to.schema().another();
    this.fields = to.fields().another();
    this.limit = to.limit();
    this.pageBytes = to.pageBytes();
  }

  void beginPage(StreamSlice slice) {
    headReleased = false;
    refused = false;
    cursor.beginPage(slice);
    encoder.emittedAt(clock.millis());
  }

  @Override
  public void emit(JsonNode record) {
    String field = cursor.field();
    JsonNode cursorValue = field == null ? null : record.get(field);
    if (cursor.isTooOld(cursorValue)) {
      target.requireWanted();
      return;
    }
    takePlace();
    try {
      encoder.encode(record);
    } catch (RuntimeException | Error e) {
      limit.giveBack(1);
      throw e;
    }
    added(cursorValue);
  }

  @Override
  public void emit(JsonParser parser) {
    takePlace();
    JsonNode value;
    try {
      value = encoder.encode(parser, cursor.field());
    } catch (RuntimeException | Error e) {
      limit.giveBack(1);
      throw e;
    }
    addedUnlessTooOld(value);
  }

  @Override
  public void emitValue(Object record) {
    takePlace();
    JsonNode value;
    try {
      value = encoder.encodeValue(record, cursor.field());
    } catch (RuntimeException | Error e) {
      limit.giveBack(1);
      throw e;
    }
    addedUnlessTooOld(value);
  }

  private void addedUnlessTooOld(@Nullable JsonNode cursorValue) {
    if (cursor.isTooOld(cursorValue)) {
      encoder.dropLast();
      limit.giveBack(1);
      return;
    }
    added(cursorValue);
  }

  private void takePlace() {
    target.requireWanted();
    if (refused || !limit.take()) {
      refused = true;
      throw new ReadStopped(limit + " is reached");
    }
    cursor.beforeRecord(this::releaseHead);
  }

  private void added(@Nullable JsonNode cursorValue) {
    held++;
    lookAtSome();
    if (encoder.size() > (headReleased ? STREAMED : pageBytes)) {
      releaseHead();
    }
    cursor.record(cursorValue, this::releaseHead);
  }

  private void lookAtSome() {
    boolean forSchema = schema.wantsNext();
    if (forSchema || fields.wantsNext()) {
      JsonNode record = encoder.lastRecord();
      if (forSchema) {
        schema.look(record);
      }
      if (fields.wantsNext()) {
        fields.look(record);
      }
    }
  }

  /** The page was read to its end. */
  void pageEnded() {
    fields.pageEnded();
  }

  private void releaseHead() {
    release();
    headReleased = true;
  }

  /** Throws {@link ReadStopped} where the page had more records than the operator wants. */
  void requireNoneRefused() {
    if (refused) {
      throw new ReadStopped(limit + " is reached");
    }
  }

  @Override
  public boolean discardPage() {
    encoder.clear();
    limit.giveBack(held);
    held = 0;
    cursor.again(!headReleased);
    return !headReleased;
  }

  /** Lets go of what the page holds. */
  void release() {
    if (held == 0) {
      return;
    }
    if (encoder.wroteNullForNaN() && !saidNaN) {
      saidNaN = true;
      LOG.warn("stream '{}': a number that is none (NaN or infinite) is written as null", stream);
    }
    if (encoder.nameTwice() != null && !saidTwice) {
      saidTwice = true;
      LOG.warn(
          "stream '{}': a record has the field '{}' twice; the last one counts",
          stream,
          encoder.nameTwice());
    }
    long records = held;
    held = 0;
    target.release(encoder, records);
  }
}
