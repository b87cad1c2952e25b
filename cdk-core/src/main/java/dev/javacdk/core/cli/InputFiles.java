package dev.javacdk.core.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.core.message.ExactJson;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the JSON files of the command line. What is wrong is named with its file and place. */
final class InputFiles {

  /** What the config file is called in messages. */
  static final String CONFIG = "config";

  private static final Logger LOG = LoggerFactory.getLogger(InputFiles.class);
  private static final String STATE = "state";

  /** How a line begins that an attempt has written. */
  private static final String TORN = "{\"type\":\"STATE\"";

  private InputFiles() {}

  /** The one JSON object of a file. */
  static ObjectNode object(Path file, String what) {
    List<JsonNode> values = values(file, what);
    if (values.size() == 1 && values.get(0) instanceof ObjectNode object) {
      return object;
    }
    String found = values.isEmpty() ? "empty" : "not one: " + kindOf(values);
    throw new ConfigError(
        "%s file %s must hold one JSON object, but is %s".formatted(what, file, found));
  }

  private static String kindOf(List<JsonNode> values) {
    return values.size() > 1
        ? values.size() + " values"
        : values.get(0).getNodeType().name().toLowerCase(Locale.ROOT);
  }

  /** All JSON values of a file, one after the other; none where it is empty. */
  private static List<JsonNode> values(Path file, String what) {
    try {
      return values(bytes(file, what));
    } catch (JacksonException e) {
      throw notJson(file, what, e);
    }
  }

  /**
   * The values of a state file, one after the other; none where it is empty. A last line that is no
   * JSON was torn by the kill of the attempt that wrote it: it is left out, with a warning.
   */
  static List<JsonNode> states(Path file) {
    byte[] bytes = bytes(file, STATE);
    String name = "state file " + file;
    try {
      return StateTrees.read(bytes, name);
    } catch (JacksonException e) {
      Optional<List<JsonNode>> whole =
          withoutTornLine(new String(bytes, UTF_8).stripTrailing(), name);
      if (whole.isEmpty()) {
        throw notJson(file, STATE, e);
      }
      LOG.warn(
          "state file {}: its last line is no JSON and is left out: the attempt that wrote it was killed there",
          file);
      return whole.get();
    }
  }

  /** What stands before the last line; empty where that line is not what is wrong. */
  private static Optional<List<JsonNode>> withoutTornLine(String text, String name) {
    int last = text.lastIndexOf('\n') + 1;
    String before = text.substring(0, last);
    if (before.isBlank()) {
      return text.startsWith(TORN) ? Optional.of(List.of()) : Optional.empty();
    }
    try {
      return Optional.of(StateTrees.read(before.getBytes(UTF_8), name));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static List<JsonNode> values(byte[] json) {
    try (JsonParser parser = ExactJson.FILES.createParser(json)) {
      List<JsonNode> values = new ArrayList<>();
      while (parser.nextToken() != null) {
        values.add(ExactJson.readTree(parser));
      }
      return values;
    }
  }

  private static byte[] bytes(Path file, String what) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new ConfigError("%s file %s does not exist".formatted(what, file), e);
    } catch (AccessDeniedException e) {
      throw new ConfigError("%s file %s may not be read".formatted(what, file), e);
    } catch (IOException e) {
      throw new ConfigError("%s file %s cannot be read: %s".formatted(what, file, e), e);
    }
  }

  /** Of a broken config, what the parser quotes may be a secret that nobody knows yet. */
  private static ConfigError notJson(Path file, String what, JacksonException failure) {
    TokenStreamLocation at = failure.getLocation();
    String place = at == null ? "" : ", line " + at.getLineNr() + " column " + at.getColumnNr();
    String message = "%s file %s is not JSON%s".formatted(what, file, place);
    return what.equals(CONFIG)
        ? new ConfigError(message)
        : new ConfigError(message + ": " + failure.getOriginalMessage(), failure);
  }
}
