package dev.javacdk.testkit.recorded;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A body as a recording has it: readable where it can be. */
record Body(Kind kind, String text) {

  /** What the text of a body is; its name is that of the field in the file. */
  enum Kind {
    NONE,
    JSON,
    JSON_LINES,
    FORM,
    TEXT,
    BASE64;

    String field() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Body NONE = new Body(Kind.NONE, "");
  private static final Pattern CHARSET =
      Pattern.compile("charset=\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE);

  static Body none() {
    return NONE;
  }

  /** A body as it came; JSON is known by its type or by how it begins. */
  static Body of(byte[] bytes, String contentType) {
    if (bytes.length == 0) {
      return NONE;
    }
    String text;
    try {
      text = charset(contentType).newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new Body(Kind.BASE64, Base64.getEncoder().encodeToString(bytes));
    }
    String type = contentType.toLowerCase(Locale.ROOT);
    if (type.startsWith("application/x-www-form-urlencoded")) {
      return new Body(Kind.FORM, text);
    }
    String bare = (text.startsWith("\uFEFF") ? text.substring(1) : text).strip();
    if (type.contains("json") || bare.startsWith("{") || bare.startsWith("[")) {
      return JsonText.compact(bare)
          .map(json -> new Body(Kind.JSON, json))
          .or(() -> lines(bare).map(lines -> new Body(Kind.JSON_LINES, lines)))
          .orElse(new Body(Kind.TEXT, text));
    }
    return new Body(Kind.TEXT, text);
  }

  /** A JSON value a line; empty where a line is none. */
  private static Optional<String> lines(String text) {
    StringBuilder lines = new StringBuilder();
    for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
      Optional<String> json = JsonText.compact(line);
      if (json.isEmpty()) {
        return Optional.empty();
      }
      lines.append(json.get()).append('\n');
    }
    return lines.isEmpty() ? Optional.empty() : Optional.of(lines.toString());
  }

  /** The body as it goes out. */
  byte[] bytes(String contentType) {
    return kind == Kind.BASE64
        ? Base64.getDecoder().decode(text)
        : text.getBytes(charset(contentType));
  }

  /** Of a request: no place in it is personal by itself. */
  Body asked(Rewriting rewriting) {
    return with(rewriting, (place, leaf) -> rewriting.value(leaf));
  }

  /** Of an answer. */
  Body answered(Rewriting rewriting) {
    return with(rewriting, rewriting::answered);
  }

  private Body with(Rewriting rewriting, JsonText.Leaf leaf) {
    return switch (kind) {
      case JSON -> new Body(kind, JsonText.rewrite(text, rewriting::name, leaf));
      case JSON_LINES ->
          new Body(
              kind,
              text.lines()
                  .map(line -> JsonText.rewrite(line, rewriting::name, leaf) + "\n")
                  .collect(Collectors.joining()));
      case FORM -> new Body(kind, new Form(text).rewrite(rewriting::value).text());
      case TEXT -> new Body(kind, rewriting.value(text));
      default -> this;
    };
  }

  private static Charset charset(String contentType) {
    Matcher named = CHARSET.matcher(contentType);
    try {
      return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalArgumentException e) {
      return StandardCharsets.UTF_8;
    }
  }
}
