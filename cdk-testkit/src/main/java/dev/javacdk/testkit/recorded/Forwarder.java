package dev.javacdk.testkit.recorded;

import dev.javacdk.testkit.message.ApiError;
import dev.javacdk.testkit.message.ApiRequest;
import dev.javacdk.testkit.message.ApiResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Asks the real API what a source asks, and gives back what it answers, unpacked. */
final class Forwarder {

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(30);
  private static final Duration ANSWER_WITHIN = Duration.ofMinutes(5);

  /** Headers of a connection, not of what goes over it. */
  private static final Set<String> OF_CONNECTION =
      Set.of(
          "accept-encoding",
          "connection",
          "content-encoding",
          "content-length",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "proxy-authenticate",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_WITHIN)
          .build();
  private final Origin real;

  Forwarder(Origin real) {
    this.real = real;
  }

  /**
   * The API's answer.
   *
   * @param own where the source believes the API to be
   * @throws ApiError with status 502 if there is none that can be recorded
   */
  ApiResponse forward(ApiRequest request, Origin own) {
    try {
      return unpacked(http.send(translated(request, own), BodyHandlers.ofByteArray()));
    } catch (IOException | IllegalArgumentException e) {
      throw new ApiError(502, "cannot ask " + real.text() + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiError(502, "interrupted while it asked " + real.text());
    }
  }

  private HttpRequest translated(ApiRequest request, Origin own) {
    byte[] body = own.swap(request.body(), real);
    BodyPublisher content =
        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(real.text() + own.swap(request.target(), real)))
            .timeout(ANSWER_WITHIN)
            .method(request.method(), content)
            .setHeader("Accept-Encoding", "identity");
    request
        .headers()
        .forEach((name, value) -> {
          if (!OF_CONNECTION.contains(name) || name.equals("content-encoding")) {
            builder.setHeader(name, own.swap(value, real));
          }
        });
    return builder.build();
  }

  private static ApiResponse unpacked(HttpResponse<byte[]> response) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    response
        .headers()
        .map()
        .forEach((name, values) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (!OF_CONNECTION.contains(lower) && !name.startsWith(":")) {
            headers.put(name, String.join(", ", values));
          }
        });
    String packing = response.headers().firstValue("Content-Encoding").orElse("identity");
    return ApiResponse.of(response.statusCode(), headers, unpacked(response.body(), packing));
  }

  private static byte[] unpacked(byte[] body, String packing) throws IOException {
    switch (packing.toLowerCase(Locale.ROOT)) {
      case "identity" -> {
        return body;
      }
      case "gzip", "x-gzip" -> {
        if (body.length == 0) {
          return body;
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
          return in.readAllBytes();
        }
      }
      default ->
          throw new IOException(
              "it packs its answer as '" + packing + "', which was not asked for");
    }
  }
}
