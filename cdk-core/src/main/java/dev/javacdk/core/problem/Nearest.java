package dev.javacdk.core.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known name that a wrong one was most likely meant to be. Pure. */
public final class Nearest {

  private Nearest() {}

  /** Of these; empty where none is near. */
  public static Optional<String> of(String name, Collection<String> known) {
    String plain = plain(name);
    int most = Math.max(1, plain.length() / 3);
    return known.stream()
        .filter(other -> distance(plain, plain(other)) <= most)
        .min(
            Comparator.<String>comparingInt(other -> distance(plain, plain(other)))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** As a question behind a sentence; empty where none is near. */
  public static String question(String name, Collection<String> known) {
    return of(name, known).map(near -> "; did you mean '" + near + "'?").orElse("");
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  /**
   * How many characters have to be put in, left out, changed, or swapped with the next one (the
   * distance of Damerau and Levenshtein, without changes inside a swap).
   */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
