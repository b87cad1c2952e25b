package dev.javacdk.testkit.recorded;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes values so that two are written alike if and only if they are equal: fields in order, equal
 * numbers alike. A quote stands nowhere but round texts, so that what a placeholder stands for ends
 * before the next quote. Confined to one thread.
 */
final class Canonical {

  private static final JsonMapper JSON =
      JsonMapper.builder(JsonText.FACTORY)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .build();
  private static final String SECRET = "{secret}";

  private final StringBuilder written = new StringBuilder();

  /** Adds a text, in which one secret is as good as another. */
  Canonical text(String text) {
    String plain = Placeholder.SECRET.matcher(text).replaceAll(Matcher.quoteReplacement(SECRET));
    written.append('"');
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c == '"' || c == '\\' || c < ' ') {
        written.append("\\u").append(String.format("%04x", (int) c));
      } else {
        written.append(c);
      }
    }
    written.append('"');
    return this;
  }

  /** Adds JSON. */
  Canonical json(String json) {
    node(JSON.readTree(json));
    return this;
  }

  /** All that was added. */
  String written() {
    return written.toString();
  }

  /** What canonical texts one with secrets in it stands for. */
  static Pattern pattern(String canonical) {
    StringBuilder pattern = new StringBuilder();
    for (String piece : canonical.split(Pattern.quote(SECRET), -1)) {
      pattern.append(pattern.isEmpty() ? "" : "[^\"]*").append(Pattern.quote(piece));
    }
    return Pattern.compile(pattern.toString());
  }

  static boolean hasSecret(String canonical) {
    return canonical.contains(SECRET);
  }

  private void node(JsonNode node) {
    if (node.isObject()) {
      Map<String, JsonNode> fields = new TreeMap<>();
      node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
      written.append('{');
      fields.forEach((name, value) -> text(name).node(value));
      written.append('}');
    } else if (node.isArray()) {
      written.append('[');
      node.forEach(element -> {
        node(element);
        written.append(',');
      });
      written.append(']');
    } else if (node.isString()) {
      text(node.asString());
    } else if (node.isNumber()) {
      BigDecimal number = node.decimalValue();
      written.append(number.signum() == 0 ? "0" : number.stripTrailingZeros().toString());
    } else {
      written.append(node);
    }
  }
}
