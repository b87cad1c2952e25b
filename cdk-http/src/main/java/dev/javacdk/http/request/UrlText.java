package dev.javacdk.http.request;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes text into URLs as RFC 3986 wants it, and takes URLs apart. */
public final class UrlText {

  private static final String UNRESERVED = "-._~";
  private static final String ILLEGAL = " \"<>\\^`{|}";

  private UrlText() {}

  /** Escapes everything but letters, digits and {@code -._~}. */
  public static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
      if (plain) {
        out.append(c);
      } else {
        out.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
      }
    }
    return out.toString();
  }

  /** {@code name=value&...}, escaped. */
  public static String query(List<NameValue> parameters) {
    return parameters.stream()
        .map(p -> escape(p.name()) + "=" + escape(p.value()))
        .collect(Collectors.joining("&"));
  }

  /** The URL with these parameters added to its query. */
  public static URI withQuery(URI url, List<NameValue> parameters) {
    if (parameters.isEmpty()) {
      return url;
    }
    String text = withoutFragment(url);
    String separator = url.getRawQuery() == null ? "?" : url.getRawQuery().isEmpty() ? "" : "&";
    return URI.create(text + separator + query(parameters));
  }

  /** The URL without the query parameter of that name. */
  public static URI withoutParameter(URI url, String name) {
    String query = url.getRawQuery();
    if (query == null) {
      return url;
    }
    List<String> kept = new ArrayList<>();
    for (String pair : query.split("&", -1)) {
      String key = pair.contains("=") ? pair.substring(0, pair.indexOf('=')) : pair;
      if (!key.equals(escape(name)) && !key.equals(name)) {
        kept.add(pair);
      }
    }
    String text = withoutFragment(url);
    String head = text.substring(0, text.indexOf('?'));
    return URI.create(kept.isEmpty() ? head : head + "?" + String.join("&", kept));
  }

  /** Scheme, host and port: what two URLs share when they are of one origin. */
  public static String origin(URI url) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
    int port = url.getPort() >= 0 ? url.getPort() : scheme.equals("https") ? 443 : 80;
    return scheme + "://" + host + ":" + port;
  }

  /**
   * A URL that can be requested.
   *
   * @throws IllegalArgumentException where the text is no absolute http or https URL
   */
  public static URI parse(String text) {
    try {
      URI url = new URI(text.strip());
      String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
      if ((scheme.equals("http") || scheme.equals("https")) && url.getHost() != null) {
        return url;
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("'" + text + "' is no URL: " + e.getReason(), e);
    }
    throw new IllegalArgumentException(
        "'" + text + "' is no URL: expected http:// or https:// with a host");
  }

  /**
   * The URL that a link on another one leads to, as RFC 3986 has it. Characters that have no place
   * in a URL, but are met in links, are escaped.
   *
   * @throws IllegalArgumentException where the link is no URL all the same
   */
  public static URI resolve(URI from, String link) {
    StringBuilder legal = new StringBuilder();
    for (char c : link.strip().toCharArray()) {
      legal.append(ILLEGAL.indexOf(c) >= 0 ? escape(String.valueOf(c)) : String.valueOf(c));
    }
    String text = legal.toString();
    if (text.isEmpty()) {
      return from;
    }
    if (text.startsWith("?")) {
      String whole = withoutFragment(from);
      int query = whole.indexOf('?');
      return URI.create((query < 0 ? whole : whole.substring(0, query)) + text);
    }
    return from.resolve(URI.create(text));
  }

  private static String withoutFragment(URI url) {
    String text = url.toString();
    int fragment = text.indexOf('#');
    return fragment < 0 ? text : text.substring(0, fragment);
  }
}
