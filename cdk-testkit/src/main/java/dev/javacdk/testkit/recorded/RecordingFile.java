package dev.javacdk.testkit.recorded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import tools.jackson.core.JacksonException;

/**
 * A recording as it lies on disk: a line that says what it is, then one JSON object for each
 * exchange. JSON bodies stand in it as JSON.
 */
record RecordingFile(String base, List<Exchange> exchanges) {

  private static final String FORMAT = "javacdk-recording";
  private static final String VERSION = "1";

  RecordingFile {
    exchanges = List.copyOf(exchanges);
  }

  /**
   * Writes it, once no secret is found in it.
   *
   * @throws RecordingRefused if one is
   */
  void writeTo(Path file, Secrets secrets) {
    List<String> lines = lines();
    for (int i = 0; i < lines.size(); i++) {
      Optional<String> found = secrets.find(lines.get(i));
      if (found.isPresent()) {
        throw new RecordingRefused(
            "%s is in line %d, %s: the recording is not written; leave that request out, or have the API keep it to itself"
                .formatted(found.get(), i + 1, name(i, secrets)));
      }
    }
    try {
      Files.writeString(file, String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the recording " + file, e);
    }
  }

  /** How many secrets have a placeholder in it. */
  int secrets() {
    Set<String> placeholders = new TreeSet<>();
    for (String line : lines()) {
      Matcher placeholder = Placeholder.SECRET.matcher(line);
      while (placeholder.find()) {
        placeholders.add(placeholder.group());
      }
    }
    return placeholders.size();
  }

  /** How many bodies are neither JSON nor text. */
  int unsearched() {
    return exchanges.stream()
        .mapToInt(exchange -> binary(exchange.asked()) + binary(exchange.answered()))
        .sum();
  }

  private static int binary(Body body) {
    return body.kind() == Body.Kind.BASE64 ? 1 : 0;
  }

  /** The request of a line, as far as it can be named without the secret. */
  private String name(int line, Secrets secrets) {
    if (line == 0) {
      return "in the base URL";
    }
    Exchange exchange = exchanges.get(line - 1);
    for (String name : List.of(exchange.target().text(), exchange.target().path())) {
      if (secrets.find(name).isEmpty()) {
        return exchange.method() + " " + name;
      }
    }
    return exchange.method() + " of a path with the secret in it";
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "{\"format\":\"%s\",\"version\":%s,\"base\":%s}"
            .formatted(FORMAT, VERSION, JsonText.quote(base)));
    exchanges.forEach(exchange -> lines.add(line(exchange)));
    return lines;
  }

  private static String line(Exchange exchange) {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("method", JsonText.quote(exchange.method()));
    request.put("target", JsonText.quote(exchange.target().text()));
    body(request, exchange.asked());
    Map<String, String> headers = new LinkedHashMap<>();
    exchange.headers().forEach((name, value) -> headers.put(name, JsonText.quote(value)));
    Map<String, String> response = new LinkedHashMap<>();
    response.put("status", Integer.toString(exchange.status()));
    response.put("headers", object(headers));
    body(response, exchange.answered());
    Map<String, String> line = new LinkedHashMap<>();
    line.put("request", object(request));
    line.put("response", object(response));
    return object(line);
  }

  private static void body(Map<String, String> fields, Body body) {
    if (body.kind() != Body.Kind.NONE) {
      fields.put(
          body.kind().field(),
          body.kind() == Body.Kind.JSON ? body.text() : JsonText.quote(body.text()));
    }
  }

  private static String object(Map<String, String> fields) {
    List<String> pairs = new ArrayList<>();
    fields.forEach((name, json) -> pairs.add(JsonText.quote(name) + ":" + json));
    return "{" + String.join(",", pairs) + "}";
  }

  /**
   * The recording of a file.
   *
   * @throws IllegalArgumentException if it is none of this version; says the line and what is wrong
   * @throws UncheckedIOException if it cannot be read
   */
  static RecordingFile read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("recording " + file + " is not text in UTF-8", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the recording " + file, e);
    }
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("recording " + file + " is empty: record again");
    }
    List<Exchange> exchanges = new ArrayList<>();
    String base = "";
    for (int i = 0; i < lines.size(); i++) {
      try {
        RecordedFields fields = RecordedFields.of(lines.get(i));
        if (i == 0) {
          base = base(fields);
        } else {
          exchanges.add(fields.exchange());
        }
      } catch (JacksonException | IllegalArgumentException e) {
        String what =
            e instanceof JacksonException json ? json.getOriginalMessage() : e.getMessage();
        throw new IllegalArgumentException(
            "recording %s, line %d: %s".formatted(file, i + 1, what), e);
      }
    }
    return new RecordingFile(base, exchanges);
  }

  private static String base(RecordedFields fields) {
    if (!fields.raw("format").equals(JsonText.quote(FORMAT))) {
      throw new IllegalArgumentException(
          "format is %s, not \"%s\"".formatted(fields.raw("format"), FORMAT));
    }
    if (!fields.raw("version").equals(VERSION)) {
      throw new IllegalArgumentException(
          "version %s is not known, only %s is: record again, or take the test kit that wrote it"
              .formatted(fields.raw("version"), VERSION));
    }
    return fields.text("base");
  }
}
