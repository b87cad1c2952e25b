package dev.javacdk.http.exchange;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.javacdk.api.SourceContext;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.error.TransientError;
import dev.javacdk.http.auth.Auth;
import dev.javacdk.http.auth.AuthSession;
import dev.javacdk.http.request.Call;
import dev.javacdk.http.request.NameValue;
import dev.javacdk.http.request.UrlText;
import dev.javacdk.http.response.Answer;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Talks to one API: sends each request as often as it takes, with credentials, within budgets, and
 * says what it came to. One for a run; safe for use by many threads, each of which blocks in {@link
 * #send} until its request is settled.
 */
public final class Exchange implements Sender {

  private final ApiSettings settings;
  private final InstantSource clock = InstantSource.system();
  private final Transport transport;
  private final List<OpenBudget> budgets;
  private final RetryPolicy<Object> retries;
  private final AuthSession auth;

  private Exchange(ApiSettings settings) {
    this.settings = settings;
    this.transport = new Transport(settings);
    this.budgets =
        settings.budgets().stream().map(b -> new OpenBudget(b, TimeMeter.SYSTEM_NANOTIME)).toList();
    this.retries = policy(settings.retries());
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
   * @throws dev.javacdk.api.ReadStopped where that is because the sync is being stopped
   */
  @Override
  public <T> Outcome<T> send(Call call, Caller caller, Reading<T> reading) throws Exception {
    requireTrusted(call, caller);
    boolean own = UrlText.origin(call.url()).equals(UrlText.origin(settings.base()));
    return settle(
        own
            ? new Attempts<>(this, withHeaders(call), caller, reading, auth)
            : new Attempts<>(this, call, caller, reading, closed()));
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

  Transport transport() {
    return transport;
  }

  InstantSource clock() {
    return clock;
  }

  void awaitBudgets(Call call, SourceContext context) {
    budgets.forEach(budget -> budget.await(call, context, clock));
  }

  private JsonNode token(Call call, SourceContext context) throws Exception {
    Caller caller = Caller.of("token endpoint", context);
    Attempts<JsonNode> attempts = new Attempts<>(this, call, caller, Answer::json, closed());
    try {
      if (settle(attempts) instanceof Outcome.Read<JsonNode> read) {
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

  private <T> Outcome<T> settle(Attempts<T> attempts) throws Exception {
    try {
      return Failsafe.with(retries).get(attempts::next);
    } catch (AttemptFailed e) {
      throw new TransientError(
          attempts.describe(e.what()) + ", " + settings.retries().attempts() + " times", e);
    } catch (FailsafeException e) {
      if (e.getCause() instanceof InterruptedException) {
        attempts.requireGoingOn();
      }
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  private void requireTrusted(Call call, Caller caller) {
    String origin = UrlText.origin(call.url());
    boolean own = origin.equals(UrlText.origin(settings.base()));
    if (!own && !settings.safety().origins().contains(origin)) {
      throw new SystemError(
          caller.name()
              + ": refused to go to "
              + origin
              + ", which is not the API's own origin "
              + UrlText.origin(settings.base())
              + "; allow it with allowOrigin(...)");
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
