package dev.javacdk.http.auth;

import dev.javacdk.api.SourceContext;
import dev.javacdk.api.error.SystemError;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

  private record Held(Credentials credentials, Instant expires) {}

  private final OAuth2 auth;
  private final TokenClient tokens;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by the lock. */
  private @Nullable Held held;

  /** Guarded by the lock. */
  private @Nullable String refreshToken;

  OAuth2Session(OAuth2 auth, TokenClient tokens, InstantSource clock) {
    this.auth = auth;
    this.tokens = tokens;
    this.clock = clock;
    this.refreshToken = auth.refreshToken();
  }

  @Override
  public Credentials credentials(SourceContext context) throws Exception {
    lock.lockInterruptibly();
    try {
      Held now = held;
      if (now != null && clock.instant().isBefore(now.expires())) {
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
    String access = answer.path("access_token").asString("");
    if (access.isEmpty()) {
      throw new SystemError("the token endpoint answered without an access_token: " + auth);
    }
    context.registerSecret(access);
    String rotated = answer.path("refresh_token").asString("");
    if (!rotated.isEmpty() && !rotated.equals(refreshToken)) {
      context.registerSecret(rotated);
      if (auth.rotates()) {
        context.updateConfig(config -> auth.store(config, rotated));
      }
      if (refreshToken != null) {
        refreshToken = rotated;
      }
    }
    Credentials credentials = Credentials.header("Authorization", "Bearer " + access);
    held = new Held(credentials, expiry(answer));
    return credentials;
  }

  private Instant expiry(JsonNode answer) {
    JsonNode seconds = answer.path("expires_in");
    long lifetime = seconds.isMissingNode() ? 0 : seconds.asLong(0);
    if (lifetime <= 0) {
      return Instant.MAX;
    }
    Duration early = lifetime > 2 * EARLY.toSeconds() ? EARLY : Duration.ofSeconds(lifetime / 2);
    return clock.instant().plusSeconds(lifetime).minus(early);
  }
}
