package dev.javacdk.http.exchange;

import dev.javacdk.api.CheckContext;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.error.TransientError;
import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.api.read.ReadStopped;
import dev.javacdk.http.auth.AuthSession;
import dev.javacdk.http.auth.Credentials;
import dev.javacdk.http.json.NoRecordsFound;
import dev.javacdk.http.request.Call;
import dev.javacdk.http.request.Marks;
import dev.javacdk.http.request.UrlText;
import dev.javacdk.http.response.Answer;
import dev.javacdk.http.response.ApiMessage;
import dev.javacdk.http.response.Unreadable;
import dev.javacdk.http.rule.RateLimits;
import dev.javacdk.http.rule.Rule;
import dev.javacdk.http.rule.Verdict;
import dev.javacdk.http.transport.LimitedStream;
import dev.javacdk.http.transport.Reasons;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/**
 * The attempts of one request: each sends it, judges the answer, and reads it where it is accepted.
 * Confined to the thread that sends.
 */
final class Attempts<T> {

  private static final Logger LOG = SafeLogs.of(Exchange.class);

  private final Exchange exchange;
  private final Call call;
  private final Caller caller;
  private final Reading<T> reading;
  private final AuthSession auth;
  private final List<Rule> rules;

  private Credentials credentials = Credentials.NONE;
  private @Nullable Instant until;
  private boolean renewed;
  private int lastStatus;
  private int sent;

  private final Instant began;

  /** When the last attempt failed; null where none did. */
  private @Nullable Instant failedAt;

  Attempts(Exchange exchange, Call call, Caller caller, Reading<T> reading, AuthSession auth) {
    this.exchange = exchange;
    this.call = call;
    this.caller = caller;
    this.reading = reading;
    this.auth = auth;
    this.rules = new ArrayList<>(caller.rules());
    this.rules.addAll(exchange.settings().rules());
    this.began = now();
  }

  /** Sends the request once more; as often as limits are all that comes of it. */
  Outcome<T> next() throws Exception {
    requireGoingOn();
    sayWaited();
    if (until != null) {
      caller.context().awaitRateLimit(until);
      until = null;
      renewed = false;
    }
    while (true) {
      Outcome<T> outcome = once();
      if (outcome != null) {
        return outcome;
      }
      // The token may run out while a limit is waited for.
      renewed = false;
      requireGoingOn();
    }
  }

  /** Sends the request; null where a limit was met. */
  private @Nullable Outcome<T> once() throws Exception {
    SharedThrottle throttle = exchange.throttle(call);
    throttle.await(caller.context());
    exchange.awaitBudgets(call, caller.context());
    credentials = auth.credentials(caller.context());
    Call filled = ready();
    long began = System.nanoTime();
    Instant sentAt = now();
    caller.context().sent(++sent);
    try (Answer answer = answerTo(filled)) {
      lastStatus = answer.status();
      exchange.answered(call);
      log("answered " + answer.status(), began);
      Verdict verdict = Rule.judge(rules, answer, caller.absence());
      if (verdict instanceof Verdict.RateLimited limit) {
        waitFor(limit, answer, throttle, sentAt);
        return null;
      }
      throttle.answered(sentAt, now());
      return settle(verdict, answer);
    } catch (AttemptFailed e) {
      until = e.until();
      failedAt = now();
      throw e;
    } catch (IOException e) {
      log(String.valueOf(e), began);
      failedAt = now();
      throw failure(e);
    }
  }

  /**
   * What came of the same request, sent before; null where nothing of use did, so that it is sent
   * once more.
   */
  @Nullable Outcome<T> take(EarlyRequest early) throws Exception {
    requireGoingOn();
    EarlyRequest.Held held = early.take();
    if (held == null) {
      return null;
    }
    lastStatus = held.answer().status();
    credentials = held.credentials();
    boolean isTaken = Rule.judge(rules, held.answer(), caller.absence()) instanceof Verdict.Accept;
    try {
      if (!isTaken) {
        return null;
      }
      Outcome<T> outcome = new Outcome.Read<>(read(held.answer()));
      caller.context().tookAhead();
      return outcome;
    } catch (AttemptFailed e) {
      return null;
    }
  }

