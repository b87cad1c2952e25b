package dev.javacdk.http.exchange;

import dev.javacdk.api.read.SourceContext;
import dev.javacdk.http.rule.Absence;
import dev.javacdk.http.rule.Rule;
import java.util.List;

/**
 * On whose behalf a request is made.
 *
 * @param name how messages call it: {@code stream 'contacts'}
 * @param context what may be asked of the kit meanwhile
 * @param rules that come before the API's
 * @param absence what it means where there is no such thing
 */
public record Caller(String name, SourceContext context, List<Rule> rules, Absence absence) {

  /** Keeps a copy. */
  public Caller {
    rules = List.copyOf(rules);
  }

  /** Without rules of its own. */
  public static Caller of(String name, SourceContext context) {
    return new Caller(name, context, List.of(), Absence.ERROR);
  }
}
