package dev.javacdk.http.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** A gzipped body, read to the end of what was sent, so that its connection can be used again. */
final class Unzipped extends GZIPInputStream {

  private static final int BUFFER = 16 << 10;

  Unzipped(InputStream in) throws IOException {
    super(in, BUFFER);
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    int read = super.read(target, from, length);
    while (read < 0 && in.read() >= 0) {
      // What follows the packed data means nothing.
    }
    return read;
  }
}
