package dev.javacdk.http.response;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Makes text out of bytes, strictly: what is no text in its charset is refused. Pure. */
final class Charsets {

  private static final int MARK = 0xFEFF;

  private Charsets() {}

  /** The charset that a byte order mark says; else the one that the API says. */
  static Charset of(byte[] head, Charset said) {
    if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
      return StandardCharsets.UTF_8;
    }
    if (startsWith(head, 0xFE, 0xFF)) {
      return StandardCharsets.UTF_16BE;
    }
    return startsWith(head, 0xFF, 0xFE) ? StandardCharsets.UTF_16LE : said;
  }

  /** The text without its byte order mark. */
  static Reader reader(InputStream body, Charset charset) {
    PushbackReader text =
        new PushbackReader(
            new InputStreamReader(
                body,
                charset
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
    return new Reader() {
      private boolean begun;

      @Override
      public int read(char[] target, int from, int length) throws IOException {
        if (!begun) {
          begun = true;
          int first = text.read();
          if (first >= 0 && first != MARK) {
            text.unread(first);
          }
        }
        return text.read(target, from, length);
      }

      @Override
      public void close() throws IOException {
        text.close();
      }
    };
  }

  private static boolean startsWith(byte[] head, int... mark) {
    if (head.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((head[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
