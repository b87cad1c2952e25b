package dev.javacdk.flink.reader;

import dev.javacdk.core.message.RecordEncoder;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.page.RecordTarget;
import dev.javacdk.core.sync.StopSignal;
import dev.javacdk.flink.job.RecordFormat;
import dev.javacdk.flink.job.RecordLine;
import java.util.ArrayList;
import java.util.List;

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
  private long bytes;
  private int pages;
  private int pageBegins;

  HeldRecords(StreamId stream, RecordFormat<T> format, RecordTime time, StopSignal stop) {
    this.stream = stream;
    this.format = format;
    this.time = time;
    this.stop = stop;
  }

  void beginPage() {
    pageBegins = lines.size();
    pages++;
  }

  @Override
  public void requireWanted() {
    stop.check();
  }

  @Override
  public void release(RecordEncoder encoder, long records) {
    byte[] taken = encoder.take();
    lines.add(taken);
    bytes += taken.length;
  }

  @Override
  public void discarded() {
    while (lines.size() > pageBegins) {
      bytes -= lines.remove(lines.size() - 1).length;
    }
  }

  long bytes() {
    return bytes;
  }

  int pages() {
    return pages;
  }

  void drop() {
    lines.clear();
    bytes = 0;
    pages = 0;
    pageBegins = 0;
  }

  /** Lets go of them as elements. */
  List<Element<T>> take() throws Exception {
    List<Element<T>> records = new ArrayList<>();
    for (byte[] some : lines) {
      int start = 0;
      for (int at = 0; at < some.length; at++) {
        if (some[at] == '\n') {
          RecordLine line = new RecordLine(stream, some, start, at);
          records.add(new Element<>(format.read(line), time.of(line)));
          start = at + 1;
        }
      }
    }
    drop();
    return records;
  }
}
