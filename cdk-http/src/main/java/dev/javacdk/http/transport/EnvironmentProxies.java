package dev.javacdk.http.transport;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.http.request.UrlText;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} name, in capitals
 * or not. Loopback addresses are never proxied. Immutable.
 */
final class EnvironmentProxies extends ProxySelector {

  private final Map<String, String> environment;

  EnvironmentProxies(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public List<Proxy> select(URI url) {
    URI proxy = proxyFor(url);
    if (proxy == null) {
      return List.of(Proxy.NO_PROXY);
    }
    int port = proxy.getPort() < 0 ? 80 : proxy.getPort();
    return List.of(
        new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), port)));
  }

  /** The {@code Proxy-Authorization} that the proxy's address asks for; empty for none. */
  Optional<String> authorization(URI url) {
    URI proxy = proxyFor(url);
    return Optional.ofNullable(proxy == null ? null : proxy.getUserInfo())
        .map(user -> user.getBytes(StandardCharsets.UTF_8))
        .map(user -> "Basic " + Base64.getEncoder().encodeToString(user));
  }

  private @Nullable URI proxyFor(URI url) {
    String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
    boolean tls = url.getScheme().equalsIgnoreCase("https");
    String proxy = variable(tls ? "HTTPS_PROXY" : "HTTP_PROXY");
    if (proxy == null || isLoopback(host) || isExempt(host)) {
      return null;
    }
    try {
      return UrlText.parse(proxy.contains("://") ? proxy : "http://" + proxy);
    } catch (IllegalArgumentException e) {
      throw new ConfigError("the proxy that the environment names cannot be used: it is no URL");
    }
  }

  @Override
  public void connectFailed(URI url, SocketAddress address, IOException failure) {
    // The request fails, and says so.
  }

  private boolean isExempt(String host) {
    String list = variable("NO_PROXY");
    return list != null
        && Arrays.stream(list.split(","))
            .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
            .filter(entry -> !entry.isEmpty())
            .anyMatch(entry -> covers(entry, host));
  }

  private static boolean covers(String entry, String host) {
    String domain = entry.startsWith("*.") ? entry.substring(1) : entry;
    String suffix = domain.startsWith(".") ? domain : "." + domain;
    return entry.equals("*") || host.equals(entry) || host.endsWith(suffix);
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  private @Nullable String variable(String name) {
    String value = environment.getOrDefault(name, environment.get(name.toLowerCase(Locale.ROOT)));
    return value == null || value.isBlank() ? null : value.strip();
  }
}
