package dev.javacdk.manifest.expression;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** Regular expressions in linear time; those that look around or back are refused. */
final class Regexes {

  private static final int MOST_PATTERN = 2_000;
  private static final double MOST_WORK = 2_000_000;
  private static final Pattern REPEAT = Pattern.compile("\\{(\\d{1,6})(?:,(\\d{0,6}))?\\}");

  private Regexes() {}

  private static Pattern compile(String regex) {
    if (regex.length() > MOST_PATTERN) {
      throw new Failure(
          "a regular expression longer than " + MOST_PATTERN + ", which is the bound");
    }
    if (repeats(regex) * regex.length() > MOST_WORK) {
      throw new Failure("the regular expression repeats too much in too much");
    }
    try {
      return Pattern.compile(regex.replace("\\Z", "\\z"));
    } catch (PatternSyntaxException e) {
      throw new Failure("the regular expression is not supported: " + e.getDescription());
    }
  }

  /** How often its parts can be written out, were all of its counts inside one another. */
  private static double repeats(String regex) {
    double repeats = 1;
    Matcher found = REPEAT.matcher(regex);
    while (found.find()) {
      String most = found.group(2);
      boolean open = most == null || most.isEmpty();
      repeats *= Math.max(1, Integer.parseInt(open ? found.group(1) : most));
    }
    return repeats;
  }

  /** The first group of the first match; empty where there is none. */
  static String search(String text, String regex, Meter meter) {
    Pattern pattern = compile(regex);
    meter.spend((long) text.length() * (1 + pattern.programSize() / 16));
    Matcher found = pattern.matcher(text);
    if (!found.find() || found.groupCount() == 0) {
      return "";
    }
    String group = found.group(1);
    return group == null ? "None" : group;
  }

  static String replace(String text, String regex, String replacement, Meter meter) {
    Pattern pattern = compile(regex);
    meter.spend((long) text.length() * (1 + pattern.programSize() / 16));
    Matcher found = pattern.matcher(text);
    StringBuilder out = new StringBuilder();
    int from = 0;
    while (found.find()) {
      String part = expand(found, replacement);
      meter.spend(part.length() + 1L);
      out.append(text, from, found.start()).append(part);
      from = found.end();
    }
    return out.append(text.substring(from)).toString();
  }

  private static String expand(Matcher found, String replacement) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < replacement.length(); i++) {
      char c = replacement.charAt(i);
      char next = i + 1 < replacement.length() ? replacement.charAt(i + 1) : ' ';
      if (c != '\\') {
        out.append(c);
      } else if (replacement.startsWith("g<", i + 1) && replacement.indexOf('>', i) > 0) {
        int end = replacement.indexOf('>', i);
        out.append(group(found, replacement.substring(i + 3, end)));
        i = end;
      } else if (next >= '0' && next <= '9') {
        out.append(group(found, String.valueOf(next)));
        i++;
      } else {
        int simple = "nrt\\".indexOf(next);
        if (simple < 0) {
          throw new Failure("the replacement has an escape that means nothing");
        }
        out.append("\n\r\t\\".charAt(simple));
        i++;
      }
    }
    return out.toString();
  }

  private static String group(Matcher found, String name) {
    try {
      boolean number = name.chars().allMatch(Character::isDigit) && name.length() < 3;
      String group = number ? found.group(Integer.parseInt(name)) : found.group(name);
      return group == null ? "" : group;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new Failure("the regular expression has no such group");
    }
  }
}
