package dev.javacdk.manifest.expression;

import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The methods of a text. */
final class TextMethods {

  private TextMethods() {}

  static Object call(String self, String name, Args args, Meter meter) {
    meter.spend(self.length() / 4);
    return switch (name) {
      case "lower", "casefold" -> self.toLowerCase(Locale.ROOT);
      case "upper" -> self.toUpperCase(Locale.ROOT);
      case "title" -> title(self);
      case "capitalize" -> capitalize(self);
      case "swapcase" -> swapCase(self);
      case "strip", "lstrip", "rstrip" -> strip(self, name, args.maybe(0, "chars"));
      case "split", "rsplit" -> TextParts.split(self, name.equals("rsplit"), args, meter);
      case "splitlines" -> TextParts.lines(self, args.truth(0, "keepends", false));
      case "partition", "rpartition" ->
          TextParts.partition(self, args.text(0, "sep"), name.equals("rpartition"));
      case "join" -> join(self, args.need(0, "iterable"), meter);
      case "replace" ->
          replace(
              self, args.text(0, "old"), args.text(1, "new"), args.integer(2, "count", -1), meter);
      case "startswith", "endswith" -> begins(self, name.equals("endswith"), args, meter);
      case "find", "rfind", "index", "rindex" -> find(self, name, args, meter);
      case "count" -> count(self, args.text(0, "sub"), meter);
      case "zfill", "ljust", "rjust", "center" -> pad(self, name, args, meter);
      case "removeprefix" ->
          self.startsWith(args.text(0, "prefix"))
              ? self.substring(args.text(0, "prefix").length())
              : self;
      case "removesuffix" ->
          self.endsWith(args.text(0, "suffix"))
              ? self.substring(0, self.length() - args.text(0, "suffix").length())
              : self;
      case "format" -> Printf.braces(self, args, meter);
      default -> is(self, name);
    };
  }

  private static Object is(String self, String name) {
    return switch (name) {
      case "isdigit", "isdecimal", "isnumeric" -> all(self, Character::isDigit);
      case "isalpha" -> all(self, Character::isLetter);
      case "isalnum" -> all(self, Character::isLetterOrDigit);
      case "isspace" -> all(self, CodePoints::isSpace);
      case "isascii" -> self.chars().allMatch(c -> c < 0x80);
      case "isupper" ->
          self.codePoints().anyMatch(Character::isUpperCase)
              && self.codePoints().noneMatch(Character::isLowerCase);
      case "islower" ->
          self.codePoints().anyMatch(Character::isLowerCase)
              && self.codePoints().noneMatch(Character::isUpperCase);
      case "istitle" -> self.equals(title(self)) && self.codePoints().anyMatch(Character::isLetter);
      default -> throw Methods.unsupported(self, name);
    };
  }

  private static boolean all(String self, IntPredicate each) {
    return !self.isEmpty() && self.codePoints().allMatch(each);
  }

  static String title(String self) {
    StringBuilder out = new StringBuilder();
    boolean inWord = false;
    for (int c : self.codePoints().toArray()) {
      out.appendCodePoint(inWord ? Character.toLowerCase(c) : Character.toTitleCase(c));
      inWord = Character.isLetter(c);
    }
    return out.toString();
  }

  static String capitalize(String self) {
    if (self.isEmpty()) {
      return self;
    }
    int end = self.offsetByCodePoints(0, 1);
    return self.substring(0, end).toUpperCase(Locale.ROOT)
        + self.substring(end).toLowerCase(Locale.ROOT);
  }

