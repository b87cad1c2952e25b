package dev.javacdk.http.fake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a {@link FakeApi} answers, and how it misbehaves meanwhile. */
@SuppressWarnings("ArrayRecordComponent")
public record Reply(int status, List<String> headers, byte[] body, Fault fault) {

  public enum Fault {
    NONE,
    /** Half of the body, then the connection ends. */
    TRUNCATED,
    /** The connection is reset before the answer. */
    RESET,
    /** Nothing at all is answered. */
    SILENT,
    /** Headers and half of the body, then nothing. */
    STALLED,
    /** One byte every 20 ms. */
    DRIBBLE,
    /** No length; the end of the connection is the end of the body. */
    UNFRAMED
  }

  public static Reply json(String body) {
    return new Reply(
        200,
        List.of("Content-Type: application/json"),
        body.getBytes(StandardCharsets.UTF_8),
        Fault.NONE);
  }

  public static Reply status(int status, String body) {
    return new Reply(
        status,
        List.of("Content-Type: application/json"),
        body.getBytes(StandardCharsets.UTF_8),
        Fault.NONE);
  }

  public Reply header(String line) {
    List<String> more = new ArrayList<>(headers);
    more.removeIf(
        h -> h.substring(0, h.indexOf(':')).equalsIgnoreCase(line.substring(0, line.indexOf(':'))));
    more.add(line);
    return new Reply(status, more, body, fault);
  }

  public Reply body(byte[] bytes) {
    return new Reply(status, headers, bytes, fault);
  }

  public Reply with(Fault fault) {
    return new Reply(status, headers, body, fault);
  }
}
