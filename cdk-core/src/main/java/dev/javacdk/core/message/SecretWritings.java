package dev.javacdk.core.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What must not be seen of a secret: itself, without the blanks around it, the lines of a pasted
 * file, the texts of a secret that is JSON, and each of these as a part of base64. What is derived
 * and shorter than eight characters is left alone: it would hide innocent words.
 */
final class SecretWritings {

  private static final int SHORT = 4;
  private static final int LEAST_DERIVED = 8;

  private final Set<String> parts = new LinkedHashSet<>();

  private SecretWritings() {}

  static List<Writing> of(String secret) {
    SecretWritings writings = new SecretWritings();
    writings.add(secret);
    List<Writing> all = new ArrayList<>();
    for (String part : writings.parts) {
      all.add(Writing.of(part, part.length() < SHORT));
      base64(part, all);
    }
    return all;
  }

  private void add(String secret) {
    parts.add(secret);
    parts.add(secret.strip());
    JsonNode json = json(secret);
    if (json == null) {
      addLines(secret);
    } else {
      addTexts(json);
    }
  }

  private void addLines(String secret) {
    String[] lines = secret.strip().split("\\R");
    if (lines.length > 1) {
      Arrays.stream(lines)
          .map(String::strip)
          .filter(line -> line.length() >= LEAST_DERIVED && !line.startsWith("-----"))
          .forEach(parts::add);
    }
  }

  private void addTexts(JsonNode json) {
    if (json.isString() && json.stringValue().strip().length() >= LEAST_DERIVED) {
      add(json.stringValue());
    }
    json.forEach(this::addTexts);
  }

  /** The secret as an object or array; null where it is none. */
  private static @Nullable JsonNode json(String secret) {
    String text = secret.strip();
    if (!text.startsWith("{") && !text.startsWith("[")) {
      return null;
    }
    try {
      return ExactJson.MAPPER.readTree(text);
    } catch (JacksonException e) {
      return null;
    }
  }

  /**
   * What of the base64 of a longer text says that this one is inside: three alignments, in each the
   * characters that depend on nothing else.
   */
  private static void base64(String part, List<Writing> all) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    String whole = Base64.getEncoder().encodeToString(bytes);
    if (whole.length() >= LEAST_DERIVED && whole.endsWith("=")) {
      all.add(Writing.ofBase64(whole));
    }
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, shifted, before, bytes.length);
      int first = (8 * before + 5) / 6;
      int end = 8 * shifted.length / 6;
      if (end - first >= LEAST_DERIVED) {
        String known = Base64.getEncoder().encodeToString(shifted).substring(first, end);
        all.add(Writing.ofBase64(known));
      }
    }
  }
}
