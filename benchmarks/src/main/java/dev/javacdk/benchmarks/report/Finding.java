package dev.javacdk.benchmarks.report;

import dev.javacdk.benchmarks.pair.Contest;
import dev.javacdk.benchmarks.pair.PairRun;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A result: how fast something was beside its rival in the same run.
 *
 * @param what the thing that was measured
 * @param beside its rival
 * @param ratio the median of the rounds' ratios of speed: 2 is twice as fast as the rival
 * @param low the lower quartile of the ratios
 * @param high the upper quartile
 * @param target the ratio to reach; 0 where there is none
 * @param note absolute figures, in words
 */
public record Finding(
    String what, String beside, double ratio, double low, double high, double target, String note) {

  /** A finding from the ratios of several rounds. */
  static Finding of(String what, String beside, List<Double> ratios, double target, String note) {
    double[] sorted = ratios.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new Finding(
        what, beside, at(sorted, 0.5), at(sorted, 0.25), at(sorted, 0.75), target, note);
  }

  /** A finding of a contest in turns. */
  static Finding of(Contest contest, PairRun.Result result) {
    return of(contest.toString(), contest.beside().value(), result, contest.target());
  }

  /** A finding of programs in turns. */
  static Finding of(String what, String beside, PairRun.Result result, double target) {
    return new Finding(
        what,
        beside,
        result.ratio(),
        result.low(),
        result.high(),
        target,
        String.format(
            Locale.ROOT,
            "%,.0f ns, %,.0f ns; %,.0f B, %,.0f B",
            result.nanos(),
            result.rivalNanos(),
            result.bytes(),
            result.rivalBytes()));
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) (share * (sorted.length - 1))];
  }

  static double median(List<Double> values) {
    return at(values.stream().mapToDouble(Double::doubleValue).sorted().toArray(), 0.5);
  }

  ObjectNode json() {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("what", what).put("beside", beside).put("ratio", rounded(ratio));
    json.put("low", rounded(low)).put("high", rounded(high));
    if (target > 0) {
      json.put("target", target).put("reached", ratio >= target);
    }
    return json.put("note", note);
  }

  private static double rounded(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }

  /** As a row of a table in Markdown. */
  String row() {
    String wanted =
        target == 0
            ? ""
            : String.format(
                Locale.ROOT, "≥ %s%s", number(target), ratio >= target ? "" : ", missed");
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s to %s | %s | %s |",
        what,
        beside,
        number(ratio),
        number(low),
        number(high),
        wanted,
        note);
  }

  static List<String> header() {
    return Arrays.asList(
        "| what | beside | speed, times the rival's | quartiles | target | |",
        "|---|---|---|---|---|---|");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value >= 10 ? "%.1f" : value >= 0.1 ? "%.2f" : "%.3f", value);
  }
}
