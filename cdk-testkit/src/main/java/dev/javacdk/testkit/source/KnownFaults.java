package dev.javacdk.testkit.source;

import dev.javacdk.testkit.api.Fault;
import dev.javacdk.testkit.message.ApiResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What real APIs and what stands before them answer in place of what was asked for, where it says
 * nothing about the rows. Left out is what may mean that there are none: 404, 410 and 204, an empty
 * list.
 */
final class KnownFaults {

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final Duration SECOND = Duration.ofSeconds(1);

  private KnownFaults() {}

  /** Each by what it is called in a test's name. */
  static Map<String, Fault> all() {
    Map<String, Fault> all = new LinkedHashMap<>();
    all.put("an error of the server", Fault.status(500));
    all.put("a bad gateway", Fault.htmlPage(502));
    all.put("a gateway that gives up", Fault.htmlPage(504));
    all.put("a server that waited too long for the request", Fault.status(408));
    all.put("an error of a status that few know", Fault.status(520));
    all.put("a limit", Fault.tooManyRequests(SECOND));
    all.put("a limit of a minute", Fault.tooManyRequests(Duration.ofMinutes(1)));
    all.put("a limit until some time", Fault.tooManyRequestsUntil(InstantSource.system(), SECOND));
    all.put("a limit that does not say how long", Fault.status(429));
    all.put("a server that is away", Fault.unavailable(SECOND));
    all.put("a token that has expired", Fault.status(401));
    all.put("a request that is refused", Fault.status(403));
    all.put("a position that is refused", Fault.expiredToken(400));
    all.put("a connection that is reset", Fault.reset());
    all.put("a body that breaks off", Fault.truncatedBody());
    all.put("a chunk that breaks off", Fault.truncatedChunk());
    all.put("a reset in the body", Fault.resetInBody());
    all.put("half a body that is called whole", Fault.changed(KnownFaults::half));
    all.put("a page of a proxy", Fault.htmlPage(200));
    all.put("an empty body", Fault.answer(ApiResponse.text(200, "application/json", "")));
    all.put("a body that is null", Fault.answer(ApiResponse.text(200, "application/json", "null")));
    all.put("an error in a good answer", Fault.errorInBody(error()));
    all.put("the page before once more", Fault.pageBefore());
    all.put("a body behind a byte order mark", Fault.changed(KnownFaults::marked));
    all.put("a body that is packed", Fault.changed(KnownFaults::packed));
    all.put("a body of another type", Fault.changed(KnownFaults::asText));
    return Collections.unmodifiableMap(all);
  }

  private static ObjectNode error() {
    return JsonNodeFactory.instance.objectNode().put("error", "internal");
  }

  private static ApiResponse half(ApiResponse right) {
    String body = new String(right.body(), StandardCharsets.UTF_8);
    return right.withBody(body.substring(0, body.length() / 2).getBytes(StandardCharsets.UTF_8));
  }

  private static ApiResponse marked(ApiResponse right) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(BYTE_ORDER_MARK);
    body.writeBytes(right.body());
    return right.withBody(body.toByteArray());
  }

  private static ApiResponse packed(ApiResponse right) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(body)) {
      gzip.write(right.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return right.withBody(body.toByteArray()).withHeader("Content-Encoding", "gzip");
  }

  private static ApiResponse asText(ApiResponse right) {
    return right.withHeader("Content-Type", "text/plain");
  }
}
