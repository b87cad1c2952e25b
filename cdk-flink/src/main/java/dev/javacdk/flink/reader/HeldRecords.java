package dev.javacdk.flink.reader;

import dev.javacdk.core.message.RecordEncoder;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.page.RecordTarget;
import dev.javacdk.core.sync.StopSignal;
import dev.javacdk.flink.job.RecordFormat;
import dev.javacdk.flink.job.RecordLine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Records that were read and may not be emitted yet: those of the page in hand, and of the pages
 * before it that no position covers. Confined to the fetch thread.
 *
 * @param <T> the elements
 */
final class HeldRecords<T> implements RecordTarget {

  private final StreamId stream;
  private final RecordFormat<T> format;
  private final RecordTime time;
  private final StopSignal stop;
  private final List<byte[]> lines = new ArrayList<>();
  private final AtomicLong waiting;
  private long bytes;
  private long records;
  private long pageRecords;
  private int pages;
  private int pageBegins;

  /**
   * None yet.
   *
   * @param waiting counts them, and stays as it is while they become elements
   */
  HeldRecords(
      StreamId stream,
      RecordFormat<T> format,
      RecordTime time,
      StopSignal stop,
      AtomicLong waiting) {
    this.waiting = waiting;
    this.stream = stream;
    this.format = format;
    this.time = time;
    this.stop = stop;
  }

  void beginPage() {
    pageBegins = lines.size();
    pageRecords = 0;
    pages++;
  }

  @Override
  public void requireWanted() {
    stop.check();
  }

  @Override
  public void release(RecordEncoder encoder, long more) {
    byte[] taken = encoder.take();
    lines.add(taken);
    bytes += taken.length;
    pageRecords += more;
    count(more);
  }

  @Override
  public void discarded() {
    while (lines.size() > pageBegins) {
      bytes -= lines.remove(lines.size() - 1).length;
    }
    count(-pageRecords);
    pageRecords = 0;
  }

  private void count(long more) {
    records += more;
    waiting.addAndGet(more);
  }

  long bytes() {
    return bytes;
  }

  int pages() {
    return pages;
  }

  void drop() {
    count(-records);
    clear();
  }

  private void clear() {
    lines.clear();
    bytes = 0;
    pages = 0;
    pageBegins = 0;
    pageRecords = 0;
  }

  /** Lets go of them as elements. */
  List<Element<T>> take() throws Exception {
    List<Element<T>> elements = new ArrayList<>();
    for (byte[] some : lines) {
      int start = 0;
      for (int at = 0; at < some.length; at++) {
        if (some[at] == '\n') {
          RecordLine line = new RecordLine(stream, some, start, at);
          elements.add(new Element<>(format.read(line), time.of(line)));
          start = at + 1;
        }
      }
    }
    records = 0;
    clear();
    return elements;
  }
}
