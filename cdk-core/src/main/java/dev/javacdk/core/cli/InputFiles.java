package dev.javacdk.core.cli;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.core.message.ExactJson;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

  /**
   * The values of a state file. A last line that is no JSON was torn by a kill: it is left out,
   * with a warning. Where it is all that there is, it must at least begin as a STATE message does.
   */
  static List<JsonNode> states(Path file) {
    try {
      return values(file, "state");
    } catch (ConfigError broken) {
      String text = text(file).stripTrailing();
      int last = text.lastIndexOf('\n') + 1;
      boolean begun = text.startsWith("{\"type\":\"STATE\"", last);
      if (!(broken.getCause() instanceof JacksonException) || (last == 0 && !begun)) {
        throw broken;
      }
      List<JsonNode> whole = values(new StringReader(text.substring(0, last)), file, "state");
      if (last > 0 && !lines(text.substring(0, last), whole.size())) {
        throw broken;
      }
      LOG.warn("state file {}: its last line is torn, and left out", file);
      return whole;
    }
  }

  /** Whether the text has one value a line. */
  private static boolean lines(String text, int values) {
    return text.lines().filter(line -> !line.isBlank()).count() == values;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new ConfigError("state file %s cannot be read: %s".formatted(file, e), e);
    }
  }

  /** All JSON values of a file, one after the other; none where it is empty. */
  static List<JsonNode> values(Path file, String what) {
    try (Reader in = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
      return values(in, file, what);
    } catch (NoSuchFileException e) {
      throw new ConfigError("%s file %s does not exist".formatted(what, file), e);
    } catch (AccessDeniedException e) {
      throw new ConfigError("%s file %s may not be read".formatted(what, file), e);
    } catch (IOException e) {
      throw new ConfigError("%s file %s cannot be read: %s".formatted(what, file, e), e);
    }
  }

  private static List<JsonNode> values(Reader in, Path file, String what) {
    try (JsonParser parser = ExactJson.FILES.createParser(in)) {
      List<JsonNode> values = new ArrayList<>();
      while (parser.nextToken() != null) {
        values.add(ExactJson.readTree(parser));
      }
      return values;
    } catch (JacksonException e) {
      throw notJson(file, what, e);
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
