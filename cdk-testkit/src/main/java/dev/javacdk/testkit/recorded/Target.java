package dev.javacdk.testkit.recorded;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a request asks for: a path and, behind a question mark, a query. */
record Target(String text) {

  /** With other path segments and parameter values; what stays the same stays as written. */
  Target rewrite(UnaryOperator<String> value) {
    List<String> segments = new ArrayList<>();
    for (String raw : path().split("/", -1)) {
      String decoded = decode(raw);
      String other = value.apply(decoded);
      segments.add(other.equals(decoded) ? raw : encode(other));
    }
    String path = String.join("/", segments);
    int mark = text.indexOf('?');
    return new Target(
        mark < 0 ? path : path + "?" + new Form(text.substring(mark + 1)).rewrite(value).text());
  }

  /** The path as it was written. */
  String path() {
    int mark = text.indexOf('?');
    return mark < 0 ? text : text.substring(0, mark);
  }

  /** The parts of the path, decoded. */
  List<String> segments() {
    List<String> segments = new ArrayList<>();
    for (String raw : path().split("/", -1)) {
      segments.add(decode(raw));
    }
    return segments;
  }

  /** The parameters of the query in their order. */
  List<Parameter> parameters() {
    int mark = text.indexOf('?');
    return mark < 0 ? List.of() : new Form(text.substring(mark + 1)).parameters();
  }

  private static String decode(String raw) {
    // A plus sign in a path stands for itself, unlike in a query.
    return Form.decode(raw.replace("+", "%2B"));
  }

  private static String encode(String text) {
    return Form.encode(text).replace("+", "%20");
  }
}
