package dev.javacdk.http.auth;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.read.SourceContext;
import dev.javacdk.http.response.ApiMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The access token of one run. One thread obtains it while the others wait for it; all that have
 * seen the same one refused lead to one refresh.
 */
final class OAuth2Session implements AuthSession {

  /** A token is taken for expired so long before the API would say so. */
  private static final Duration EARLY = Duration.ofSeconds(30);

  /** A token that is good for longer than that is never taken for expired. */
  private static final Duration LONG_LIVED = Duration.ofDays(3_650);

  private record Held(Credentials credentials, Instant expires) {}

  private final OAuth2 auth;
  private final TokenClient tokens;
  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by the lock. */
  private @Nullable Held held;

  /** Guarded by the lock. */
  private @Nullable String refreshToken;

  OAuth2Session(OAuth2 auth, TokenClient tokens) {
    this.auth = auth;
    this.tokens = tokens;
    this.refreshToken = auth.refreshToken();
  }

  @Override
  public Credentials credentials(SourceContext context) throws Exception {
    lock.lockInterruptibly();
    try {
      Held now = held;
      if (now != null && context.clock().instant().isBefore(now.expires())) {
        return now.credentials();
      }
      return obtain(context);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean renew(Credentials refused, SourceContext context) throws Exception {
    lock.lockInterruptibly();
    try {
      if (held == null || held.credentials().equals(refused)) {
        held = null;
        obtain(context);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * A refresh token that was rotated is flushed to the platform before anything of its answer is
   * used.
   */
  private Credentials obtain(SourceContext context) throws Exception {
    JsonNode answer = tokens.send(auth.tokenCall(refreshToken), context);
    String access = auth.accessToken(answer);
    if (access.isEmpty()) {
      throw noToken(answer);
    }
    context.registerSecret("access_token", access);
    String rotated = auth.nextRefreshToken(answer);
    if (!rotated.isEmpty() && !rotated.equals(refreshToken)) {
      context.registerSecret("refresh_token", rotated);
      if (auth.rotates()) {
        context.updateConfig(config -> auth.store(config, rotated));
      }
      if (refreshToken != null) {
        refreshToken = rotated;
      }
    }
    Credentials credentials = auth.credentials(access);
    held = new Held(credentials, expiry(answer, context));
    return credentials;
  }

  /** Some endpoints refuse with 200: what they say is the user's to mend. */
  private RuntimeException noToken(JsonNode answer) {
    String said = ApiMessage.in(answer);
    String message = "the token endpoint answered without an access_token: " + auth;
    return said.isEmpty()
        ? new SystemError(message + "; it has the fields " + answer.propertyNames())
        : new ConfigError(message + "; it says: " + said);
  }

  private Instant expiry(JsonNode answer, SourceContext context) {
    JsonNode said = auth.expiresIn(answer);
    double seconds = said == null ? 0 : said.asDouble(0);
    if (!(seconds > 0) || seconds > LONG_LIVED.toSeconds()) {
      return Instant.MAX;
    }
    Duration lifetime = Duration.ofMillis((long) (seconds * 1_000));
    Duration early = lifetime.compareTo(EARLY.multipliedBy(2)) > 0 ? EARLY : lifetime.dividedBy(2);
    return context.clock().instant().plus(lifetime).minus(early);
  }
}
