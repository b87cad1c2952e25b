package dev.javacdk.manifest.expression;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** Cuts a template into tokens, with Jinja's rules for white space. */
final class Lexer {

  private static final Pattern ENDRAW =
      Pattern.compile("\\{%([-+]?)\\s*endraw\\s*(\\+%\\}|-%\\}\\s*|%\\})");
  private static final int RAW_TAG = 200;
  private static final Pattern RAW = Pattern.compile("^\\{%[-+]?\\s*raw\\s*(-%\\}\\s*|%\\})");
  private static final Pattern FLOAT =
      Pattern.compile("^(\\d+_)*\\d+((\\.(\\d+_)*\\d+)?[eE][+-]?(\\d+_)*\\d+|\\.(\\d+_)*\\d+)");
  private static final Pattern INTEGER =
      Pattern.compile(
          "^(0[bB](_?[01])+|0[oO](_?[0-7])+|0[xX](_?[0-9a-fA-F])+|[1-9](_?\\d)*|0(_?0)*)");
  private static final String OPERATORS = "+-/*%~[](){}=<>.:|,;";
  private static final List<String> LONG_OPERATORS = List.of("//", "**", "==", "!=", ">=", "<=");

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int pos;

  private Lexer(String source) {
    this.source = source;
  }

  /** A template's text as Jinja reads it: one kind of line end, and none at the very end. */
  static String normal(String text) {
    String lines = text.replace("\r\n", "\n").replace('\r', '\n');
    return lines.endsWith("\n") ? lines.substring(0, lines.length() - 1) : lines;
  }

  static boolean hasMarkers(String text) {
    return text.contains("{{") || text.contains("{%") || text.contains("{#");
  }

  static List<Token> tokens(String template) {
    Lexer lexer = new Lexer(template);
    lexer.readAll();
    return lexer.tokens;
  }

  private void readAll() {
    while (pos < source.length()) {
      int marker = nextMarker(pos);
      if (marker < 0) {
        data(pos, source.length(), false);
        break;
      }
      readTag(marker);
    }
    add(Token.Type.END, "", source.length());
  }

