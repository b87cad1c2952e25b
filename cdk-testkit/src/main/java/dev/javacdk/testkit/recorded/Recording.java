package dev.javacdk.testkit.recorded;

import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.message.ApiRequest;
import dev.javacdk.testkit.message.ApiResponse;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A server on this machine that asks the real API whatever it is asked, and remembers both. Links
 * of the API to itself lead to this server, so that what they name is recorded too.
 *
 * <p>Begun by {@link Recorder#start}. Safe for use by many threads.
 */
public final class Recording implements AutoCloseable {

  /** An exchange as it was, and the headers of its request, which are searched for secrets. */
  private record Heard(Map<String, String> headers, Exchange exchange) {}

  private final Recorder recorder;
  private final Origin real;
  private final Forwarder forwarder;
  private final SortedMap<Long, Heard> heard = new ConcurrentSkipListMap<>();
  private final LocalApi api;

  Recording(Recorder recorder) {
    this.recorder = recorder;
    this.real = Origin.of(recorder.base());
    this.forwarder = new Forwarder(real);
    this.api = LocalApi.builder().otherwise(this::answer).start();
  }

  /** What a source's config takes for the base URL of the API: its path is that of the real one. */
  public String baseUrl() {
    return api.baseUrl() + recorder.base().getRawPath();
  }

  /**
   * Writes all that was heard so far. Requests that the API did not answer are left out.
   *
   * @throws RecordingRefused if a secret would be in the file; none is written then
   * @throws UncheckedIOException if the file cannot be written
   */
  public Written writeTo(Path file) {
    List<Heard> all = new ArrayList<>(new TreeMap<>(heard).values());
    SecretFinder finder = new SecretFinder();
    all.forEach(one -> {
      finder.headers(one.headers());
      finder.exchange(one.exchange());
    });
    Secrets secrets = finder.with(recorder.secrets());
    Hiding hiding = new Hiding(real, secrets);
    List<Exchange> hidden = all.stream().map(one -> one.exchange().rewrite(hiding)).toList();
    PersonalValues personal = recorder.personalValues();
    hidden.forEach(exchange -> exchange.rewrite(personal));
    Masks masks = personal.masks();
    Rewriting masking = personal.masking(masks);
    RecordingFile recording =
        new RecordingFile(
            secrets.hide(recorder.base().toString()),
            hidden.stream().map(exchange -> exchange.rewrite(masking)).toList());
    recording.writeTo(file, secrets);
    return new Written(
        all.size(),
        recording.secrets(),
        masks.changed(),
        masks.unchanged(),
        recording.unsearched());
  }

  /** Ends all connections; what was heard can still be written. */
  @Override
  public void close() {
    api.close();
  }

  private ApiResponse answer(ApiRequest request) {
    Origin own = new Origin(request.origin());
    ApiResponse answer = forwarder.forward(request, own);
    byte[] body = own.swap(request.body(), real);
    Exchange exchange =
        Exchange.of(
            request.method(),
            own.swap(request.target(), real),
            Body.of(body, request.header("Content-Type").orElse("")),
            answer);
    heard.put(request.number(), new Heard(request.headers(), exchange));
    Map<String, String> headers = new TreeMap<>();
    answer.headers().forEach((name, value) -> headers.put(name, real.swap(value, own)));
    return ApiResponse.of(answer.status(), headers, real.swap(answer.body(), own));
  }
}
