package dev.javacdk.http.request;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes text into URLs as RFC 3986 wants it, and takes URLs apart. */
public final class UrlText {

  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");
  private static final String ILLEGAL = " \"<>\\^`{|}";

  private UrlText() {}

  /** Escapes everything but letters, digits and {@code -._~}. */
  public static String escape(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
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
    String text = mended(link.strip());
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

  /** The text with what has no place in a URL escaped: blanks, quotes, a bare percent sign. */
  public static String mended(String text) {
    StringBuilder legal = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean bare = c == '%' && !ESCAPE.matcher(text).region(i, text.length()).lookingAt();
      if (bare || c < ' ' || ILLEGAL.indexOf(c) >= 0) {
        legal.append(escape(String.valueOf(c)));
      } else {
        legal.append(c);
      }
    }
    return legal.toString();
  }

  /** The parameters of a query, unescaped, in order. */
  public static List<NameValue> parameters(URI url) {
    String query = url.getRawQuery();
    if (query == null) {
      return List.of();
    }
    return Arrays.stream(query.split("&", -1))
        .filter(pair -> !pair.isEmpty())
        .map(pair -> pair.split("=", 2))
        .map(pair -> new NameValue(unescape(pair[0]), pair.length < 2 ? "" : unescape(pair[1])))
        .toList();
  }

  /** The value of a query parameter, unescaped; null where there is none. */
  public static @Nullable String parameter(URI url, String name) {
    return parameters(url).stream()
        .filter(parameter -> parameter.name().equals(name))
        .map(NameValue::value)
        .findFirst()
        .orElse(null);
  }

  /** The text of a part of a URL: {@code +} is a blank; what is no escape stays as it is. */
  public static String unescape(String part) {
    try {
      return URLDecoder.decode(part, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return part;
    }
  }

  private static String withoutFragment(URI url) {
    String text = url.toString();
    int fragment = text.indexOf('#');
    return fragment < 0 ? text : text.substring(0, fragment);
  }
}
