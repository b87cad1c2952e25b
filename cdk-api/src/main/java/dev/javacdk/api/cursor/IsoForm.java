package dev.javacdk.api.cursor;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How an API writes a point in time in ISO 8601: how many digits of a second, which offset and in
 * what writing. Read off its values, so that what is computed looks like them. A value.
 *
 * @param digits of the fraction of a second
 * @param offset {@code Z}, {@code +02:00}, {@code +0200}, {@code +02}; empty where none is written
 * @param known whether it was read off a value
 */
record IsoForm(int digits, String offset, boolean known) {

  /** Whole seconds of UTC: what is safe to send while no value was seen. */
  static final IsoForm UTC = new IsoForm(0, "Z", false);

  /** Whole seconds without an offset. */
  static final IsoForm LOCAL = new IsoForm(0, "", false);

  private static final Pattern FORM =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d(?:\\.(\\d{1,9}))?)?(Z|[+-]\\d\\d(?::?\\d\\d)?)?");

  /**
   * The form of this value too: its offset, and the fewer digits of the two. Values of a form that
   * is not written anew, as those with the name of a zone, change nothing.
   */
  IsoForm like(String value) {
    Matcher form = FORM.matcher(value);
    if (!form.matches()) {
      return this;
    }
    int has = form.group(1) == null ? 0 : form.group(1).length();
    String writes = form.group(2) == null ? "" : form.group(2);
    return new IsoForm(known ? Math.min(digits, has) : has, writes, true);
  }

  /**
   * The point in time in this form, rounded down.
   *
   * @param missing the zone of values that have no offset
   * @param mostDigits no more digits of a second than this
   */
  String text(Instant instant, @Nullable ZoneId missing, int mostDigits) {
    ZoneId zone = offset.isEmpty() && missing != null ? missing : zone();
    ZonedDateTime at = instant.atZone(zone);
    StringBuilder text = new StringBuilder(32);
    DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).formatTo(at, text);
    int fraction = Math.min(digits, mostDigits);
    if (fraction > 0) {
      text.append('.').append("%09d".formatted(at.getNano()), 0, fraction);
    }
    return text.append(offset.isEmpty() && missing == null ? "Z" : offset).toString();
  }

  private ZoneId zone() {
    try {
      return offset.isEmpty() ? ZoneOffset.UTC : ZoneOffset.of(offset);
    } catch (DateTimeException e) {
      // As +99:00, which no value that was read can have.
      return ZoneOffset.UTC;
    }
  }
}
