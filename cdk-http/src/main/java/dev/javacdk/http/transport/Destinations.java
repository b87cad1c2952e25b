package dev.javacdk.http.transport;

import dev.javacdk.http.request.UrlText;
import dev.javacdk.http.settings.Safety;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where requests may go: one rule for links, redirects and addresses that stand in records. The
 * API's own origin; the same host, from http to https and never back; other origins that are
 * allowed, without credentials; and inner names of the API, which mean its own address. A value.
 *
 * @param base the API's address
 * @param safety what is allowed beside
 */
public record Destinations(URI base, Safety safety) {

  /**
   * Where a request for this URL really goes.
   *
   * @throws Refused where it may not go there
   */
  public URI of(URI url) throws Refused {
    String origin = UrlText.origin(url);
    if (origin.equals(UrlText.origin(base)) || isUpgrade(url)) {
      return url;
    }
    if (safety.same().contains(origin) || isDowngrade(url)) {
      return atBase(url);
    }
    if (safety.origins().contains(origin)) {
      return url;
    }
    throw new Refused(origin, UrlText.origin(base));
  }

  /** Whether a request that really goes there is the API's own: with its credentials. */
  public boolean isOwn(URI url) {
    return UrlText.origin(url).equals(UrlText.origin(base)) || isUpgrade(url);
  }

  /** The same host by https where the API's address is http. */
  private boolean isUpgrade(URI url) {
    return isSameHost(url) && isTls(url) && !isTls(base) && portsFit(url);
  }

  /** The same host by http where the API's address is https: what it means is https. */
  private boolean isDowngrade(URI url) {
    return isSameHost(url) && !isTls(url) && isTls(base) && portsFit(url);
  }

  private boolean isSameHost(URI url) {
    return url.getHost() != null && url.getHost().equalsIgnoreCase(base.getHost());
  }

  /** Each has its scheme's own port, or both have the same. */
  private boolean portsFit(URI url) {
    return (isUsual(url) && isUsual(base)) || url.getPort() == base.getPort();
  }

  private static boolean isUsual(URI url) {
    return url.getPort() < 0 || url.getPort() == (isTls(url) ? 443 : 80);
  }

  private static boolean isTls(URI url) {
    return String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT).equals("https");
  }

  private URI atBase(URI url) {
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    try {
      return new URI(base.getScheme() + "://" + base.getRawAuthority() + path + query);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("'" + url + "' is no URL", e);
    }
  }

  /** A request may not go there. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String origin, String own) {
      super(
          "refused to go to "
              + origin
              + ", which is not the API's own origin "
              + own
              + "; allow it with allowOrigin(...), or say with sameAs(...) that it is the API");
    }
  }
}