  private int nextMarker(int from) {
    for (int i = source.indexOf('{', from); i >= 0; i = source.indexOf('{', i + 1)) {
      if (i + 1 < source.length() && "{%#".indexOf(source.charAt(i + 1)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private void readTag(int marker) {
    char kind = source.charAt(marker + 1);
    char sign = marker + 2 < source.length() ? source.charAt(marker + 2) : ' ';
    data(pos, marker, sign == '-');
    pos = marker + 2 + (sign == '-' || sign == '+' ? 1 : 0);
    if (kind == '#') {
      skipComment(marker);
    } else if (kind == '%') {
      Matcher raw =
          RAW.matcher(source.substring(marker, Math.min(source.length(), marker + RAW_TAG)));
      if (raw.find()) {
        readRaw(marker + raw.end());
      } else {
        add(Token.Type.BLOCK_BEGIN, "{%", marker);
        readCode(marker, "%}", Token.Type.BLOCK_END);
      }
    } else {
      add(Token.Type.OUTPUT_BEGIN, "{{", marker);
      readCode(marker, "}}", Token.Type.OUTPUT_END);
    }
  }

  private void data(int from, int to, boolean strip) {
    String text = source.substring(from, to);
    String kept = strip ? text.stripTrailing() : text;
    if (!kept.isEmpty()) {
      add(Token.Type.DATA, kept, from);
    }
  }

  private void skipComment(int marker) {
    int end = source.indexOf("#}", pos);
    if (end < 0) {
      throw new Failure(marker, "the comment does not end");
    }
    boolean strip = end > pos && source.charAt(end - 1) == '-';
    pos = end + 2;
    if (strip) {
      skipSpace();
    }
  }

  private void readRaw(int from) {
    Matcher end = ENDRAW.matcher(source);
    if (!end.find(from)) {
      throw new Failure(from, "{% raw %} does not end");
    }
    data(from, end.start(), "-".equals(end.group(1)));
    pos = end.end();
  }

  private void readCode(int marker, String close, Token.Type closing) {
    Deque<Character> open = new ArrayDeque<>();
    while (true) {
      skipSpace();
      if (pos >= source.length()) {
        throw new Failure(marker, "the tag does not end");
      }
      if (open.isEmpty() && readEnd(close, closing)) {
        return;
      }
      readToken(open);
    }
  }

  private boolean readEnd(String close, Token.Type closing) {
    char sign = source.charAt(pos);
    boolean signed = sign == '-' || (sign == '+' && closing == Token.Type.BLOCK_END);
    if (signed && source.startsWith(close, pos + 1)) {
      add(closing, close, pos);
      pos += 1 + close.length();
      if (sign == '-') {
        skipSpace();
      }
      return true;
    }
    if (source.startsWith(close, pos)) {
      add(closing, close, pos);
      pos += close.length();
      return true;
    }
    return false;
  }

  private void readToken(Deque<Character> open) {
    char first = source.charAt(pos);
    if (first >= '0' && first <= '9') {
      readNumber();
    } else if (Character.isUnicodeIdentifierStart(source.codePointAt(pos)) || first == '_') {
      int start = pos;
      while (pos < source.length() && Character.isUnicodeIdentifierPart(source.charAt(pos))) {
        pos++;
      }
      add(Token.Type.NAME, source.substring(start, pos), start);
    } else if (first == '\'' || first == '"') {
      readString(first);
    } else {
      readOperator(open);
    }
  }

  private void readNumber() {
    String rest = source.substring(pos, Math.min(source.length(), pos + 400));
    boolean afterDot = pos > 0 && source.charAt(pos - 1) == '.';
    Matcher real = FLOAT.matcher(rest);
    if (!afterDot && real.find()) {
      add(Token.Type.NUMBER, Double.valueOf(real.group().replace("_", "")), pos);
      pos += real.end();
      return;
    }
    Matcher whole = INTEGER.matcher(rest);
    if (!whole.find()) {
      throw new Failure(pos, "not a number");
    }
    add(Token.Type.NUMBER, integer(whole.group()), pos);
    pos += whole.end();
  }

  /** The value of an integer as Python writes them in code. */
  static Object integer(String literal) {
    String digits = literal.replace("_", "").toLowerCase(Locale.ROOT);
    int radix =
        digits.startsWith("0x")
            ? 16
            : digits.startsWith("0o") ? 8 : digits.startsWith("0b") ? 2 : 10;
    return Numbers.small(new BigInteger(radix == 10 ? digits : digits.substring(2), radix));
  }

  private void readString(char quote) {
    int start = pos++;
    while (pos < source.length() && source.charAt(pos) != quote) {
      pos += source.charAt(pos) == '\\' ? 2 : 1;
    }
    if (pos >= source.length()) {
      throw new Failure(start, "the text does not end");
    }
    String text = Escapes.decode(source.substring(start + 1, pos));
    if (text == null) {
      throw new Failure(start, "the text has an escape that means nothing");
    }
    pos++;
    add(Token.Type.STRING, text, start);
  }

  private void readOperator(Deque<Character> open) {
    for (String operator : LONG_OPERATORS) {
      if (source.startsWith(operator, pos)) {
        add(Token.Type.OPERATOR, operator, pos);
        pos += operator.length();
        return;
      }
    }
    char operator = source.charAt(pos);
    if (OPERATORS.indexOf(operator) < 0) {
      throw new Failure(pos, "unexpected '" + operator + "'");
    }
    balance(open, operator);
    add(Token.Type.OPERATOR, String.valueOf(operator), pos++);
  }

  private void balance(Deque<Character> open, char operator) {
    int opening = "{([".indexOf(operator);
    if (opening >= 0) {
      open.push("})]".charAt(opening));
    } else if ("})]".indexOf(operator) >= 0) {
      if (open.isEmpty() || open.pop() != operator) {
        throw new Failure(pos, "unexpected '" + operator + "'");
      }
    }
  }

  private void skipSpace() {
    while (pos < source.length() && Character.isWhitespace(source.charAt(pos))) {
      pos++;
    }
  }

  private void add(Token.Type type, Object value, int at) {
    tokens.add(new Token(type, value, at));
  }
}
