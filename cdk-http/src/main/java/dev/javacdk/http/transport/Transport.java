package dev.javacdk.http.transport;

import dev.javacdk.api.error.SystemError;
import dev.javacdk.http.auth.Credentials;
import dev.javacdk.http.request.Body;
import dev.javacdk.http.request.Call;
import dev.javacdk.http.request.NameValue;
import dev.javacdk.http.request.UrlText;
import dev.javacdk.http.response.Answer;
import dev.javacdk.http.settings.ApiSettings;
import dev.javacdk.http.settings.Timeouts;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request once over the JDK's HTTP client, and follows its redirects. Safe for use by
 * many threads; an interrupt ends a request.
 */
public final class Transport {

  private static final Set<String> KNOWN_ENCODINGS = Set.of("gzip", "x-gzip", "identity", "");
  private static final int REDIRECTS = 5;
  private static final int HELD = 8 << 20;
  private static final int HELD_OF_ERRORS = 256 << 10;

  static {
    // The JDK's client tells a proxy of https requests nothing about who asks, unless this is said
    // before its first use. An operator's own word counts.
    String withheld = "jdk.http.auth.tunneling.disabledSchemes";
    if (System.getProperty(withheld) == null) {
      System.setProperty(withheld, "");
    }
    // Before JDK 25 the client starts a thread for each request where the common pool has one.
    String common = "java.util.concurrent.ForkJoinPool.common.parallelism";
    if (System.getProperty(common) == null && Runtime.getRuntime().availableProcessors() <= 2) {
      System.setProperty(common, "2");
    }
  }

  private final ApiSettings settings;
  private final EnvironmentProxies proxies;
  private final HttpClient client;

