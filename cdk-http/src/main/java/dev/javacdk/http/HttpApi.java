package dev.javacdk.http;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.read.SourceContext;
import dev.javacdk.http.auth.Auth;
import dev.javacdk.http.exchange.Caller;
import dev.javacdk.http.exchange.Exchange;
import dev.javacdk.http.exchange.Outcome;
import dev.javacdk.http.request.Call;
import dev.javacdk.http.request.NameValue;
import dev.javacdk.http.request.Request;
import dev.javacdk.http.request.UrlText;
import dev.javacdk.http.response.Answer;
import dev.javacdk.http.rule.Match;
import dev.javacdk.http.rule.Rule;
import dev.javacdk.http.rule.Verdict;
import dev.javacdk.http.settings.ApiSettings;
import dev.javacdk.http.settings.Budget;
import dev.javacdk.http.settings.Retries;
import dev.javacdk.http.settings.Timeouts;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An API as a whole: its address, who asks, and what holds for all of its streams.
 *
 * <pre>{@code
 * var api = HttpApi.at("https://api.example.com/v2").auth(Auth.bearer(config.token()));
 * var projects = api.stream("projects").get("/projects").records("/projects")
 *     .paging(Paging.token("/next").query("cursor")).schema(Project.class).key("id");
 * }</pre>
 *
 * <p>Each method that says something more returns a changed copy, so say everything before {@link
 * #stream}: the streams of one {@code HttpApi} share its connections, tokens and budgets. Immutable
 * but for those; safe for use by many threads. Nothing is sent before a stream is read.
 */
public final class HttpApi {

  private final ApiSettings settings;
  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by the lock. */
  private @Nullable Exchange exchange;

  private HttpApi(ApiSettings settings) {
    this.settings = settings;
  }

  /**
   * An API at this address; paths of streams are below it.
   *
   * @throws ConfigError where it is no absolute http or https URL
   */
  public static HttpApi at(String url) {
    try {
      URI address = UrlText.parse(url);
      if (address.getRawUserInfo() != null || address.getRawFragment() != null) {
        throw new IllegalArgumentException(
            "'%s' has a user or a fragment: leave that out, and say credentials by auth(...)"
                .formatted(UrlText.origin(address)));
      }
      return new HttpApi(ApiSettings.at(address));
    } catch (IllegalArgumentException e) {
      throw new ConfigError("the API's address " + e.getMessage(), e);
    }
  }

  /** A stream of this API, of which nothing is said yet but its name. */
  public HttpStream stream(String name) {
    return new HttpStream(this, new Definition(name));
  }

  /** With this way to prove who asks. */
  public HttpApi auth(Auth auth) {
    return new HttpApi(settings.auth(auth));
  }

  /** With a header on every request: an API version, say. */
  public HttpApi header(String name, String value) {
    return new HttpApi(settings.header(new NameValue(name, value)));
  }

  /** What is done about answers of a kind. The first rule that is about one counts. */
  public HttpApi when(Match match, Verdict verdict) {
    return new HttpApi(settings.rule(new Rule(match, verdict)));
  }

  /** With these timeouts. */
  public HttpApi timeouts(Timeouts timeouts) {
    return new HttpApi(settings.timeouts(timeouts));
  }

  /** With these retries. */
  public HttpApi retries(Retries retries) {
    return new HttpApi(settings.retries(retries));
  }

  /** So many calls in a time window, for all streams and workers together. */
  public HttpApi budget(Budget budget) {
    return new HttpApi(settings.budget(budget));
  }

  /** Requests may also go to this origin, without credentials: where next links lead elsewhere. */
  public HttpApi allowOrigin(String url) {
    return new HttpApi(settings.safety(settings.safety().allow(UrlText.parse(url))));
  }

  /**
   * Links and redirects to this origin mean the API's own: for an API behind a proxy that writes
   * its inner address. Nothing is ever sent there.
   */
  public HttpApi sameAs(String url) {
    return new HttpApi(settings.safety(settings.safety().same(UrlText.parse(url))));
  }

  /** Hosts with an address in a private network are refused: for addresses that come from users. */
  public HttpApi refusePrivateAddresses() {
    return new HttpApi(settings.safety(settings.safety().withoutPrivate()));
  }

  /** A response may have so many bytes, unpacked; 4 GiB where nothing is said. */
  public HttpApi largestResponse(long bytes) {
    return new HttpApi(settings.safety(settings.safety().largest(bytes)));
  }

  /** The certificates of this PEM file are trusted too. */
  public HttpApi trust(Path pem) {
    return new HttpApi(settings.network(settings.network().trust(pem)));
  }

  /**
   * Proxies are looked up here instead of in the process's environment: {@code HTTPS_PROXY}, {@code
   * HTTP_PROXY}, {@code NO_PROXY}.
   */
  public HttpApi environment(Map<String, String> environment) {
    return new HttpApi(settings.network(settings.network().environment(environment)));
  }

  /** Says who asks. */
  public HttpApi userAgent(String userAgent) {
    return new HttpApi(settings.network(settings.network().userAgent(userAgent)));
  }

  /**
   * Asks for a JSON document outside any stream: for a check, a discovery, or a page of the
   * author's.
   *
   * @param path below the API's address
   * @return the whole document, held in memory
   * @throws Exception as {@link Exchange#send}
   */
  public JsonNode json(SourceContext context, String path) throws Exception {
    return json(context, Call.get(below(path)).header("Accept", "application/json"));
  }

  /** As {@link #json(SourceContext, String)}, for any call. */
  public JsonNode json(SourceContext context, Call call) throws Exception {
    Outcome<JsonNode> outcome = exchange().send(call, Caller.of("API", context), Answer::json);
    if (outcome instanceof Outcome.Read<JsonNode> read) {
      return read.value();
    }
    throw new SystemError("API: " + call.method() + " " + call.url().getRawPath() + ": " + outcome);
  }

  /**
   * Asks for something that only those may see whose credentials are good: what a source's check
   * does where its listings are public. Any 2xx is good.
   *
   * @param path below the API's address: {@code "/me"}
   * @throws ConfigError where the API refuses the credentials (401, 403), with its words
   * @throws Exception as {@link Exchange#send}
   */
  public void check(SourceContext context, String path) throws Exception {
    Call call = Call.get(below(path)).header("Accept", "application/json");
    Outcome<Integer> outcome = exchange().send(call, Caller.of("check", context), Answer::status);
    if (!(outcome instanceof Outcome.Read<Integer>)) {
      throw new SystemError("check: GET " + call.url().getRawPath() + ": " + outcome);
    }
  }

  /** The address of a path below the API's. */
  public URI below(String path) {
    return Request.below(settings.base(), path);
  }

  ApiSettings settings() {
    return settings;
  }

  /** Opened when it is first needed, once. */
  Exchange exchange() {
    lock.lock();
    try {
      if (exchange == null) {
        exchange = Exchange.open(settings);
      }
      return exchange;
    } finally {
      lock.unlock();
    }
  }

  /** Its address. */
  @Override
  public String toString() {
    return UrlText.origin(settings.base());
  }
}
