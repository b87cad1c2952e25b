package dev.javacdk.http.request;

import dev.javacdk.api.error.SystemError;
import java.util.regex.Pattern;

/** Keeps what fills a hole of a path from changing the shape of the path. Pure. */
final class PathText {

  /** {@code .} and {@code ..}, escaped once or more. */
  private static final Pattern DOTS =
      Pattern.compile("(\\.|%(25)*2e){1,2}", Pattern.CASE_INSENSITIVE);

  private PathText() {}

  /**
   * The value as a part of a path.
   *
   * @throws SystemError where it is empty, or leads out of its place
   */
  static String of(Hole hole, String value, String path) {
    boolean raw = hole.unescaped();
    if (value.isEmpty() && hole instanceof ComputedHole && raw) {
      return value;
    }
    if (value.isEmpty()) {
      throw new SystemError(
          path
              + " cannot be asked for: "
              + hole.words()
              + " is empty, so it would be another path");
    }
    String[] segments = raw ? value.split("[/?#]", -1) : new String[] {value};
    for (String segment : segments) {
      if (DOTS.matcher(segment).matches()) {
        throw new SystemError(
            path
                + " cannot be asked for: "
                + hole.words()
                + " is '"
                + value
                + "', which leads to another path");
      }
    }
    return raw ? UrlText.mended(value) : UrlText.escape(value);
  }
}