  private static String swapCase(String self) {
    StringBuilder out = new StringBuilder();
    self.codePoints()
        .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  static String strip(String self, String name, @Nullable Object chars) {
    IntPredicate drop = CodePoints::isSpace;
    if (chars != null && chars != None.NONE) {
      String wanted = Values.text(chars, "what is stripped");
      drop = c -> wanted.indexOf(c) >= 0;
    }
    int from = 0;
    int to = self.length();
    if (!name.equals("rstrip")) {
      while (from < to && drop.test(self.codePointAt(from))) {
        from += Character.charCount(self.codePointAt(from));
      }
    }
    if (!name.equals("lstrip")) {
      while (to > from && drop.test(self.codePointBefore(to))) {
        to -= Character.charCount(self.codePointBefore(to));
      }
    }
    return self.substring(from, to);
  }

  private static String join(String self, Object over, Meter meter) {
    StringBuilder out = new StringBuilder();
    String between = "";
    for (Object item : Values.iterate(over, meter)) {
      String part = Values.text(item, "what is joined");
      meter.spend(part.length() + self.length() + 1L);
      out.append(between).append(part);
      between = self;
    }
    return out.toString();
  }

  /** At most so many times; a negative count is no bound. */
  static String replace(String self, String old, String other, int count, Meter meter) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    int left = count < 0 ? Integer.MAX_VALUE : count;
    if (old.isEmpty()) {
      return spread(self, other, left, meter);
    }
    for (int at = self.indexOf(old); at >= 0 && left > 0; at = self.indexOf(old, from)) {
      meter.spend(other.length() + 1L);
      out.append(self, from, at).append(other);
      from = at + old.length();
      left--;
    }
    return out.append(self, from, self.length()).toString();
  }

  private static String spread(String self, String other, int count, Meter meter) {
    StringBuilder out = new StringBuilder();
    int left = count;
    for (int c : self.codePoints().toArray()) {
      meter.spend(other.length() + 1L);
      out.append(left-- > 0 ? other : "").appendCodePoint(c);
    }
    return out.append(left > 0 ? other : "").toString();
  }

  private static Object begins(String self, boolean end, Args args, Meter meter) {
    Object wanted = args.need(0, "prefix");
    String part = args.inOrder().size() > 1 ? part(self, args, meter) : self;
    List<Object> all = wanted instanceof Tuple tuple ? tuple.items() : List.of(wanted);
    for (Object one : all) {
      String text = Values.text(Values.defined(one), "what a text begins or ends with");
      if (end ? part.endsWith(text) : part.startsWith(text)) {
        return true;
      }
    }
    return false;
  }

  private static String part(String self, Args args, Meter meter) {
    return (String) Access.cut(self, args.maybe(1, "start"), args.maybe(2, "end"), null, meter);
  }

  private static Object find(String self, String name, Args args, Meter meter) {
    String sub = args.text(0, "sub");
    int start = CodePoints.length(self, meter);
    int from = Math.min(start, Math.max(0, args.integer(1, "start", 0)));
    String in = (String) Access.cut(self, (long) from, args.maybe(2, "end"), null, meter);
    meter.spend(in.length());
    int at = name.startsWith("r") ? in.lastIndexOf(sub) : in.indexOf(sub);
    if (at < 0) {
      if (name.endsWith("index")) {
        throw new Failure("the text is not found");
      }
      return -1L;
    }
    return (long) from + in.codePointCount(0, at);
  }

  private static Object count(String self, String sub, Meter meter) {
    if (sub.isEmpty()) {
      return CodePoints.length(self, meter) + 1L;
    }
    long count = 0;
    for (int at = self.indexOf(sub); at >= 0; at = self.indexOf(sub, at + sub.length())) {
      meter.spend(1);
      count++;
    }
    return count;
  }

  private static String pad(String self, String name, Args args, Meter meter) {
    int gap = args.integer(0, "width", 0) - CodePoints.length(self, meter);
    String fill = name.equals("zfill") ? "0" : args.text(1, "fillchar", " ");
    if (gap <= 0) {
      return self;
    }
    meter.spend(gap);
    return switch (name) {
      case "ljust" -> self + fill.repeat(gap);
      case "rjust" -> fill.repeat(gap) + self;
      case "center" -> {
        int before = gap / 2 + (gap & args.integer(0, "width", 0) & 1);
        yield fill.repeat(before) + self + fill.repeat(gap - before);
      }
      default -> {
        int sign = self.startsWith("-") || self.startsWith("+") ? 1 : 0;
        yield self.substring(0, sign) + fill.repeat(gap) + self.substring(sign);
      }
    };
  }
}