  /** Sends the request once where that needs no waiting; null where its answer is not of use. */
  EarlyRequest.@Nullable Held early() throws Exception {
    SharedThrottle throttle = exchange.throttle(call);
    if (!throttle.isFree(now()) || !exchange.isWithinBudgets(call, caller.context())) {
      return null;
    }
    credentials = auth.credentials(caller.context());
    Call filled = ready();
    long began = System.nanoTime();
    Instant sentAt = now();
    caller.context().sent(++sent);
    Answer answer =
        exchange.transport(caller.context()).send(filled, credentials, EarlyAnswers.LONGEST);
    log("answered " + answer.status() + ", sent ahead", began);
    Verdict verdict = Rule.judge(rules, answer, caller.absence());
    if (verdict instanceof Verdict.RateLimited limit) {
      waitFor(limit, answer, throttle, sentAt);
    } else {
      throttle.answered(sentAt, now());
    }
    if (verdict instanceof Verdict.Accept && answer.isHeld()) {
      return new EarlyRequest.Held(answer, credentials);
    }
    answer.close();
    return null;
  }

  private Answer answerTo(Call filled) throws IOException, InterruptedException {
    try {
      return exchange.transport(caller.context()).send(filled, credentials);
    } catch (SystemError e) {
      throw new SystemError(describe(String.valueOf(e.getMessage())), e);
    }
  }

  /** The call with its secrets, all of which can be sent. */
  private Call ready() {
    Call filled = Marks.fill(call, caller.context()::unseal);
    HeaderText.requireCredentials(credentials.headers(), caller.context());
    HeaderText.require(filled.headers(), caller.context(), caller.name());
    return filled;
  }

  /** Waits until the next attempt. */
  void pause(Duration time) {
    if (time.compareTo(Duration.ZERO) > 0) {
      caller.context().pause(time);
    }
  }

  private Instant now() {
    return caller.context().clock().instant();
  }

  /** Whether this is asked for a check, which must answer soon. */
  boolean isCheck() {
    return caller.context() instanceof CheckContext;
  }

  /** Where it goes. */
  String host() {
    return UrlText.origin(call.url());
  }

  /** {@code 8 times}. */
  String sentTimes() {
    return sent == 1 ? "once" : sent + " times";
  }

  private void sayWaited() {
    if (failedAt != null) {
      caller.context().waited(Duration.between(failedAt, now()));
      failedAt = null;
    }
  }

  /** Throws where no more records are wanted. */
  void requireGoingOn() {
    if (caller.context().isStopping()) {
      throw new ReadStopped(caller.name() + ": the sync is being stopped");
    }
  }

  /** The status of the last answer; 0 where there was none. */
  int lastStatus() {
    return lastStatus;
  }

  /** What happened to which request of whom, without secrets. */
  String describe(String what) {
    String text = caller.name() + ": " + call.method() + " " + url() + " " + what;
    return Masked.text(text, credentials);
  }

  private Outcome<T> settle(Verdict verdict, Answer answer) throws Exception {
    if (verdict instanceof Verdict.Accept) {
      return new Outcome.Read<>(read(answer));
    }
    String said = Masked.text(saying(answer), credentials);
    if (verdict instanceof Verdict.Fail fail) {
      throw error(fail, said);
    }
    if (verdict instanceof Verdict.Reauthenticate) {
      throw refused(said);
    }
    if (verdict instanceof Verdict.Restart) {
      return new Outcome.Restart<>(describe(said));
    }
    if (verdict instanceof Verdict.Gone) {
      return new Outcome.Gone<>(describe(said));
    }
    if (verdict instanceof Verdict.End) {
      return new Outcome.End<>(describe(said));
    }
    if (verdict instanceof Verdict.Skip) {
      return new Outcome.Skip<>(describe(said));
    }
    throw failed(said, answer);
  }

  private T read(Answer answer) throws Exception {
    try {
      return Unreadable.orRead(() -> reading.read(answer));
    } catch (IOException e) {
      reading.discard();
      throw e;
    } catch (UnexpectedEndOfInputException e) {
      reading.discard();
      throw AttemptFailed.of("answered a body that breaks off in the middle", e);
    } catch (Unreadable e) {
      reading.discard();
      throw new SystemError(describe(unreadable(answer, e)), e);
    } catch (NoRecordsFound e) {
      reading.discard();
      throw new SystemError(describe(saying(answer) + "; " + e.getMessage()), e);
    }
  }

