package dev.javacdk.core.read;

import dev.javacdk.api.Cursor;
import dev.javacdk.api.RecordOutput;
import dev.javacdk.api.Stream;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.message.RecordEncoder;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.message.StreamStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/**
 * Holds the encoded records of the page that is being read, and releases it as a whole; a page beyond
 * 8 MiB is released while it is being read. Confined to the thread that reads.
 */
final class PageOutput implements RecordOutput {

  private static final int HELD = 8 << 20;
  private static final int STREAMED = 64 << 10;

  private final StreamId stream;
  private final Sync sync;
  private final RecordEncoder encoder;
  private final @Nullable Cursor cursor;
  private final @Nullable String cursorField;
  private long held;
  private boolean headReleased;
  private boolean running;
  private @Nullable String greatest;

  PageOutput(Stream stream, Sync sync) {
    this.stream = StreamId.of(stream);
    this.sync = sync;
    this.encoder = new RecordEncoder(this.stream);
    this.cursor = stream.cursor().orElse(null);
    this.cursorField = cursor == null ? null : cursor.field();
  }

  void beginPage() {
    headReleased = false;
    greatest = null;
    encoder.emittedAt(sync.clock().millis());
  }

  @Override
  public void emit(JsonNode record) {
    sync.stop().check();
    encoder.encode(record);
    if (cursorField != null) {
      cursorValue(record.get(cursorField));
    }
    added();
  }

  @Override
  public void emit(JsonParser parser) {
    sync.stop().check();
    cursorValue(encoder.encode(parser, cursorField));
    added();
  }

  @Override
  public void emitValue(Object record) {
    if (cursor != null) {
      emit(ExactJson.MAPPER.<JsonNode>valueToTree(record));
    } else {
      sync.stop().check();
      encoder.encodeValue(record);
      added();
    }
  }

  private void cursorValue(@Nullable JsonNode value) {
    Cursor by = cursor;
    if (by != null) {
      by.valueOf(value)
          .ifPresent(text -> greatest = greatest == null ? text : by.max(greatest, text));
    }
  }

  private void added() {
    held++;
    if (encoder.size() > (headReleased ? STREAMED : HELD)) {
      write();
      headReleased = true;
    }
  }

  @Override
  public boolean discardPage() {
    encoder.clear();
    held = 0;
    if (!headReleased) {
      greatest = null;
    }
    return !headReleased;
  }

  /** Writes what the page holds. */
  void release() {
    write();
  }

  private void write() {
    if (held == 0) {
      return;
    }
    if (!running) {
      running = true;
      sync.messages().status(stream, StreamStatus.RUNNING);
    }
    encoder.release(sync.messages().sink());
    sync.states().records(stream, held);
    held = 0;
  }

  /** The greatest value of the cursor field on this page; empty where it had none. */
  Optional<String> greatest() {
    return Optional.ofNullable(greatest);
  }
}
