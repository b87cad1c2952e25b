package dev.javacdk.testkit.recorded;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;

/** Parameters as they stand in a query or a form: {@code a=1&b=x%20y}. */
record Form(String text) {

  /** With other values; what stays the same stays as it was written. */
  Form rewrite(UnaryOperator<String> value) {
    List<String> pairs = new ArrayList<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        pairs.add(rewritten(pair, value));
      } else {
        pairs.add(pair.substring(0, equals + 1) + rewritten(pair.substring(equals + 1), value));
      }
    }
    return new Form(String.join("&", pairs));
  }

  /** All parameters in their order. */
  List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals >= 0) {
        parameters.add(
            new Parameter(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1))));
      } else if (!pair.isEmpty()) {
        parameters.add(new Parameter(decode(pair), ""));
      }
    }
    return parameters;
  }

  private static String rewritten(String raw, UnaryOperator<String> value) {
    String decoded = decode(raw);
    String other = value.apply(decoded);
    return other.equals(decoded) ? raw : encode(other);
  }

  static String decode(String raw) {
    try {
      return URLDecoder.decode(raw, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return raw;
    }
  }

  /** Encoded, but for placeholders, which are to be seen. */
  static String encode(String text) {
    StringBuilder encoded = new StringBuilder();
    Matcher placeholder = Placeholder.ANY.matcher(text);
    int from = 0;
    while (placeholder.find()) {
      encoded.append(
          URLEncoder.encode(text.substring(from, placeholder.start()), StandardCharsets.UTF_8));
      encoded.append(placeholder.group());
      from = placeholder.end();
    }
    return encoded
        .append(URLEncoder.encode(text.substring(from), StandardCharsets.UTF_8))
        .toString();
  }
}
