package dev.javacdk.testkit.recorded;

import dev.javacdk.testkit.message.ApiResponse;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A request and its answer, as a line of a recording has them. */
record Exchange(
    String method,
    Target target,
    Body asked,
    int status,
    Map<String, String> headers,
    Body answered) {

  private static final Set<String> NOT_KEPT =
      Set.of(
          "age",
          "alt-svc",
          "connection",
          "content-encoding",
          "content-length",
          "date",
          "keep-alive",
          "nel",
          "proxy-authenticate",
          "report-to",
          "server",
          "server-timing",
          "set-cookie",
          "set-cookie2",
          "strict-transport-security",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "via",
          "x-powered-by",
          "x-runtime");

  Exchange {
    Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, value) -> {
      if (!NOT_KEPT.contains(name.toLowerCase(Locale.ROOT))) {
        sorted.put(name, value);
      }
    });
    headers = Collections.unmodifiableMap(sorted);
  }

  static Exchange of(String method, String target, Body asked, ApiResponse answer) {
    Exchange bare =
        new Exchange(
            method, new Target(target), asked, answer.status(), answer.headers(), Body.none());
    return bare.withAnswer(Body.of(answer.body(), bare.contentType()));
  }

  Exchange rewrite(Rewriting rewriting) {
    Map<String, String> others = new TreeMap<>();
    headers.forEach((name, value) -> others.put(name, rewriting.value(value)));
    return new Exchange(
        method,
        target.rewrite(rewriting::value),
        asked.asked(rewriting),
        status,
        others,
        answered.answered(rewriting));
  }

  /** What an answer of this exchange says of its body; empty where it says nothing. */
  String contentType() {
    return headers.getOrDefault("Content-Type", "");
  }

  /** The answer as it goes out at replay. */
  ApiResponse answer(String origin) {
    Map<String, String> filled = new TreeMap<>();
    headers.forEach((name, value) -> filled.put(name, Placeholder.fill(value, origin)));
    Body body =
        answered.kind() == Body.Kind.BASE64
            ? answered
            : new Body(answered.kind(), Placeholder.fill(answered.text(), origin));
    return ApiResponse.of(status, filled, body.bytes(contentType()));
  }

  private Exchange withAnswer(Body body) {
    return new Exchange(method, target, asked, status, headers, body);
  }
}
