package dev.javacdk.http.rule;

import dev.javacdk.http.response.Answer;
import java.util.List;
import java.util.Objects;

/**
 * What is done about answers of a kind. A value; safe for use by many threads.
 *
 * @param match which answers
 * @param verdict what is done about them
 */
public record Rule(Match match, Verdict verdict) {

  /** Refuses a missing part. */
  public Rule {
    Objects.requireNonNull(match, "match");
    Objects.requireNonNull(verdict, "verdict");
  }

  /**
   * The verdict of the first rule that is about this answer, else the kit's own.
   *
   * @param absence what it means where there is no such thing
   */
  public static Verdict judge(List<Rule> rules, Answer answer, Absence absence) {
    for (Rule rule : rules) {
      if (rule.match().matches(answer)) {
        return rule.verdict();
      }
    }
    return byStatus(answer, absence);
  }

  private static Verdict byStatus(Answer answer, Absence absence) {
    int status = answer.status();
    if (absence.isSaidBy(status)) {
      return absence.verdict();
    }
    if (status >= 200 && status < 300) {
      return Verdict.accept();
    }
    return switch (status) {
      case 401 -> Verdict.reauthenticate();
      case 403 -> RateLimits.usedUp(answer) ? Verdict.rateLimited() : Verdict.configError();
      case 407 -> Verdict.configError();
      case 429 -> Verdict.rateLimited();
      case 503 ->
          answer.header("Retry-After").isPresent() ? Verdict.rateLimited() : Verdict.retry();
      case 408, 425 -> Verdict.retry();
      default -> status >= 500 ? Verdict.retry() : Verdict.systemError();
    };
  }
}