  private RuntimeException error(Verdict.Fail fail, String said) {
    String message =
        fail.message() == null
            ? describe(said + caller.absence().hint(lastStatus))
            : caller.name() + ": " + fail.message();
    String internal = fail.message() == null ? null : describe(said);
    return switch (fail.kind()) {
      case CONFIG -> new ConfigError(message, internal, null);
      case TRANSIENT -> new TransientError(message, internal, null);
      case SYSTEM -> new SystemError(message, internal, null);
    };
  }

  private void waitFor(
      Verdict.RateLimited limit, Answer answer, SharedThrottle throttle, Instant sentAt) {
    Instant now = now();
    Duration asked = limit.pause() == null ? askedFor(answer, now) : limit.pause();
    Duration most =
        isCheck() ? Exchange.CHECK_PATIENCE : exchange.settings().retries().longestLimit();
    if (asked != null && asked.compareTo(most) > 0) {
      throw new TransientError(
          limitWords(answer) + "; the API takes requests again at " + now.plus(asked));
    }
    Instant held = throttle.limited(sentAt, now, asked).orElse(null);
    if (held == null || (isCheck() && held.isAfter(began.plus(most)))) {
      throw new TransientError(
          limitWords(answer) + "; nothing but limits came for longer than " + most);
    }
    log("limits the rate of calls: nobody asks before " + held, System.nanoTime());
  }

  private String limitWords(Answer answer) {
    return describe(Masked.text(saying(answer), credentials));
  }

  private static @Nullable Duration askedFor(Answer answer, Instant now) {
    return RateLimits.until(answer, now).map(end -> Duration.between(now, end)).orElse(null);
  }

  /** What an API asks for with a failure is waited for, too. */
  private AttemptFailed failed(String said, Answer answer) {
    Instant now = now();
    Duration asked = answer.header("Retry-After").isPresent() ? askedFor(answer, now) : null;
    boolean waits =
        asked != null
            && asked.compareTo(exchange.settings().retries().first()) > 0
            && asked.compareTo(exchange.settings().retries().longestLimit()) <= 0
            && !isCheck();
    return waits ? AttemptFailed.until(said, now.plus(asked)) : AttemptFailed.of(said, null);
  }

  private RuntimeException refused(String said) throws Exception {
    if (!renewed && auth.renew(credentials, caller.context())) {
      renewed = true;
      return AttemptFailed.again(said);
    }
    return new ConfigError(describe(said));
  }

  private Exception failure(IOException failure) {
    Reasons.requireAlive(failure);
    if (failure instanceof InterruptedIOException
        && failure.getCause() instanceof InterruptedException e) {
      return e;
    }
    if (failure instanceof LimitedStream.TooLarge) {
      return new SystemError(describe("failed: " + failure.getMessage()), failure);
    }
    if (Reasons.isUntrusted(failure)) {
      return new ConfigError(describe("failed: the host's certificate is not trusted"), failure);
    }
    if (Reasons.isOtherProtocol(failure)) {
      return new ConfigError(
          describe(
              "failed: the host does not speak "
                  + (call.url().getScheme().equalsIgnoreCase("https") ? "TLS" : "HTTP")
                  + " at this port: is its address "
                  + (call.url().getScheme().equalsIgnoreCase("https") ? "http" : "https")
                  + "://?"),
          failure);
    }
    return AttemptFailed.of("failed: " + Reasons.of(failure), failure);
  }

  private static String saying(Answer answer) {
    String message = ApiMessage.of(answer);
    return "answered " + answer.status() + (message.isEmpty() ? "" : ": " + message);
  }

  private static String unreadable(Answer answer, Unreadable reason) {
    String type = answer.mediaType().isEmpty() ? "a body of no type" : answer.mediaType();
    String said = ApiMessage.of(answer);
    return "answered "
        + answer.status()
        + " with "
        + type
        + " that cannot be read as what it should be: "
        + reason.getMessage()
        + (said.isEmpty() ? "" : "; it says: " + said);
  }

  private String url() {
    return Masked.url(call.url(), exchange.secretParameters());
  }

  private void log(String what, long began) {
    if (LOG.isDebugEnabled()) {
      long millis = (System.nanoTime() - began) / 1_000_000;
      LOG.debug("{} after {} ms", describe(what), millis);
    }
  }
}
