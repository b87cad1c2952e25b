package dev.javacdk.testkit.api;

import dev.javacdk.testkit.message.ApiResponse;
import dev.javacdk.testkit.message.ErrorBody;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/**
 * One way in which an API fails a client. When it does so is said by a {@link FaultRule}.
 *
 * <p>Immutable values, safe for use by many threads.
 */
public sealed interface Fault {

  /** The one form of date that HTTP servers send. */
  DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  /** Another answer than the one that was asked for, whole. */
  record Answer(Function<ErrorBody, ApiResponse> response) implements Fault {}

  /** The connection is reset (RST) before any answer. */
  record Reset() implements Fault {}

  /** The request is taken and never answered; the connection stays open. */
  record Silence() implements Fault {}

  /** Half of the right answer's body, then the end of the connection. */
  record Cut(boolean chunked, boolean reset) implements Fault {}

  /** The right answer, changed: its body in another encoding, or of another type. */
  record Changed(UnaryOperator<ApiResponse> how) implements Fault {}

  /** The answer to the request before of the same path; the right one where there was none. */
  record PageBefore() implements Fault {}

  /** The right answer, its body a byte at a time. */
  record Slow(Duration perByte) implements Fault {}

  /** An error of this status in the API's own words: 500, 503, 401. */
  static Fault status(int status) {
    return new Answer(errors -> error(errors, status, "a fault of the test"));
  }

  /** A 429 with {@code Retry-After} in whole seconds. */
  static Fault tooManyRequests(Duration retryAfter) {
    return tooMany(() -> Long.toString(retryAfter.toSeconds()));
  }

  /** A 429 with {@code Retry-After} as an HTTP date, that far from the clock's now. */
  static Fault tooManyRequestsUntil(InstantSource clock, Duration retryAfter) {
    return tooMany(() -> HTTP_DATE.format(clock.instant().plus(retryAfter)));
  }

  /** A 503 with {@code Retry-After} in whole seconds. */
  static Fault unavailable(Duration retryAfter) {
    String seconds = Long.toString(retryAfter.toSeconds());
    return new Answer(
        errors -> error(errors, 503, "unavailable").withHeader("Retry-After", seconds));
  }

  /** A position that is no longer known: give 410 or 400, whichever the API uses. */
  static Fault expiredToken(int status) {
    return new Answer(errors -> error(errors, status, "the token has expired"));
  }

  /** A page of a proxy, in HTML, with this status; 200 is the nastiest. */
  static Fault htmlPage(int status) {
    String page = "<html><head><title>" + status + "</title></head><body>Bad gateway</body></html>";
    return new Answer(errors -> ApiResponse.text(status, "text/html", page));
  }

  /** A 200 whose body says that the request failed. */
  static Fault errorInBody(JsonNode body) {
    return new Answer(errors -> ApiResponse.json(200, body));
  }

  /** Any other answer. */
  static Fault answer(ApiResponse response) {
    return new Answer(errors -> response);
  }

  /** The right answer, changed. */
  static Fault changed(UnaryOperator<ApiResponse> how) {
    return new Changed(how);
  }

  /** The page before once more, as a cache gives it; the right one where it is the first. */
  static Fault pageBefore() {
    return new PageBefore();
  }

  /** The connection is reset before any answer. */
  static Fault reset() {
    return new Reset();
  }

  /** The request is taken and never answered. */
  static Fault silence() {
    return new Silence();
  }

  /** {@code Content-Length} says more than is sent before the connection ends. */
  static Fault truncatedBody() {
    return new Cut(false, false);
  }

  /** A chunked body that ends in the middle of a chunk. */
  static Fault truncatedChunk() {
    return new Cut(true, false);
  }

  /** The connection is reset in the middle of the body. */
  static Fault resetInBody() {
    return new Cut(false, true);
  }

  /** The right answer, with a wait before each byte of its body. */
  static Fault slowBody(Duration perByte) {
    return new Slow(perByte);
  }

  private static Fault tooMany(Supplier<String> retryAfter) {
    return new Answer(errors ->
        error(errors, 429, "too many requests").withHeader("Retry-After", retryAfter.get()));
  }

  private static ApiResponse error(ErrorBody errors, int status, String message) {
    return ApiResponse.json(status, errors.of(status, message));
  }
}
