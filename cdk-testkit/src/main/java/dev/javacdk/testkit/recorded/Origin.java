package dev.javacdk.testkit.recorded;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a server is, without a path: {@code https://api.acme.com}. */
record Origin(String text) {

  private static final String END = "(?![\\w.:-])";

  /** That of a URI. */
  static Origin of(URI uri) {
    return new Origin(uri.getScheme() + "://" + uri.getRawAuthority());
  }

  /** A text with the placeholder in the place of this origin. */
  String hide(String value) {
    return value.contains(text) ? replace(value, text, Placeholder.BASE) : value;
  }

  /** A text with another origin in the place of this one: plain, as in JSON, and as in a query. */
  String swap(String value, Origin other) {
    String swapped = replace(value, text, other.text);
    swapped = replace(swapped, slashed(text), slashed(other.text));
    swapped = replace(swapped, encoded(text), encoded(other.text));
    return replace(swapped, lower(encoded(text)), encoded(other.text));
  }

  /** The same of bytes, which stay as they are where nothing is swapped. */
  byte[] swap(byte[] body, Origin other) {
    String raw = new String(body, StandardCharsets.ISO_8859_1);
    String swapped = swap(raw, other);
    return swapped.equals(raw) ? body : swapped.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String replace(String value, String what, String by) {
    return value.contains(what)
        ? Pattern.compile(Pattern.quote(what) + END)
            .matcher(value)
            .replaceAll(Matcher.quoteReplacement(by))
        : value;
  }

  private static String slashed(String origin) {
    return origin.replace("/", "\\/");
  }

  private static String encoded(String origin) {
    return Form.encode(origin);
  }

  private static String lower(String encoded) {
    return encoded.replace("%3A", "%3a").replace("%2F", "%2f");
  }
}
