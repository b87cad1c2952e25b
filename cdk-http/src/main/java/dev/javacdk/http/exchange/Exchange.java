package dev.javacdk.http.exchange;

import dev.failsafe.Execution;
import dev.failsafe.RetryPolicy;
import dev.javacdk.api.CheckContext;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.error.TransientError;
import dev.javacdk.api.read.RunClock;
import dev.javacdk.api.read.SourceContext;
import dev.javacdk.http.auth.Auth;
import dev.javacdk.http.auth.AuthSession;
import dev.javacdk.http.request.Call;
import dev.javacdk.http.request.NameValue;
import dev.javacdk.http.request.UrlText;
import dev.javacdk.http.response.Answer;
import dev.javacdk.http.response.Unreadable;
import dev.javacdk.http.settings.ApiSettings;
import dev.javacdk.http.settings.Budget;
import dev.javacdk.http.settings.Retries;
import dev.javacdk.http.transport.Destinations;
import dev.javacdk.http.transport.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Talks to one API: sends each request as often as it takes, with credentials, within budgets, and
 * says what it came to. One for a run; safe for use by many threads, each of which blocks in {@link
 * #send} until its request is settled.
 */
public final class Exchange implements Sender {

  /** A check that fails has failed within ten seconds. */
  static final Duration CHECK_PATIENCE = Duration.ofSeconds(10);

  private static final Duration CHECK_CONNECT = Duration.ofSeconds(4);
  private static final int CHECK_ATTEMPTS = 2;

  private final ApiSettings settings;
  private final Destinations destinations;
  private final Transport transport;
  private final Transport checkTransport;
  private final Map<String, SharedThrottle> throttles = new ConcurrentHashMap<>();

  /** Hosts that let all attempts of a request end without an answer, and gave none since. */
  private final Set<String> silent = ConcurrentHashMap.newKeySet();

  private final RetryPolicy<Object> retries;
  private final RetryPolicy<Object> checkRetries;
  private final AuthSession auth;
  private final EarlyAnswers early = new EarlyAnswers();

  /** Opened by the first request, on the clock of its run. */
  private volatile @Nullable List<OpenBudget> budgets;

  private Exchange(ApiSettings settings) {
    this.settings = settings;
    this.destinations = new Destinations(settings.base(), settings.safety());
    Duration connect = settings.timeouts().connect();
    this.transport = new Transport(settings, connect);
    this.checkTransport =
        connect.compareTo(CHECK_CONNECT) <= 0 ? transport : new Transport(settings, CHECK_CONNECT);
    this.retries = policy(settings.retries());
    this.checkRetries = policy(checking(settings.retries()));
    this.auth = settings.auth().open(this::token);
  }

  /** Opens an API for one run. Sends nothing yet. */
  public static Exchange open(ApiSettings settings) {
    return new Exchange(settings);
  }

  /**
   * Sends a request until it is settled.
   *
   * @throws ConfigError where the user can mend it: 401, 403, an untrusted certificate
   * @throws TransientError where it failed as often as it may
   * @throws SystemError where the API refuses the request, or answers what cannot be read
   * @throws InterruptedException where the thread is interrupted meanwhile
   * @throws dev.javacdk.api.read.ReadStopped where that is because the sync is being stopped
   */
  @Override
  public <T> Outcome<T> send(Call call, Caller caller, Reading<T> reading, @Nullable Early early)
      throws Exception {
    return settle(attempts(call, caller, reading), (EarlyRequest) early);
  }

  @Override
  public Optional<Early> sendEarly(Call call, Caller caller, int most) {
    if (caller.context().isStopping() || silent.contains(UrlText.origin(call.url()))) {
      return Optional.empty();
    }
    Attempts<Answer> attempts = attempts(call, caller, answer -> answer);
    return early.send(most, attempts::early);
  }

  private <T> Attempts<T> attempts(Call call, Caller caller, Reading<T> reading) {
    Call allowed = call.url(destination(call, caller));
    return destinations.isOwn(allowed.url())
        ? new Attempts<>(this, withHeaders(allowed), caller, reading, auth)
        : new Attempts<>(this, allowed, caller, reading, closed());
  }

  @Override
  public Set<String> secretParameters() {
    return settings.auth().secretParameters();
  }

  @Override
  public String words(Call call, Caller caller) {
    return caller.name() + ": " + call.method() + " " + Masked.url(call.url(), secretParameters());
  }

  ApiSettings settings() {
    return settings;
  }

  Transport transport(SourceContext context) {
    return context instanceof CheckContext ? checkTransport : transport;
  }

  SharedThrottle throttle(Call call) {
    return throttles.computeIfAbsent(
        UrlText.origin(call.url()), origin -> new SharedThrottle(settings.retries()));
  }

  /** The host of a call is there. */
  void answered(Call call) {
    if (!silent.isEmpty()) {
      silent.remove(UrlText.origin(call.url()));
    }
  }

  void awaitBudgets(Call call, SourceContext context) {
    for (OpenBudget budget : budgets(context)) {
      budget.await(call, context);
    }
  }

  /** Whether the budgets let the call through now; then it counts as made. */
  boolean isWithinBudgets(Call call, SourceContext context) {
    return budgets(context).stream().allMatch(budget -> budget.isFree(call));
  }

  private List<OpenBudget> budgets(SourceContext context) {
    List<OpenBudget> open = budgets;
    return open == null ? opened(context.clock()) : open;
  }

  private synchronized List<OpenBudget> opened(RunClock clock) {
    List<OpenBudget> open = budgets;
    if (open == null) {
      open = new ArrayList<>();
      for (Budget budget : settings.budgets()) {
        String name = UrlText.origin(settings.base()) + "#" + open.size();
        open.add(new OpenBudget(budget, name, clock));
      }
      budgets = open;
    }
    return open;
  }

  private JsonNode token(Call call, SourceContext context) throws Exception {
    Caller caller = Caller.of("token endpoint", context);
    Attempts<JsonNode> attempts = new Attempts<>(this, call, caller, Exchange::tokenIn, closed());
    try {
      if (settle(attempts, null) instanceof Outcome.Read<JsonNode> read) {
        return read.value();
      }
    } catch (SystemError e) {
      if (attempts.lastStatus() >= 400 && attempts.lastStatus() < 500) {
        throw new ConfigError(String.valueOf(e.getMessage()), e);
      }
      throw e;
    }
    throw new SystemError("token endpoint: no token came of it");
  }

  /** The object that a token endpoint answers. */
  private static JsonNode tokenIn(Answer answer) {
    JsonNode json = answer.isEmpty() ? null : answer.json();
    if (json == null || !json.isObject()) {
      throw new Unreadable(
          "expected a JSON object with a token, found "
              + (json == null
                  ? "an empty body"
                  : json.getNodeType().name().toLowerCase(Locale.ROOT)),
          null);
    }
    return json;
  }

  private <T> Outcome<T> settle(Attempts<T> attempts, @Nullable EarlyRequest early)
      throws Exception {
    String host = attempts.host();
    // Of a host that has let a request wait in vain, the next ones are not to wait as long.
    boolean soon = attempts.isCheck() || silent.contains(host);
    Execution<Object> execution = Execution.of(soon ? checkRetries : retries);
    EarlyRequest sent = early;
    while (true) {
      try {
        Outcome<T> outcome = sent == null ? null : attempts.take(sent);
        sent = null;
        return outcome == null ? attempts.next() : outcome;
      } catch (InterruptedException e) {
        attempts.requireGoingOn();
        throw e;
      } catch (AttemptFailed e) {
        execution.recordException(e);
        if (execution.isComplete()) {
          throw failed(attempts, e);
        }
        attempts.pause(execution.getDelay());
      }
    }
  }

  private TransientError failed(Attempts<?> attempts, AttemptFailed last) {
    if (attempts.lastStatus() == 0 && !attempts.isCheck()) {
      silent.add(attempts.host());
    }
    return new TransientError(attempts.describe(last.what()) + ", " + attempts.sentTimes(), last);
  }

  private URI destination(Call call, Caller caller) {
    try {
      return destinations.of(call.url());
    } catch (Destinations.Refused e) {
      throw new SystemError(caller.name() + ": " + e.getMessage(), e);
    }
  }

  /** The API's headers go to its own origin only; the call's own come before them. */
  private Call withHeaders(Call call) {
    Call with = call;
    for (NameValue header : settings.headers()) {
      with = with.headerIfAbsent(header.name(), header.value());
    }
    return with;
  }

  /** For other origins and for the token endpoint itself: no credentials of the API's. */
  private AuthSession closed() {
    return Auth.none().open(this::token);
  }

  private static Retries checking(Retries retries) {
    Duration first = min(retries.first(), Duration.ofMillis(500));
    return retries
        .attempts(Math.min(retries.attempts(), CHECK_ATTEMPTS))
        .backoff(first, min(retries.longest(), Duration.ofSeconds(1)));
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static RetryPolicy<Object> policy(Retries retries) {
    var policy =
        RetryPolicy.builder().handle(AttemptFailed.class).withMaxAttempts(retries.attempts());
    if (retries.first().equals(retries.longest())) {
      policy.withDelay(retries.first());
    } else {
      policy.withBackoff(retries.first(), retries.longest(), 2);
    }
    return policy
        .withJitter(0.25)
        .withDelayFnOn(context -> pause(context.getLastException()), AttemptFailed.class)
        .build();
  }

  /**
   * A negative one leaves it to the policy. What the API asks for is waited by the next attempt.
   */
  private static Duration pause(@Nullable Throwable failure) {
    return failure instanceof AttemptFailed failed && failed.pause() == AttemptFailed.Pause.NONE
        ? Duration.ZERO
        : Duration.ofNanos(-1);
  }
}
