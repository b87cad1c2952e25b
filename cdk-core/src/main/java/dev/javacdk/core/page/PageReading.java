package dev.javacdk.core.page;

import dev.javacdk.api.Stream;
import dev.javacdk.api.read.ReadContext;
import dev.javacdk.api.read.ReadStopped;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.feed.KeptPage;
import dev.javacdk.core.walk.PageSaid;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads pages of one stream: calls the author's reader, releases what it wrote, and says how to go
 * on. What a page has written is released before its progress is known to anyone (I1). Confined to
 * the thread that reads.
 */
public final class PageReading {

  private final Stream stream;
  private final ReadContext context;
  private final CursorWatch cursor;
  private final PageOutput output;
  private PartitionPages pages;
  private @Nullable KeptPage kept;

  /**
   * Reads pages of this stream.
   *
   * @param incoming the state that came in, where the stream has no parts
   * @param target takes the records
   * @param inside is told how far a page was read, where a state is due inside it
   */
  public PageReading(
      Stream stream,
      StreamState incoming,
      StreamOutput shared,
      ReadContext context,
      RecordTarget target,
      InstantSource clock,
      Consumer<Progress> inside) {
    this.stream = stream;
    this.context = context;
    this.cursor = new CursorWatch(stream, inside, shared.notices());
    this.output = new PageOutput(shared, clock, target, cursor);
    this.pages = new PartitionPages(stream, incoming);
  }

  /**
   * From now on a partition is read that may have been read before: it gets a reader of its own.
   */
  public void beginPartition() {
    pages = new PartitionPages(stream, StreamState.initial());
  }

  /**
   * Reads one page. Whatever it wrote was released when this returns or throws.
   *
   * @throws Exception what author code threw
   * @throws ReadStopped where no more records are wanted: what the page said is not to be believed
   */
  public PageSaid read(StreamSlice slice) throws Exception {
    output.beginPage(slice);
    kept = null;
    Progress progress;
    try {
      progress = pages.read(slice, output, context);
    } finally {
      output.release();
    }
    output.endPage();
    kept = pages.hasState() ? null : output.kept(slice, progress);
    return cursor.said(progress);
  }

  /**
   * What others may take of the page that was read last, in place of asking for it; null where they
   * may not, or where nobody hangs on the stream.
   */
  public @Nullable KeptPage kept() {
    return kept;
  }
}
