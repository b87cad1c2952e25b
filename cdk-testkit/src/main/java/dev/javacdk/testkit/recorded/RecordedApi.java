package dev.javacdk.testkit.recorded;

import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.message.ApiError;
import dev.javacdk.testkit.message.ApiRequest;
import dev.javacdk.testkit.message.ApiResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server on this machine that answers as an API did when it was recorded.
 *
 * <p>A request is known by its method, path and body, and by its parameters in whatever order;
 * where a secret was, anything may be. Answers to the same request come in the order in which they
 * were recorded, the last again and again. A request that was not recorded is answered 421, in
 * words that name the one that comes nearest, and remembered as a miss.
 *
 * <p>Safe for use by many threads.
 */
public final class RecordedApi implements AutoCloseable {

  /** RFC 9110, 15.5.20: the server is not able to answer for what was asked. */
  private static final int MISDIRECTED = 421;

  private final String basePath;
  private final Origin real;
  private final Answers answers;
  private final List<String> misses = new CopyOnWriteArrayList<>();
  private final LocalApi api;

  private RecordedApi(RecordingFile recording) {
    String base = recording.base();
    int path = base.indexOf('/', base.indexOf("://") + 3);
    this.basePath = path < 0 ? "" : Placeholder.fill(base.substring(path), "");
    this.real = new Origin(path < 0 ? base : base.substring(0, path));
    this.answers = new Answers(recording.exchanges());
    this.api = LocalApi.builder().otherwise(this::answer).start();
  }

  /**
   * Begins to answer from a file of {@link Recording#writeTo}.
   *
   * @throws IllegalArgumentException if it is none; says the line and what is wrong
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static RecordedApi replay(Path file) {
    return new RecordedApi(RecordingFile.read(file));
  }

  /** What a source's config takes for the base URL of the API. */
  public String baseUrl() {
    return api.baseUrl() + basePath;
  }

  /** Begins anew: with the first answers, and without misses. */
  public void restart() {
    answers.restart();
    misses.clear();
  }

  /** What was asked and not recorded, with the request that comes nearest, in order. */
  public List<String> misses() {
    return List.copyOf(misses);
  }

  /**
   * Nothing was asked that was not recorded.
   *
   * @throws AssertionError with all misses
   */
  public void requireNoMisses() {
    List<String> all = misses();
    if (!all.isEmpty()) {
      throw new AssertionError(
          "%d requests were not recorded:%n%s".formatted(all.size(), String.join("\n", all)));
    }
  }

  /** Ends all connections. */
  @Override
  public void close() {
    api.close();
  }

  private ApiResponse answer(ApiRequest request) {
    Origin own = new Origin(request.origin());
    Rewriting hiding = text -> real.hide(own.hide(text));
    Body body = Body.of(request.body(), request.header("Content-Type").orElse(""));
    Asked asked =
        Asked.of(
            request.method(),
            new Target(request.target()).rewrite(hiding::value),
            body.asked(hiding));
    return answers
        .next(asked)
        .map(exchange -> exchange.answer(own.text()))
        .orElseThrow(() -> {
          String miss = answers.missing(asked);
          misses.add(miss);
          return new ApiError(MISDIRECTED, miss);
        });
  }
}
