package dev.javacdk.http.settings;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How requests get out. A value; each method returns a changed copy.
 *
 * @param userAgent what is said of who asks
 * @param trusted a PEM file of certificates that are trusted beside the JDK's; null for none
 * @param environment where {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code NO_PROXY} are looked
 *     up
 */
public record Network(String userAgent, @Nullable Path trusted, Map<String, String> environment) {

  /** The process's environment, the JDK's certificates. */
  public static final Network DEFAULT = new Network("javacdk", null, System.getenv());

  /** Keeps a copy. */
  public Network {
    environment = Map.copyOf(environment);
  }

  /** With this user agent. */
  public Network userAgent(String userAgent) {
    return new Network(userAgent, trusted, environment);
  }

  /** Trusting the certificates of this PEM file too. */
  public Network trust(Path pem) {
    return new Network(userAgent, pem, environment);
  }

  /** With this environment. */
  public Network environment(Map<String, String> environment) {
    return new Network(userAgent, trusted, environment);
  }
}
