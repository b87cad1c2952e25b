package dev.javacdk.core.terminal;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows under headings, cut to the width of a terminal: the widest columns give way first, and
 * columns that find no room at all are named below. Confined to one thread.
 */
public final class TextTable {

  private static final String GAP = "  ";
  private static final String MORE = "…";

  /** What a column keeps of its width, if it has as much. */
  private static final int LEAST = 8;

  private final List<String> headings;
  private final boolean[] right;
  private final List<List<String>> rows = new ArrayList<>();
  private boolean wrapsLast;

  /** A table with these columns; a heading that begins with {@code >} is of numbers. */
  public TextTable(List<String> headings) {
    this.headings =
        headings.stream().map(h -> h.startsWith(">") ? h.substring(1) : h).map(Cell::of).toList();
    this.right = new boolean[headings.size()];
    IntStream.range(0, right.length).forEach(i -> right[i] = headings.get(i).startsWith(">"));
  }

  /** Adds a row, one cell a column. */
  public void row(List<String> cells) {
    if (cells.size() != headings.size()) {
      throw new IllegalArgumentException(
          "a row needs %d cells, not %d".formatted(headings.size(), cells.size()));
    }
    rows.add(cells.stream().map(Cell::of).toList());
  }

  /** Adds a row. */
  public void row(String... cells) {
    row(Arrays.asList(cells));
  }

  /** From now on the last column is not cut: it goes on in the lines below. */
  public void wrapLast() {
    wrapsLast = true;
  }

  /** How many rows there are. */
  public int size() {
    return rows.size();
  }

  /** The headings and the rows, none wider than this. */
  public List<String> lines(int width) {
    int[] natural =
        IntStream.range(0, headings.size())
            .map(i -> Math.max(Cell.width(headings.get(i)), widest(i)))
            .toArray();
    int shown = shown(natural, width);
    int[] widths = shrunk(Arrays.copyOf(natural, shown), width);
    List<String> lines = new ArrayList<>();
    lines.add(line(headings, widths));
    for (List<String> row : rows) {
      lines.addAll(
          wrapsLast && shown == natural.length ? wrapped(row, widths) : List.of(line(row, widths)));
    }
    if (shown < natural.length) {
      lines.add(
          Cell.cut("and: " + String.join(", ", headings.subList(shown, headings.size())), width));
    }
    return lines;
  }

  private int widest(int column) {
    return rows.stream().mapToInt(row -> Cell.width(row.get(column))).max().orElse(0);
  }

  /** How many columns find room. */
  private static int shown(int[] natural, int width) {
    int used = 0;
    for (int i = 0; i < natural.length; i++) {
      used += (i == 0 ? 0 : GAP.length()) + Math.min(natural[i], LEAST);
      if (used > width && i > 0) {
        return i;
      }
    }
    return natural.length;
  }

  private static int[] shrunk(int[] widths, int width) {
    int most = Arrays.stream(widths).max().orElse(0);
    int[] shrunk = widths;
    int room = width - GAP.length() * (widths.length - 1);
    while (Arrays.stream(shrunk).sum() > room && most > 1) {
      most--;
      int cap = most;
      shrunk = Arrays.stream(widths).map(w -> Math.min(w, cap)).toArray();
    }
    // What the cap has cut too much goes back to the columns that want it, from the left.
    int left = room - Arrays.stream(shrunk).sum();
    for (int i = 0; i < shrunk.length && left > 0; i++) {
      int more = Math.min(left, widths[i] - shrunk[i]);
      shrunk[i] += more;
      left -= more;
    }
    return shrunk;
  }

  private List<String> wrapped(List<String> row, int[] widths) {
    int last = widths.length - 1;
    List<String> lines = new ArrayList<>();
    for (String piece : Cell.pieces(row.get(last), widths[last])) {
      List<String> cells =
          new ArrayList<>(lines.isEmpty() ? row : Collections.nCopies(row.size(), ""));
      cells.set(last, piece);
      lines.add(line(cells, widths));
    }
    return lines;
  }

  private String line(List<String> cells, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(i -> cell(cells.get(i), widths[i], right[i]))
        .collect(joining(GAP))
        .stripTrailing();
  }

  private static String cell(String text, int width, boolean right) {
    String cut = Cell.cut(text, width);
    String blanks = " ".repeat(width - Cell.width(cut));
    return right ? blanks + cut : cut + blanks;
  }

  /** The text of a cell, by the columns that a terminal gives it. */
  private static final class Cell {

    private Cell() {}

    /** On one line, without anything that moves the cursor. */
    static String of(String text) {
      StringBuilder shown = new StringBuilder(text.length());
      text.codePoints()
          .forEach(c -> {
            switch (c) {
              case '\n' -> shown.append("\\n");
              case '\r' -> shown.append("\\r");
              case '\t' -> shown.append("\\t");
              default -> {
                if (Character.isISOControl(c) || isUnpaired(c)) {
                  shown.append("\\u%04x".formatted(c));
                } else {
                  shown.appendCodePoint(c);
                }
              }
            }
          });
      return shown.toString();
    }

    private static boolean isUnpaired(int c) {
      return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    static int width(String text) {
      return text.codePoints().map(Cell::width).sum();
    }

    /** As most terminals have it: marks take none, ideographs and pictures two. */
    private static int width(int c) {
      return switch (Character.getType(c)) {
        case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
        default -> isWide(c) ? 2 : 1;
      };
    }

    private static boolean isWide(int c) {
      return (c >= 0x1100 && c <= 0x115f)
          || (c >= 0x2e80 && c <= 0xa4cf)
          || (c >= 0xac00 && c <= 0xd7a3)
          || (c >= 0xf900 && c <= 0xfaff)
          || (c >= 0xfe30 && c <= 0xfe6f)
          || (c >= 0xff00 && c <= 0xff60)
          || (c >= 0xffe0 && c <= 0xffe6)
          || (c >= 0x1f300 && c <= 0x1faff)
          || (c >= 0x20000 && c <= 0x3fffd);
    }

    /** The words of a text in lines of this width; a word that is wider has one of its own. */
    static List<String> pieces(String text, int width) {
      List<String> pieces = new ArrayList<>();
      String piece = "";
      for (String word : text.split(" ", -1)) {
        String longer = piece.isEmpty() ? word : piece + " " + word;
        if (width(longer) > width && !piece.isEmpty()) {
          pieces.add(piece);
          longer = word;
        }
        piece = longer;
      }
      pieces.add(piece);
      return pieces;
    }

    static String cut(String text, int width) {
      if (width(text) <= width) {
        return text;
      }
      StringBuilder cut = new StringBuilder();
      int used = MORE.length();
      for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
        used += width(text.codePointAt(i));
        if (used > width) {
          break;
        }
        cut.appendCodePoint(text.codePointAt(i));
      }
      return cut.append(MORE).toString();
    }
  }
}
