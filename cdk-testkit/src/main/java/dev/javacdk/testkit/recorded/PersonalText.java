package dev.javacdk.testkit.recorded;

import java.util.Collection;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where in a text personal values may be: all of it, parts of the links in it, what looks so. */
final class PersonalText {

  private static final Pattern LINK =
      Pattern.compile("\\{base}([^\\s\"<>\\\\]*+)|^(/[^\\s\"<>\\\\]*+)$");
  private static final Pattern NOTHING = Pattern.compile("(?!)");

  private final Pattern kinds;

  private PersonalText(Pattern kinds) {
    this.kinds = kinds;
  }

  static PersonalText of(Collection<PersonalKind> kinds) {
    return new PersonalText(
        kinds.isEmpty()
            ? NOTHING
            : Pattern.compile(
                kinds.stream()
                    .sorted()
                    .map(kind -> "(?:" + kind.expression() + ")")
                    .collect(Collectors.joining("|"))));
  }

  /** What stands for a whole text; null where it is not personal as a whole. */
  @FunctionalInterface
  interface Whole {
    @Nullable String of(String text);
  }

  /** The text with what stands for each personal value in it. */
  String replace(String text, Whole whole, UnaryOperator<String> part) {
    String own = whole.of(text);
    if (own != null) {
      return own;
    }
    Matcher link = LINK.matcher(text);
    StringBuilder replaced = new StringBuilder();
    int from = 0;
    while (link.find()) {
      replaced.append(parts(text.substring(from, link.start()), part));
      boolean based = link.group(1) != null;
      Target target = new Target(based ? link.group(1) : link.group(2));
      replaced.append(based ? Placeholder.BASE : "");
      replaced.append(target.rewrite(value -> replace(value, whole, part)).text());
      from = link.end();
    }
    return replaced.append(parts(text.substring(from), part)).toString();
  }

  /** The text with what stands for each part of it that looks personal. */
  String parts(String text, UnaryOperator<String> part) {
    return kinds
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(part.apply(found.group())));
  }
}
