package dev.javacdk.http.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;

/** A gzipped body, read to the end of what was sent, so that its connection can be used again. */
final class Unzipped extends GZIPInputStream {

  private static final int BUFFER = 16 << 10;
  private static final int FIRST = 0x1f;
  private static final int SECOND = 0x8b;

  /** A packed file that is packed once more on its way. */
  private static final int DEEPEST = 2;

  private Unzipped(InputStream in) throws IOException {
    super(in, BUFFER);
  }

  /**
   * The body, unpacked as often as it begins as gzip does: on its way, or as the file that it is. A
   * body that is not packed, or empty, stays as it is, whatever is said of it.
   */
  static InputStream of(InputStream body) throws IOException {
    InputStream at = body;
    for (int depth = 0; depth < DEEPEST; depth++) {
      PushbackInputStream sniffed = new PushbackInputStream(at, 2);
      byte[] head = sniffed.readNBytes(2);
      sniffed.unread(head);
      at = sniffed;
      if (head.length < 2 || (head[0] & 0xff) != FIRST || (head[1] & 0xff) != SECOND) {
        return at;
      }
      at = new Unzipped(at);
    }
    return at;
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
