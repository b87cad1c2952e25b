package dev.javacdk.core.read;

import dev.javacdk.api.ReadStopped;
import dev.javacdk.api.RecordOutput;
import dev.javacdk.api.StreamSlice;
import dev.javacdk.core.message.RecordEncoder;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/**
 * Holds the encoded records of the page that is being read, and releases it as a whole; a page
 * beyond the page buffer is released while it is being read. Confined to the thread that reads.
 */
final class PageOutput implements RecordOutput {

  private static final int STREAMED = 64 << 10;

  private final InstantSource clock;
  private final RecordTarget target;
  private final RecordEncoder encoder;
  private final CursorWatch cursor;
  private final @Nullable EdgeRecords edge;
  private final SchemaWatch schema;
  private final DeclaredFields declared;
  private DeclaredFields.@Nullable Page fields;
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
    this.schema = to.schema().another();
    this.declared = to.fields();
    this.notices = to.notices();
    this.limit = to.limit();
    this.pageBytes = to.pageBytes();
  }

  void beginPage(StreamSlice slice) {
    headReleased = false;
    refused = false;
    fields = declared.page();
    cursor.beginPage(slice);
    if (edge != null) {
      edge.beginPage(slice);
    }
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
      sayRepeatedName();
    } catch (RuntimeException | Error e) {
      limit.giveBack(1);
      throw e;
    }
    addedUnlessTooOld(value);
  }

  private void sayRepeatedName() {
    String name = encoder.repeatedName();
    if (name != null) {
      notices.once(
          "repeated name",
          "a record has the key '" + name + "' twice; of each such key the last counts");
    }
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
    boolean tooOld = true;
    try {
      tooOld = cursor.isTooOld(cursorValue);
    } finally {
      if (tooOld) {
        encoder.dropLast();
        limit.giveBack(1);
      }
    }
    if (!tooOld) {
      added(cursorValue);
    }
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
    if (edge != null && edge.cameBefore(cursorValue, encoder)) {
      encoder.dropLast();
      limit.giveBack(1);
      return;
    }
    held++;
    if (edge != null) {
      edge.emitted(cursorValue, encoder);
    }
    look();
    if (encoder.size() > (headReleased ? STREAMED : pageBytes)) {
      releaseHead();
    }
    cursor.record(cursorValue, this::releaseHead);
  }

  /** The first records, and a few of the others, are looked at as trees. */
  private void look() {
    boolean forSchema = schema.wantsNext();
    DeclaredFields.Page page = fields;
    boolean forFields = page != null && page.wantsNext();
    if (!forSchema && !forFields) {
      return;
    }
    JsonNode record = encoder.lastRecord();
    if (forSchema) {
      schema.look(record);
    }
    if (page != null && forFields) {
      page.look(record);
    }
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
    if (fields != null) {
      fields.end();
      fields = null;
    }
    if (refused) {
      throw new ReadStopped(limit + " is reached");
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
    fields = declared.page();
    cursor.again(!headReleased);
    return !headReleased;
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