  /** A transport that waits so long for a connection. */
  public Transport(ApiSettings settings, Duration connect) {
    this.settings = settings;
    this.proxies = new EnvironmentProxies(settings.network().environment());
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connect)
            .proxy(proxies);
    if (settings.network().trusted() != null) {
      builder.sslContext(Trust.with(settings.network().trusted()));
    }
    this.client = builder.build();
  }

  /**
   * Sends the call and follows its redirects; to another origin without credentials and headers.
   *
   * @throws IOException where the request or the beginning of its response fails
   * @throws InterruptedException where the thread is interrupted meanwhile
   */
  public Answer send(Call call, Credentials credentials) throws IOException, InterruptedException {
    return send(call, credentials, HELD);
  }

  /** As {@link #send(Call, Credentials)}, with so many bytes of the answer held in memory. */
  public Answer send(Call call, Credentials credentials, int held)
      throws IOException, InterruptedException {
    Call at = call;
    Credentials carried = credentials;
    for (int hops = 0; ; hops++) {
      Response response = sendOnce(at, carried);
      Call next = redirect(at, call.url(), response);
      if (next == null) {
        return answer(at, response, held);
      }
      response.body().close();
      if (hops == REDIRECTS) {
        throw new SystemError(
            "more than " + REDIRECTS + " redirects, the last one to " + origin(next));
      }
      if (!new Destinations(call.url(), settings.safety()).isOwn(next.url())) {
        carried = Credentials.NONE;
        next = new Call(next.method(), next.url(), List.of(), next.body());
      }
      at = next;
    }
  }

  /** The beginning of a response; no body where a proxy has refused its tunnel. */
  private record Response(int status, HttpHeaders headers, @Nullable BodyStream stream) {

    InputStream body() {
      return stream == null ? InputStream.nullInputStream() : stream;
    }
  }

  private Response sendOnce(Call call, Credentials credentials)
      throws IOException, InterruptedException {
    if (settings.safety().refusePrivate()) {
      PrivateHosts.refuse(call.url());
    }
    Timeouts timeouts = settings.timeouts();
    long began = System.nanoTime();
    // Whoever reads goes on when the headers are there; what the client does then, no one awaits.
    CompletableFuture<Response> begun = new CompletableFuture<>();
    CompletableFuture<HttpResponse<BodyStream>> sent =
        client.sendAsync(
            request(call, credentials),
            info -> {
              BodyStream body = new BodyStream(new Pace(timeouts, System::nanoTime, began));
              begun.complete(new Response(info.statusCode(), info.headers(), body));
              return body;
            });
    CompletableFuture<?> unused =
        sent.whenComplete((response, failure) -> {
          if (failure != null) {
            begun.completeExceptionally(failure);
          } else {
            begun.complete(
                new Response(response.statusCode(), response.headers(), response.body()));
          }
        });
    try {
      return begun.get(patience(timeouts), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      sent.cancel(true);
      throw new TooSlow("no answer within " + Pace.words(timeouts.firstByte()));
    } catch (InterruptedException e) {
      sent.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IOException io) {
        throw io;
      }
      throw new IOException(cause);
    }
  }

  /** The connect timeout is the client's own; it ends a request earlier. */
  private static long patience(Timeouts timeouts) {
    return timeouts
        .bound()
        .filter(bound -> bound.compareTo(timeouts.firstByte()) < 0)
        .orElse(timeouts.firstByte())
        .toNanos();
  }

  private HttpRequest request(Call call, Credentials credentials) {
    URI url = UrlText.withQuery(call.url(), credentials.query());
    Body body = call.body();
    HttpRequest.Builder builder = HttpRequest.newBuilder(url);
    if (body != null) {
      builder.method(call.method(), BodyPublishers.ofByteArray(body.bytes()));
    } else if (!call.method().equals("GET")) {
      builder.method(call.method(), BodyPublishers.noBody());
    }
    builder.setHeader("User-Agent", settings.network().userAgent());
    builder.setHeader("Accept-Encoding", "gzip");
    if (body != null) {
      builder.setHeader("Content-Type", body.contentType());
    }
    for (NameValue header : call.headers()) {
      builder.setHeader(header.name(), header.value());
    }
    for (NameValue header : credentials.headers()) {
      builder.setHeader(header.name(), header.value());
    }
    proxies.authorization(url).ifPresent(v -> builder.setHeader("Proxy-Authorization", v));
    return builder.build();
  }

  private Answer answer(Call call, Response response, int most) throws IOException {
    int status = response.status();
    InputStream body = response.body();
    requireKnownEncoding(response);
    try {
      boolean empty = status == 204 || status == 304 || call.method().equals("HEAD");
      InputStream unpacked = empty ? body : Unzipped.of(body);
      InputStream limited = new LimitedStream(unpacked, settings.safety().largest());
      int held = status < 300 ? most : HELD_OF_ERRORS;
      return Answer.of(
          status, call.url(), name -> response.headers().allValues(name), limited, held);
    } catch (IOException e) {
      body.close();
      throw e;
    }
  }

  private static void requireKnownEncoding(Response response) {
    for (String encodings : response.headers().allValues("Content-Encoding")) {
      for (String encoding : encodings.split(",", -1)) {
        if (!KNOWN_ENCODINGS.contains(encoding.strip().toLowerCase(Locale.ROOT))) {
          throw new SystemError(
              "answered a body with Content-Encoding '"
                  + encoding.strip()
                  + "', which was not asked for: only gzip is");
        }
      }
    }
  }

  /** The call that a redirect asks for; null where the response is the answer. */
  private @Nullable Call redirect(Call call, URI first, Response response) {
    int status = response.status();
    boolean isRedirect =
        status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    String location = response.headers().firstValue("Location").orElse(null);
    if (!isRedirect || location == null) {
      return null;
    }
    URI target;
    try {
      target = UrlText.parse(UrlText.resolve(call.url(), location).toString());
    } catch (IllegalArgumentException e) {
      throw new SystemError("redirected to what is no URL", e);
    }
    target = allowed(target, first);
    boolean keeps = status == 307 || status == 308 || call.body() == null;
    boolean elsewhere = !new Destinations(first, settings.safety()).isOwn(target);
    if (elsewhere && keeps && call.body() != null) {
      throw new SystemError("redirected with its body to " + UrlText.origin(target) + ": refused");
    }
    return keeps ? call.url(target) : new Call("GET", target, call.headers(), null);
  }

  /**
   * By the same rule as links: seen from the API's address, or from where the request went first.
   */
  private URI allowed(URI target, URI first) {
    try {
      return new Destinations(first, settings.safety()).of(target);
    } catch (Destinations.Refused e) {
      throw new SystemError("redirected elsewhere: " + e.getMessage(), e);
    }
  }

  private static String origin(Call call) {
    return UrlText.origin(call.url());
  }
}
