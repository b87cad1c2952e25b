package dev.javacdk.http.exchange;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.read.SourceContext;
import dev.javacdk.http.request.NameValue;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Refuses headers that cannot be sent as they are, before a client would change or refuse them. */
final class HeaderText {

  private static final Pattern MARK = Pattern.compile("\\(secret:([^()]*)\\)");
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private HeaderText() {}

  /**
   * Refuses credentials that no header can carry.
   *
   * @throws ConfigError that names the header and the place, never the value
   */
  static void requireCredentials(List<NameValue> headers, SourceContext context) {
    for (NameValue header : headers) {
      String problem = problem(header);
      if (problem != null) {
        throw new ConfigError(problem + origin(header.value(), context));
      }
    }
  }

  /**
   * Refuses headers that cannot be sent.
   *
   * @param who whose request it is
   * @throws ConfigError where a secret of the config stands in one
   * @throws SystemError where that is not known
   */
  static void require(List<NameValue> headers, SourceContext context, String who) {
    for (NameValue header : headers) {
      String problem = problem(header);
      if (problem != null) {
        String origin = origin(header.value(), context);
        throw origin.isEmpty()
            ? new SystemError(who + ": " + problem)
            : new ConfigError(who + ": " + problem + origin);
      }
    }
  }

  private static @Nullable String problem(NameValue header) {
    if (!NAME.matcher(header.name()).matches()) {
      return "the header '%s' cannot be sent: that is no name of a header".formatted(header.name());
    }
    String value = header.value();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c > '~') {
        String what = c == '\n' || c == '\r' ? "a line break" : c > '~' ? "not ASCII" : "a control";
        return "the header '%s' cannot be sent: character %d of its value is %s (U+%04X)"
            .formatted(header.name(), i + 1, what, (int) c);
      }
    }
    return null;
  }

  private static String origin(String value, SourceContext context) {
    Matcher mark = MARK.matcher(context.seal(value));
    return mark.find() ? "; it comes from " + mark.group(1) + " of the config" : "";
  }
}
