package dev.javacdk.testkit.api;

import dev.javacdk.testkit.message.ApiResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Writes responses to one connection, whole or broken. Confined to the connection's thread. */
final class ResponseWriter {

  private final OutputStream out;

  ResponseWriter(OutputStream out) {
    this.out = out;
  }

  /** The whole response in one write, so that no delayed acknowledgement can hold back its end. */
  void whole(ApiResponse response, boolean withBody) throws IOException {
    int length = response.body().length;
    var bytes = new ByteArrayOutputStream(length + 256);
    bytes.write(head(response, "Content-Length: " + length));
    if (withBody) {
      bytes.write(response.body());
    }
    bytes.writeTo(out);
    out.flush();
  }

  /** Half of the body after a head that promises all of it. */
  void half(ApiResponse response, boolean chunked) throws IOException {
    int length = response.body().length;
    var bytes = new ByteArrayOutputStream(length + 256);
    if (chunked) {
      bytes.write(head(response, "Transfer-Encoding: chunked"));
      bytes.write(latin1(Integer.toHexString(Math.max(1, length)) + "\r\n"));
    } else {
      bytes.write(head(response, "Content-Length: " + Math.max(1, length)));
    }
    bytes.write(response.body(), 0, length / 2);
    bytes.writeTo(out);
    out.flush();
  }

  /** The whole response, its body a byte at a time; false if the server closed before its end. */
  boolean slowly(ApiResponse response, Duration perByte, Pause pause) throws IOException {
    out.write(head(response, "Content-Length: " + response.body().length));
    out.flush();
    for (byte next : response.body()) {
      if (!pause.of(perByte)) {
        return false;
      }
      out.write(next);
      out.flush();
    }
    return true;
  }

  private static byte[] head(ApiResponse response, String framing) {
    var head = new StringBuilder(256);
    head.append("HTTP/1.1 ")
        .append(response.status())
        .append(' ')
        .append(reason(response.status()));
    head.append("\r\n").append(framing).append("\r\n");
    response
        .headers()
        .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return latin1(head.append("\r\n").toString());
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String reason(int status) {
    return status < 400 ? "OK" : "Refused";
  }
}
