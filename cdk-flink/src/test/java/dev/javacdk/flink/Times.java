package dev.javacdk.flink;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.jspecify.annotations.Nullable;

/** Shows the event time of elements as it comes, and that of watermarks. */
final class Times implements Sink<String> {

  private static final long serialVersionUID = 1;
  private static final Queue<Seen> SEEN = new ConcurrentLinkedQueue<>();
  private static final AtomicLong WATERMARK = new AtomicLong(Long.MIN_VALUE);

  /** An element, its time, and the watermark that came before it. */
  record Seen(String id, @Nullable Long time, long watermark) {}

  static void clear() {
    SEEN.clear();
    WATERMARK.set(Long.MIN_VALUE);
  }

  static List<Seen> seen() {
    return List.copyOf(SEEN);
  }

  /** Waits until a watermark has passed this time. */
  static void awaitWatermark(long millis) throws InterruptedException {
    while (WATERMARK.get() < millis) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  @Override
  public SinkWriter<String> createWriter(WriterInitContext context) {
    return new SinkWriter<>() {
      @Override
      public void write(String element, Context at) {
        SEEN.add(new Seen(element, at.timestamp(), at.currentWatermark()));
      }

      @Override
      public void writeWatermark(Watermark watermark) {
        WATERMARK.accumulateAndGet(watermark.getTimestamp(), Math::max);
      }

      @Override
      public void flush(boolean endOfInput) {}

      @Override
      public void close() {}
    };
  }
}
