package dev.javacdk.testkit.recorded;

import java.util.regex.Pattern;

/** What stands in a recording for what must not, or cannot, be in it. */
final class Placeholder {

  /** For the origin of the API, and at replay for that of the server. */
  static final String BASE = "{base}";

  /** For a secret. */
  static final Pattern SECRET = Pattern.compile("\\{secret:(\\d+)}");

  /** For either. */
  static final Pattern ANY = Pattern.compile("\\{base}|\\{secret:\\d+}");

  private Placeholder() {}

  static String secret(int number) {
    return "{secret:" + number + "}";
  }

  /** The text as a source gets it at replay: of this origin, with secrets that are none. */
  static String fill(String text, String origin) {
    return SECRET.matcher(text.replace(BASE, origin)).replaceAll("secret-$1");
  }
}
