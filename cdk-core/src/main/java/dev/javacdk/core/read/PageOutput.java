package dev.javacdk.core.read;

import dev.javacdk.api.ReadStopped;
import dev.javacdk.api.RecordOutput;
import dev.javacdk.api.Stream;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.message.RecordEncoder;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.message.StreamStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/**
 * Holds the encoded records of the page that is being read, and releases it as a whole; a page beyond
 * 8 MiB is released while it is being read. Confined to the thread that reads.
 */
final class PageOutput implements RecordOutput {

  private static final Logger LOG = LoggerFactory.getLogger(PageOutput.class);
  private static final int HELD = 8 << 20;
  private static final int STREAMED = 64 << 10;

  private final StreamId stream;
  private final Sync sync;
  private final RecordEncoder encoder;
  private final CursorWatch cursor;
  private final SchemaWatch schema;
  private final long limit;
  private long written;
  private long held;
  private boolean headReleased;
  private boolean saidNaN;

  PageOutput(Stream stream, Sync sync, CursorWatch cursor) {
    this.stream = StreamId.of(stream);
    this.sync = sync;
    this.encoder = new RecordEncoder(this.stream);
    this.cursor = cursor;
    this.schema = new SchemaWatch(this.stream, stream.schema());
    this.limit = sync.settings().limit().orElse(Long.MAX_VALUE);
  }

  void beginPage() {
    headReleased = false;
    cursor.beginPage();
    encoder.emittedAt(sync.clock().millis());
  }

  @Override
  public void emit(JsonNode record) {
    requireWanted();
    encoder.encode(record);
    String field = cursor.field();
    added(field == null ? null : record.get(field));
  }

  @Override
  public void emit(JsonParser parser) {
    requireWanted();
    added(encoder.encode(parser, cursor.field()));
  }

  @Override
  public void emitValue(Object record) {
    if (cursor.field() != null) {
      emit(ExactJson.MAPPER.<JsonNode>valueToTree(record));
    } else {
      requireWanted();
      encoder.encodeValue(record);
      added(null);
    }
  }

  private void requireWanted() {
    sync.stop().check();
    if (limitReached()) {
      throw new ReadStopped("the limit of " + limit + " records is reached");
    }
    cursor.beforeRecord(this::releaseHead);
  }

  private void added(@Nullable JsonNode cursorValue) {
    held++;
    if (schema.wantsNext()) {
      schema.look(encoder.lastRecord());
    }
    if (encoder.size() > (headReleased ? STREAMED : HELD)) {
      releaseHead();
    }
    cursor.record(cursorValue, this::releaseHead);
  }

  private void releaseHead() {
    release();
    headReleased = true;
  }

  /** Whether the operator wants no more records of this stream. */
  boolean limitReached() {
    return written + held >= limit;
  }

  @Override
  public boolean discardPage() {
    encoder.clear();
    held = 0;
    if (!headReleased) {
      cursor.beginPage();
    }
    return !headReleased;
  }

  /** Writes what the page holds. */
  void release() {
    if (held == 0) {
      return;
    }
    if (written == 0) {
      sync.messages().status(stream, StreamStatus.RUNNING);
    }
    if (encoder.wroteNullForNaN() && !saidNaN) {
      saidNaN = true;
      LOG.warn("stream '{}': a number that is none (NaN or infinite) is written as null", stream);
    }
    long bytes = encoder.size();
    encoder.release(sync.messages().sink());
    sync.states().records(stream, held, bytes);
    written += held;
    held = 0;
  }
}
