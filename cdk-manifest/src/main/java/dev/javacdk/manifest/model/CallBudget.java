package dev.javacdk.manifest.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How often an API may be asked: {@code HTTPAPIBudget}.
 *
 * @param policies of which the first that matches a request counts
 * @param resetHeader says when it may be asked again
 * @param remainingHeader says how often it may be asked until then
 * @param limitStatuses say that it was asked too often
 */
public record CallBudget(
    Node node,
    List<Policy> policies,
    String resetHeader,
    String remainingHeader,
    List<Integer> limitStatuses)
    implements Component {

  /** How often some requests may be sent. */
  public sealed interface Policy extends Component {

    /** Which requests: those that one of them matches. */
    List<Matcher> matchers();

    /** So often in periods that follow each other: {@code FixedWindowCallRatePolicy}. */
    record FixedWindow(Node node, String period, JsonNode limit, List<Matcher> matchers)
        implements Policy {}

    /** So often in any span of time: {@code MovingWindowCallRatePolicy}. */
    record MovingWindow(Node node, List<Rate> rates, List<Matcher> matchers) implements Policy {}

    /** As often as one likes: {@code UnlimitedCallRatePolicy}. */
    record Unlimited(Node node, List<Matcher> matchers) implements Policy {}

    /** Of a type that is not known. */
    record Custom(Node node, String className) implements Policy {
      @Override
      public List<Matcher> matchers() {
        return List.of();
      }
    }
  }

  /**
   * {@code Rate}.
   *
   * @param limit a number, or an expression for one
   * @param interval a duration of ISO 8601
   */
  public record Rate(Node node, JsonNode limit, String interval) implements Component {}

  /**
   * Which requests are meant: {@code HttpRequestRegexMatcher}. What is null is not looked at.
   *
   * @param pathPattern a regular expression
   * @param weight how many calls such a request counts as
   */
  public record Matcher(
      Node node,
      @Nullable String method,
      @Nullable String urlBase,
      @Nullable String pathPattern,
      @Nullable ObjectNode params,
      @Nullable ObjectNode headers,
      @Nullable JsonNode weight)
      implements Component {}
}
