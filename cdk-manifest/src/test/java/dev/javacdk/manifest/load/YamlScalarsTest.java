package dev.javacdk.manifest.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.error.ConfigError;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What PyYAML makes of the scalars in {@code scalars.txt}: {@code expected_scalars.py} wrote it.
 */
class YamlScalarsTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  @Test
  void everyScalarIsWhatPyYamlMakesOfIt() throws IOException {
    List<String> different = new ArrayList<>();
    int seen = 0;
    for (String line : lines()) {
      JsonNode expected = JSON.readTree(line);
      String yaml = expected.get("yaml").stringValue();
      String wanted = expected.get("kind").stringValue() + said(expected.get("text"));
      String found = read(yaml);
      seen++;
      if (!found.equals(wanted)) {
        different.add(yaml + " -> " + found + ", and not " + wanted);
      }
    }
    assertThat(different).isEmpty();
    assertThat(seen).isGreaterThan(500);
  }

  private static String said(JsonNode text) {
    return text == null ? "" : " " + text.stringValue();
  }

  private static String read(String yaml) {
    JsonNode root;
    try {
      root = new YamlTree("x.yaml", new Lines(), new ArrayList<>()).read("a: " + yaml);
    } catch (ConfigError e) {
      return "error";
    }
    JsonNode value = Objects.requireNonNull(root).get("a");
    return switch (value.getNodeType()) {
      case STRING -> "text " + value.stringValue();
      case NULL -> "null None";
      case BOOLEAN -> "boolean " + (value.booleanValue() ? "True" : "False");
      case NUMBER -> value.isIntegralNumber() ? "integer " + value : "float " + python(value);
      default -> "error";
    };
  }

  /** As Python's {@code repr} writes it. */
  private static String python(JsonNode number) {
    double value = number.doubleValue();
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    double size = Math.abs(value);
    if (size != 0 && (size >= 1e16 || size < 1e-4)) {
      String text = Double.toString(value);
      int e = text.indexOf('E');
      int exponent = Integer.parseInt(text.substring(e + 1));
      String digits = text.substring(0, e).replaceAll("\\.0$", "");
      return "%se%s%02d".formatted(digits, exponent < 0 ? "-" : "+", Math.abs(exponent));
    }
    String plain = new BigDecimal(Double.toString(value)).toPlainString();
    String sign = value == 0 && 1 / value < 0 ? "-" : "";
    return sign + plain.replaceAll("^(-?\\d+)$", "$1.0");
  }

  private static List<String> lines() throws IOException {
    try (InputStream in = YamlScalarsTest.class.getResourceAsStream("scalars.jsonl")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }
}
