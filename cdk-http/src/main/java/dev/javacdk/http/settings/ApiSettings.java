package dev.javacdk.http.settings;

import dev.javacdk.http.auth.Auth;
import dev.javacdk.http.request.NameValue;
import dev.javacdk.http.rule.Rule;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * What is said of an API as a whole. A value; each method returns a changed copy.
 *
 * @param base its address
 * @param auth how requests prove who sends them
 * @param headers that every request carries
 * @param rules on answers, the first that is about one counts
 * @param timeouts of each request
 * @param retries of each request
 * @param budgets that each call must keep
 * @param safety where requests may go, how much may come back
 * @param network how requests get out
 */
public record ApiSettings(
    URI base,
    Auth auth,
    List<NameValue> headers,
    List<Rule> rules,
    Timeouts timeouts,
    Retries retries,
    List<Budget> budgets,
    Safety safety,
    Network network) {

  /** Keeps copies. */
  public ApiSettings {
    headers = List.copyOf(headers);
    rules = List.copyOf(rules);
    budgets = List.copyOf(budgets);
  }

  /** An API at this address, all else as the kit has it. */
  public static ApiSettings at(URI base) {
    return new ApiSettings(
        base,
        Auth.none(),
        List.of(),
        List.of(),
        Timeouts.DEFAULT,
        Retries.DEFAULT,
        List.of(),
        Safety.DEFAULT,
        Network.DEFAULT);
  }

  /** With this way to prove who asks. */
  public ApiSettings auth(Auth auth) {
    return new ApiSettings(base, auth, headers, rules, timeouts, retries, budgets, safety, network);
  }

  /** With a header more. */
  public ApiSettings header(NameValue header) {
    return new ApiSettings(
        base, auth, plus(headers, header), rules, timeouts, retries, budgets, safety, network);
  }

  /** With a rule more. */
  public ApiSettings rule(Rule rule) {
    return new ApiSettings(
        base, auth, headers, plus(rules, rule), timeouts, retries, budgets, safety, network);
  }

  /** With these timeouts. */
  public ApiSettings timeouts(Timeouts timeouts) {
    return new ApiSettings(base, auth, headers, rules, timeouts, retries, budgets, safety, network);
  }

  /** With these retries. */
  public ApiSettings retries(Retries retries) {
    return new ApiSettings(base, auth, headers, rules, timeouts, retries, budgets, safety, network);
  }

  /** With a budget more. */
  public ApiSettings budget(Budget budget) {
    return new ApiSettings(
        base, auth, headers, rules, timeouts, retries, plus(budgets, budget), safety, network);
  }

  /** With this safety. */
  public ApiSettings safety(Safety safety) {
    return new ApiSettings(base, auth, headers, rules, timeouts, retries, budgets, safety, network);
  }

  /** With this network. */
  public ApiSettings network(Network network) {
    return new ApiSettings(base, auth, headers, rules, timeouts, retries, budgets, safety, network);
  }

  private static <T> List<T> plus(List<T> list, T one) {
    List<T> more = new ArrayList<>(list);
    more.add(one);
    return more;
  }
}
