package dev.javacdk.http.exchange;

import dev.javacdk.api.SourceContext;
import dev.javacdk.http.rule.Rule;
import java.util.List;

/**
 * On whose behalf a request is made.
 *
 * @param name how messages call it: {@code stream 'contacts'}
 * @param context what may be asked of the kit meanwhile
 * @param rules that come before the API's
 * @param mayBeGone whether 404 and 410 say that what is asked for was deleted meanwhile
 */
public record Caller(String name, SourceContext context, List<Rule> rules, boolean mayBeGone) {

  /** Keeps a copy. */
  public Caller {
    rules = List.copyOf(rules);
  }

  /** Without rules of its own. */
  public static Caller of(String name, SourceContext context) {
    return new Caller(name, context, List.of(), false);
  }
}
