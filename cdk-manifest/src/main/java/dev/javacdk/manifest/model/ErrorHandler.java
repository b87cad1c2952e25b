package dev.javacdk.manifest.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is done about an answer that is no good, and after how long. */
public sealed interface ErrorHandler extends Component {

  /**
   * {@code DefaultErrorHandler}.
   *
   * @param filters in their order
   * @param maxRetries a number, or an expression for one; null where nothing says it
   */
  record Default(
      Node node,
      List<ResponseFilter> filters,
      List<Backoff> backoffs,
      @Nullable JsonNode maxRetries)
      implements ErrorHandler {}

  /** The first of several that has something to say: {@code CompositeErrorHandler}. */
  record Composite(Node node, List<ErrorHandler> handlers) implements ErrorHandler {}

  /** Python code, or of a type that is not known; the latter is of no class. */
  record Custom(Node node, String className) implements ErrorHandler {}

  /** What is to be done about an answer. */
  enum Action {
    /** Its records are read. */
    SUCCESS,
    /** The stream fails. */
    FAIL,
    /** It is asked for again. */
    RETRY,
    /** It has no records, and paging goes on. */
    IGNORE,
    /** The pages are read again from the first one. */
    RESET_PAGINATION,
    /** It is asked for again, and others wait as well. */
    RATE_LIMITED,
    /** It is asked for again with another token. */
    REFRESH_TOKEN_THEN_RETRY,
    /** It is asked for again as a smaller page. */
    REDUCE_PAGE_SIZE,
    /** It is asked for again in two halves of its window. */
    SPLIT_REQUEST_WINDOW
  }

  /** Who can mend it. */
  enum FailureType {
    /** Whoever runs the connector. */
    SYSTEM_ERROR,
    /** Whoever wrote the config. */
    CONFIG_ERROR,
    /** Time. */
    TRANSIENT_ERROR
  }

  /**
   * A rule for answers: {@code HttpResponseFilter}. Of its conditions one is enough.
   *
   * @param statuses of answers that it is for
   * @param contains a text in the message of the answer; null where nothing says it
   * @param predicate an expression over the answer; null where nothing says it
   * @param message for people, an expression; null where nothing says it
   */
  record ResponseFilter(
      Node node,
      @Nullable Action action,
      @Nullable FailureType failureType,
      List<Integer> statuses,
      @Nullable String contains,
      @Nullable String predicate,
      @Nullable String message)
      implements Component {}

  /** How long one waits before one asks again. Numbers may be expressions. */
  sealed interface Backoff extends Component {

    /** {@code ConstantBackoffStrategy}. */
    record Constant(Node node, JsonNode seconds, @Nullable JsonNode jitter) implements Backoff {}

    /** {@code ExponentialBackoffStrategy}. */
    record Exponential(Node node, JsonNode factor, @Nullable JsonNode jitter) implements Backoff {}

    /** So long as a header says: {@code WaitTimeFromHeader}. */
    record HeaderSeconds(
        Node node, String header, @Nullable String regex, @Nullable JsonNode mostSeconds)
        implements Backoff {}

    /** Until a header says: {@code WaitUntilTimeFromHeader}. */
    record HeaderTime(
        Node node,
        String header,
        @Nullable String regex,
        @Nullable JsonNode leastSeconds,
        @Nullable JsonNode mostSeconds)
        implements Backoff {}

    /** So long as an expression over the answer says: {@code WaitTimeFromResponse}. */
    record Answer(Node node, String seconds, @Nullable JsonNode mostSeconds) implements Backoff {}

    /** Python code, or of a type that is not known; the latter is of no class. */
    record Custom(Node node, String className) implements Backoff {}
  }
}
