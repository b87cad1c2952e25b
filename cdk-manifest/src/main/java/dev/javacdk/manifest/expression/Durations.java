package dev.javacdk.manifest.expression;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/** ISO 8601 lengths of time: {@code P1Y2M3W4DT5H6M7.5S}. */
final class Durations {

  private static final String NUMBER = "([0-9]+(?:[,.][0-9]+)?)";
  private static final Pattern DURATION =
      Pattern.compile(
          "([+-])?P(?:%1$sY)?(?:%1$sM)?(?:%1$sW)?(?:%1$sD)?(?:T(?:%1$sH)?(?:%1$sM)?(?:%1$sS)?)?"
              .formatted(NUMBER));
  private static final double[] SECONDS = {604_800, 86_400, 3_600, 60, 1};

  private Durations() {}

  static Delta parse(String text) {
    Matcher found = DURATION.matcher(text);
    if (text.endsWith("P") || text.length() > 200 || !found.matches()) {
      throw new Failure("the text is not a duration of ISO 8601");
    }
    double months = number(found, 2) * 12 + number(found, 3);
    if (months != Math.rint(months) || months > 1e6) {
      throw new Failure("a part of a month, or more than can be, is not supported");
    }
    double seconds = 0;
    for (int i = 0; i < SECONDS.length; i++) {
      seconds += number(found, i + 4) * SECONDS[i];
    }
    Delta delta = new Delta((long) months, Delta.ofMicros(seconds * 1e6).micros());
    return "-".equals(found.group(1)) ? delta.negated() : delta;
  }

  private static double number(Matcher found, int group) {
    String text = found.group(group);
    return text == null ? 0 : Double.parseDouble(text.replace(',', '.'));
  }
}
