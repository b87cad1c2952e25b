package dev.javacdk.core.page;

import dev.javacdk.api.Stream;
import dev.javacdk.core.feed.PageKeeper;
import dev.javacdk.core.feed.ParentFeeds;
import dev.javacdk.core.feed.ParentFields;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.sync.StreamNotices;
import dev.javacdk.core.sync.Sync;
import org.jspecify.annotations.Nullable;

/**
 * What all who read one stream share: its limit, its schema, and how much of a page they hold. Safe
 * for use by many threads.
 */
public final class StreamOutput {

  /** How much of a page is held until it was read to its end. */
  public static final int PAGE_BYTES = 8 << 20;

  private final Stream stream;
  private final StreamId id;
  private final RecordLimit limit;
  private final SchemaWatch schema;
  private final StreamNotices notices;
  private final DeclaredFields fields;
  private final int pageBytes;
  private final long largestRecord;
  private final @Nullable ParentFields kept;

  /**
   * What is shared by the readers of a stream of this sync.
   *
   * @param pageBytes how much of a page each of them holds at most until it was read to its end
   */
  public StreamOutput(Stream stream, Sync sync, int pageBytes) {
    this(stream, sync, pageBytes, null);
  }

  /**
   * What is shared by the readers of a stream of this sync, on which others hang.
   *
   * @param pageBytes how much of a page each of them holds at most until it was read to its end
   * @param kept what the others need of each record; null where there are none
   */
  public StreamOutput(Stream stream, Sync sync, int pageBytes, @Nullable ParentFields kept) {
    this.stream = stream;
    this.id = StreamId.of(stream);
    this.limit = new RecordLimit(sync.settings().limit());
    this.schema = SchemaWatch.of(id, stream.schema());
    this.notices = new StreamNotices(id, sync.messages().redactor());
    this.fields = new DeclaredFields(stream, notices);
    this.largestRecord = sync.settings().limits().recordBytes();
    this.pageBytes = pageBytes;
    this.kept = kept;
  }

  /** What keeps for others what they need of a page, for one who reads; null where none do. */
  @Nullable PageKeeper keeper() {
    ParentFields fields = kept;
    return fields == null
        ? null
        : new PageKeeper(fields, Math.min(pageBytes, ParentFeeds.MOST_BYTES));
  }

  StreamId id() {
    return id;
  }

  /** How many records the operator wants. */
  public RecordLimit limit() {
    return limit;
  }

  /** What is odd about it. */
  public StreamNotices notices() {
    return notices;
  }

  DeclaredFields fields() {
    return fields;
  }

  long largestRecord() {
    return largestRecord;
  }

  /** What tells records that come again, for one who reads; null where none can. */
  @Nullable EdgeRecords edge() {
    return EdgeRecords.of(stream);
  }

  SchemaWatch schema() {
    return schema;
  }

  int pageBytes() {
    return pageBytes;
  }
}
