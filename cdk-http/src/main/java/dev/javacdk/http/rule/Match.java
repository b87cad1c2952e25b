package dev.javacdk.http.rule;

import dev.javacdk.http.json.Json;
import dev.javacdk.http.response.Answer;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Which answers a rule is about. Pure; called on reading threads, by many at once. */
@FunctionalInterface
public interface Match {

  /** Whether the rule is about this answer. */
  boolean matches(Answer answer);

  /** Answers with one of these status codes. */
  static Match status(int... codes) {
    int[] wanted = codes.clone();
    return answer -> Arrays.stream(wanted).anyMatch(code -> code == answer.status());
  }

  /** Answers with something at this JSON pointer of the body, other than null. */
  static Match json(String pointer) {
    return answer -> {
      JsonNode value = answer.at(pointer);
      return value != null && !value.isNull();
    };
  }

  /** Answers with this text (or number, or boolean) at this JSON pointer of the body. */
  static Match json(String pointer, String expected) {
    return answer -> expected.equals(textOf(answer.at(pointer)));
  }

  /** Answers whose body has this text within its first 64 KiB. */
  static Match text(String part) {
    return answer -> answer.text().contains(part);
  }

  /** Answers whose body matches this regular expression somewhere within its first 64 KiB. */
  static Match pattern(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return answer -> pattern.matcher(answer.text()).find();
  }

  /** Answers with this value of a header. */
  static Match header(String name, String value) {
    return answer -> answer.headers(name).contains(value);
  }

  /** Answers of which both hold. */
  default Match and(Match other) {
    return answer -> matches(answer) && other.matches(answer);
  }

  /** Answers of which one holds. */
  default Match or(Match other) {
    return answer -> matches(answer) || other.matches(answer);
  }

  /** Answers of which it does not hold. */
  default Match not() {
    return answer -> !matches(answer);
  }

  private static @Nullable String textOf(@Nullable JsonNode value) {
    return value == null ? null : Json.text(value);
  }
}
