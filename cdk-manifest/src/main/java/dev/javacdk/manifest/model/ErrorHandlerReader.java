package dev.javacdk.manifest.model;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads error handlers and what is in them. */
final class ErrorHandlerReader {

  static final Family<ErrorHandler> HANDLER = Family.of("error handler", ErrorHandler.Custom::new);

  private static final Family<ErrorHandler.Backoff> BACKOFF =
      Family.of("backoff strategy", ErrorHandler.Backoff.Custom::new);

  private static final String MOST = "max_waiting_time_in_seconds";
  private static final String JITTER = "jitter_range_in_seconds";

  static {
    HANDLER
        .with("DefaultErrorHandler", ErrorHandlerReader::handler)
        .with("CompositeErrorHandler", ErrorHandlerReader::composite);
    BACKOFF
        .with(
            "ConstantBackoffStrategy",
            fields ->
                new ErrorHandler.Backoff.Constant(
                    fields.node(),
                    fields.scalar("backoff_time_in_seconds"),
                    fields.scalarOrNull(JITTER)))
        .with("ExponentialBackoffStrategy", ErrorHandlerReader::exponential)
        .with(
            "WaitTimeFromHeader",
            fields ->
                new ErrorHandler.Backoff.HeaderSeconds(
                    fields.node(),
                    fields.text("header"),
                    fields.textOrNull("regex"),
                    fields.scalarOrNull(MOST)))
        .with(
            "WaitUntilTimeFromHeader",
            fields ->
                new ErrorHandler.Backoff.HeaderTime(
                    fields.node(),
                    fields.text("header"),
                    fields.textOrNull("regex"),
                    fields.scalarOrNull("min_wait"),
                    fields.scalarOrNull(MOST)))
        .with(
            "WaitTimeFromResponse",
            fields ->
                new ErrorHandler.Backoff.Answer(
                    fields.node(), fields.text("wait_time_in_seconds"), fields.scalarOrNull(MOST)));
  }

  private ErrorHandlerReader() {}

  private static ErrorHandler handler(Fields fields) {
    return new ErrorHandler.Default(
        fields.node(),
        fields.listOrEmpty(
            "response_filters", Reader.only("HttpResponseFilter", ErrorHandlerReader::filter)),
        fields.listOrEmpty("backoff_strategies", BACKOFF),
        fields.scalarOrNull("max_retries"));
  }

  private static ErrorHandler composite(Fields fields) {
    String name = "error_handlers";
    List<ErrorHandler> handlers = fields.list(name, HANDLER);
    if (handlers.isEmpty() && fields.any(name) != null) {
      fields.problem(name, "must have at least one");
    }
    return new ErrorHandler.Composite(fields.node(), handlers);
  }

  private static ErrorHandler.Backoff exponential(Fields fields) {
    JsonNode factor = fields.scalarOrNull("factor");
    return new ErrorHandler.Backoff.Exponential(
        fields.node(),
        factor == null ? JsonNodeFactory.instance.numberNode(5) : factor,
        fields.scalarOrNull(JITTER));
  }

  private static ErrorHandler.ResponseFilter filter(Fields fields) {
    return new ErrorHandler.ResponseFilter(
        fields.node(),
        fields.choiceOrNull("action", ErrorHandler.Action.class),
        fields.choiceOrNull("failure_type", ErrorHandler.FailureType.class),
        fields.numbers("http_codes"),
        fields.textOrNull("error_message_contains"),
        fields.textOrNull("predicate"),
        fields.textOrNull("error_message"));
  }
}
