package dev.javacdk.manifest.expression;

import com.google.common.base.CharMatcher;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text as the Python literal that it may be: {@code 1_000}, {@code 'a'}, {@code [1, None]}. What
 * is none stays a text.
 */
final class Literal {

  private static final int MOST_DEPTH = 90;
  private static final int MOST_DIGITS = 4_300;
  private static final int MOST_NUMBER = 10_000;
  private static final String FIRST = "0123456789.+-([{'\"TFNsbrRuU#\\\n\r\f \t";
  private static final CharMatcher DIGITS = CharMatcher.inRange('0', '9');
  private static final Pattern NUMBER =
      Pattern.compile(
          "^(0[xX](_?[0-9a-fA-F])+|0[oO](_?[0-7])+|0[bB](_?[01])+"
              + "|(\\d(_?\\d)*)?\\.\\d(_?\\d)*([eE][+-]?\\d(_?\\d)*)?"
              + "|\\d(_?\\d)*\\.([eE][+-]?\\d(_?\\d)*)?"
              + "|\\d(_?\\d)*[eE][+-]?\\d(_?\\d)*"
              + "|[1-9](_?\\d)*|0(_?0)*)");

  private final String text;
  private int pos;
  private int brackets;
  private int depth;
  private boolean signed;

  /** Thrown inside only, where the text is no literal. */
  private static final class NoLiteral extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoLiteral() {
      super(null, null, false, false);
    }
  }

  private Literal(String text, int pos) {
    this.text = text;
    this.pos = pos;
  }

  /** The value, or null where the text is no literal. */
  static @Nullable Object read(String text) {
    if (text.isEmpty() || FIRST.indexOf(text.charAt(0)) < 0 || text.indexOf('\0') >= 0) {
      return null;
    }
    try {
      return new Literal(text, 0).whole();
    } catch (NoLiteral none) {
      return null;
    }
  }

  private Object whole() {
    while (pos < text.length() && (text.charAt(pos) == ' ' || text.charAt(pos) == '\t')) {
      pos++;
    }
    int start = pos;
    skipBlankLines();
    if (pos > start && pos < text.length() && " \t\f".indexOf(text.charAt(pos)) >= 0) {
      throw new NoLiteral();
    }
    Object value = tuple();
    int end = pos;
    skip();
    skipBlankLines();
    skip();
    if (pos < text.length() || endsIndented(end)) {
      throw new NoLiteral();
    }
    return value;
  }

  /** Whether the last line, behind the value's own, is nothing but space. */
  private boolean endsIndented(int valueEnd) {
    int lineEnd = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
    return lineEnd >= valueEnd && lineEnd < text.length() - 1 && text.substring(lineEnd).isBlank();
  }

  private void skipBlankLines() {
    while (true) {
      int start = pos;
      skip();
      if (pos < text.length() && isLineEnd(text.charAt(pos))) {
        pos++;
      } else {
        pos = text.substring(start, pos).contains("#") || pos == text.length() ? pos : start;
        return;
      }
    }
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  /** Space, comments, and inside of brackets the ends of lines. */
  private void skip() {
    while (pos < text.length()) {
      char c = text.charAt(pos);
      if (c == '#') {
        while (pos < text.length() && !isLineEnd(text.charAt(pos))) {
          pos++;
        }
      } else if (c == ' ' || c == '\t' || c == '\f' || (brackets > 0 && isLineEnd(c))) {
        pos++;
      } else if (c == '\\' && pos + 1 < text.length() && text.charAt(pos + 1) == '\n') {
        pos += 2;
      } else {
        return;
      }
    }
  }

  private char peek() {
    skip();
    return pos < text.length() ? text.charAt(pos) : '\0';
  }

  private boolean take(char c) {
    boolean there = peek() == c;
    pos += there ? 1 : 0;
    return there;
  }

  private Object tuple() {
    Object first = value();
    if (peek() != ',') {
      return first;
    }
    List<Object> items = new ArrayList<>(List.of(first));
    while (take(',')) {
      if (endsHere()) {
        break;
      }
      items.add(value());
    }
    return new Tuple(items);
  }

  private boolean endsHere() {
    char next = peek();
    return next == '\0' || next == ')' || isLineEnd(next);
  }

  private Object value() {
    if (++depth > MOST_DEPTH) {
      throw new NoLiteral();
    }
    char first = peek();
    Object value;
    if (first == '+' || first == '-') {
      pos++;
      value = signed(value(), first == '-');
      signed = true;
    } else if (first == '(') {
      value = parenthesis();
    } else if (first == '[') {
      value = new ListValue(upTo(']'));
    } else if (first == '{') {
      value = braces();
    } else if ((first >= '0' && first <= '9') || first == '.') {
      value = number();
    } else {
      value = wordOrText();
    }
    depth--;
    return value;
  }

  private Object signed(Object value, boolean minus) {
    if (signed || value instanceof Boolean || !Values.isNumber(value)) {
      throw new NoLiteral();
    }
    return minus ? Numbers.negate(value) : value;
  }

  private Object parenthesis() {
    open();
    Object inside = peek() == ')' ? new Tuple(List.of()) : tuple();
    close(')');
    return inside;
  }

  private void open() {
    pos++;
    brackets++;
  }

  private void close(char bracket) {
    if (!take(bracket)) {
      throw new NoLiteral();
    }
    brackets--;
  }

  private List<Object> upTo(char bracket) {
    open();
    List<Object> items = new ArrayList<>();
    while (peek() != bracket) {
      items.add(value());
      if (!take(',')) {
        break;
      }
    }
    close(bracket);
    return items;
  }

  private Object braces() {
    open();
    if (peek() == '}') {
      close('}');
      return new Dict(new LinkedHashMap<>());
    }
    Object first = value();
    return peek() == ':' ? dict(first) : set(first);
  }

  private Object dict(Object first) {
    Map<Object, Object> items = new LinkedHashMap<>();
    Object key = first;
    while (true) {
      if (!take(':')) {
        throw new NoLiteral();
      }
      items.put(key(key), value());
      if (!take(',') || peek() == '}') {
        break;
      }
      key = value();
    }
    close('}');
    return new Dict(items);
  }

  private static Object key(Object value) {
    try {
      return Values.key(value);
    } catch (Failure notAKey) {
      throw new NoLiteral();
    }
  }

  private Object set(Object first) {
    Map<Object, Object> items = new LinkedHashMap<>();
    items.put(key(first), first);
    while (take(',') && peek() != '}') {
      Object item = value();
      items.putIfAbsent(key(item), item);
    }
    close('}');
    return new Iteration("set", new ArrayList<>(items.values()));
  }

  private Object number() {
    signed = false;
    String digits = digits(text.substring(pos, endOfNumber()));
    pos += digits.length();
    if (pos < text.length()) {
      char next = text.charAt(pos);
      if (Character.isUnicodeIdentifierPart(next) || next == '.' || next == '_') {
        throw new NoLiteral();
      }
    }
    boolean based = digits.length() > 1 && "xXoObB".indexOf(digits.charAt(1)) >= 0;
    if (!based
        && (digits.indexOf('.') >= 0 || digits.indexOf('e') >= 0 || digits.indexOf('E') >= 0)) {
      return Double.valueOf(digits.replace("_", ""));
    }
    if (digits.length() > MOST_DIGITS) {
      throw new NoLiteral();
    }
    return Lexer.integer(digits);
  }

  /** Of what could be a number, that which is one; years of dates are, and most others. */
  private static String digits(String said) {
    if (!said.isEmpty() && said.charAt(0) != '0' && DIGITS.matchesAllOf(said)) {
      return said;
    }
    Matcher found = NUMBER.matcher(said);
    if (!found.find()) {
      throw new NoLiteral();
    }
    return found.group();
  }

  /** Behind whatever could be of a number, but for a bound. */
  private int endOfNumber() {
    int end = pos;
    while (end < text.length() && end - pos < MOST_NUMBER) {
      char c = text.charAt(end);
      boolean sign = (c == '+' || c == '-') && end > pos && "eE".indexOf(text.charAt(end - 1)) >= 0;
      if (!sign && c != '.' && c != '_' && !Character.isLetterOrDigit(c)) {
        break;
      }
      end++;
    }
    return end;
  }

  private Object wordOrText() {
    if (text.startsWith("set", pos)) {
      return emptySet();
    }
    for (String word : List.of("True", "False", "None")) {
      if (text.startsWith(word, pos)) {
        pos += word.length();
        if (pos < text.length() && Character.isUnicodeIdentifierPart(text.charAt(pos))) {
          throw new NoLiteral();
        }
        return word.equals("None") ? None.NONE : (Object) word.equals("True");
      }
    }
    return texts();
  }

  private Object emptySet() {
    pos += 3;
    if (!take('(')) {
      throw new NoLiteral();
    }
    brackets++;
    close(')');
    return new Iteration("set", List.of());
  }

  /** Texts one after the other are one text. */
  private Object texts() {
    StringBuilder all = new StringBuilder();
    boolean any = false;
    while (isText(peek())) {
      all.append(one());
      any = true;
    }
    if (!any) {
      throw new NoLiteral();
    }
    return all.toString();
  }

  private boolean isText(char first) {
    boolean prefix = "rRuU".indexOf(first) >= 0 && pos + 1 < text.length();
    char quote = prefix ? text.charAt(pos + 1) : first;
    return quote == '\'' || quote == '"';
  }

  private String one() {
    boolean raw = false;
    if (text.charAt(pos) != '\'' && text.charAt(pos) != '"') {
      raw = Character.toLowerCase(text.charAt(pos++)) == 'r';
    }
    String mark = text.substring(pos, pos + 1);
    if (text.startsWith(mark.repeat(3), pos)) {
      mark = mark.repeat(3);
    }
    int start = pos + mark.length();
    int end = start;
    while (!text.startsWith(mark, end)) {
      boolean lineEnd = end < text.length() && isLineEnd(text.charAt(end));
      if (end >= text.length() || (mark.length() == 1 && lineEnd)) {
        throw new NoLiteral();
      }
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    pos = end + mark.length();
    String inside = text.substring(start, end).replace("\r\n", "\n").replace('\r', '\n');
    String decoded = raw ? inside : Escapes.decode(inside);
    if (decoded == null) {
      throw new NoLiteral();
    }
    return decoded;
  }
}
