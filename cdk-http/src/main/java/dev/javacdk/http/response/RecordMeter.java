package dev.javacdk.http.response;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body of which no record may have more than so many bytes, whatever is made of it in memory.
 * Confined to the thread that reads.
 */
final class RecordMeter extends FilterInputStream {

  private final long most;
  private long read;
  private long recordFrom;

  RecordMeter(InputStream in, long most) {
    super(in);
    this.most = most;
  }

  void nextRecord() {
    recordFrom = read;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    count(one < 0 ? 0 : 1);
    return one;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    int count = super.read(target, from, length);
    count(Math.max(count, 0));
    return count;
  }

  private void count(int bytes) {
    read += bytes;
    if (read - recordFrom - bytes > most) {
      throw new Unreadable(
          "one record, or what stands between two, has more than "
              + most
              + " bytes; _largest_record in the config says how many it may have, and the heap"
              + " (-Xmx) how many it can",
          null);
    }
  }
}
