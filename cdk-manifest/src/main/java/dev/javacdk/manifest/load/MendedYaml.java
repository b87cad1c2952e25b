package dev.javacdk.manifest.load;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Two things that PyYAML reads and SnakeYAML does not, written as both read them: a tab between the
 * parts of a line, and a slash with a backslash before it, as some writers of JSON have it. Pure.
 */
final class MendedYaml {

  private MendedYaml() {}

  /** The text without the first such thing, where the error is about one; null otherwise. */
  static @Nullable String of(String text, MarkedYAMLException error) {
    Mark mark = error.getProblemMark();
    if (mark == null || mark.getIndex() >= text.codePointCount(0, text.length())) {
      return null;
    }
    int at = text.offsetByCodePoints(0, mark.getIndex());
    return switch (text.charAt(at)) {
      case '\t' -> separates(text, at) ? replaced(text, at, at + 1, " ") : null;
      case '/' -> isEscaped(text, at, error) ? replaced(text, at - 1, at + 1, "/") : null;
      default -> null;
    };
  }

  /** Not where it would indent: at the start of a line, or behind a dash. */
  private static boolean separates(String text, int at) {
    int start = Math.max(text.lastIndexOf('\n', at), text.lastIndexOf('\r', at)) + 1;
    String before = text.substring(start, at).strip();
    return !before.isEmpty() && !before.endsWith("-") && !before.endsWith("?");
  }

  private static boolean isEscaped(String text, int at, MarkedYAMLException error) {
    return at > 0
        && text.charAt(at - 1) == '\\'
        && String.valueOf(error.getProblem()).contains("unknown escape");
  }

  private static String replaced(String text, int from, int to, String by) {
    return text.substring(0, from) + by + text.substring(to);
  }
}
