package dev.javacdk.manifest.model;

import java.util.List;

/** Reads what a manifest says of the source as a whole. */
final class SourceReader {

  static final Family<Check> CHECK = Family.of("check", Check.Custom::new);

  static final Reader<CallBudget> BUDGET = Reader.only("HTTPAPIBudget", SourceReader::budget);

  static final Reader<Manifest.Concurrency> CONCURRENCY =
      Reader.only(
          "ConcurrencyLevel",
          fields ->
              new Manifest.Concurrency(
                  fields.node(),
                  fields.scalar("default_concurrency"),
                  fields.numberOrNull("max_concurrency")));

  private static final Family<CallBudget.Policy> POLICY =
      Family.of("call rate policy", CallBudget.Policy.Custom::new);

  private static final String OVERRIDES = "config_overrides";

  static {
    CHECK
        .with(
            "CheckStream",
            fields ->
                new Check.Streams(
                    fields.node(),
                    fields.textsOrEmpty("stream_names"),
                    fields.listOrEmpty(
                        "dynamic_streams_check_configs",
                        Reader.only("DynamicStreamCheckConfig", SourceReader::dynamicCheck)),
                    fields.objectOrNull(OVERRIDES)))
        .with(
            "CheckDynamicStream",
            fields ->
                new Check.AnyDynamic(
                    fields.node(),
                    fields.requiredNumber("stream_count"),
                    fields.flag("use_check_availability", true),
                    fields.objectOrNull(OVERRIDES)));
    POLICY
        .with(
            "FixedWindowCallRatePolicy",
            fields ->
                new CallBudget.Policy.FixedWindow(
                    fields.node(),
                    fields.text("period"),
                    fields.scalar("call_limit"),
                    matchers(fields)))
        .with(
            "MovingWindowCallRatePolicy",
            fields ->
                new CallBudget.Policy.MovingWindow(
                    fields.node(),
                    fields.list("rates", Reader.only("Rate", SourceReader::rate)),
                    matchers(fields)))
        .with(
            "UnlimitedCallRatePolicy",
            fields -> new CallBudget.Policy.Unlimited(fields.node(), matchers(fields)));
  }

  private SourceReader() {}

  private static Check.Dynamic dynamicCheck(Fields fields) {
    return new Check.Dynamic(
        fields.node(), fields.text("dynamic_stream_name"), fields.numberOrNull("stream_count"));
  }

  private static CallBudget budget(Fields fields) {
    String statuses = "status_codes_for_ratelimit_hit";
    return new CallBudget(
        fields.node(),
        fields.list("policies", POLICY),
        fields.text("ratelimit_reset_header", "ratelimit-reset"),
        fields.text("ratelimit_remaining_header", "ratelimit-remaining"),
        fields.any(statuses) == null ? List.of(429) : fields.numbers(statuses));
  }

  private static CallBudget.Rate rate(Fields fields) {
    return new CallBudget.Rate(fields.node(), fields.scalar("limit"), fields.text("interval"));
  }

  private static List<CallBudget.Matcher> matchers(Fields fields) {
    return fields.list("matchers", Reader.only("HttpRequestRegexMatcher", SourceReader::matcher));
  }

  private static CallBudget.Matcher matcher(Fields fields) {
    return new CallBudget.Matcher(
        fields.node(),
        fields.textOrNull("method"),
        fields.textOrNull("url_base"),
        fields.textOrNull("url_path_pattern"),
        fields.objectOrNull("params"),
        fields.objectOrNull("headers"),
        fields.scalarOrNull("weight"));
  }
}
