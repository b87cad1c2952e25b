package dev.javacdk.core.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.problem.Place;
import dev.javacdk.core.problem.Problem;
import dev.javacdk.core.state.IncomingStates;
import io.vavr.collection.Seq;
import io.vavr.control.Validation;
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
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the JSON files of the command line. What is wrong is named with its file and place. */
final class InputFiles {

  /** What the config file is called in messages. */
  static final String CONFIG = "config";

  private static final Logger LOG = SafeLogs.of(InputFiles.class);
  private static final String STATE = "state";
  private static final String CATALOG = "catalog";
  private static final String CATALOG_COMES_FROM = "; the command catalog writes one";

  /** How a line begins that an attempt has written. */
  private static final String TORN = "{\"type\":\"STATE\"";

  private InputFiles() {}

  /** The one JSON object of a file; or what is wrong with it. */
  static Validation<Seq<Problem>, ObjectNode> object(Path file, String what) {
    String name = what + " file " + file;
    return bytes(file, name)
        .flatMap(json -> values(json, name))
        .flatMap(values -> one(values, name, what.equals(CATALOG) ? CATALOG_COMES_FROM : ""));
  }

  private static Validation<Seq<Problem>, ObjectNode> one(
      List<JsonNode> values, String name, String hint) {
    if (values.size() == 1 && values.get(0) instanceof ObjectNode object) {
      return Validation.valid(object);
    }
    String found = values.isEmpty() ? "empty" : "not one: " + kindOf(values);
    return Place.all(name).invalid("must hold one JSON object, but is " + found + hint);
  }

  private static String kindOf(List<JsonNode> values) {
    return values.size() > 1
        ? values.size() + " values"
        : values.get(0).getNodeType().name().toLowerCase(Locale.ROOT);
  }

  /** The states of a file; or what is wrong with it. */
  static Validation<Seq<Problem>, IncomingStates> states(Path file) {
    String name = STATE + " file " + file;
    return bytes(file, name).flatMap(json -> trees(json, name)).flatMap(StateTrees::states);
  }

  /** A last line that is no JSON was torn by a kill: it is left out, with a warning. */
  private static Validation<Seq<Problem>, StateTrees> trees(byte[] bytes, String name) {
    try {
      return Validation.valid(StateTrees.read(bytes, name));
    } catch (JacksonException e) {
      Optional<StateTrees> whole = withoutTornLine(new String(bytes, UTF_8).stripTrailing(), name);
      if (whole.isEmpty()) {
        return notJson(name, e);
      }
      LOG.warn(
          "{}: its last line is no JSON and is left out: the attempt that wrote it was killed there",
          name);
      return Validation.valid(whole.get());
    }
  }

  /** What stands before the last line; empty where that line is not what is wrong. */
  private static Optional<StateTrees> withoutTornLine(String text, String name) {
    int last = text.lastIndexOf('\n') + 1;
    String before = text.substring(0, last);
    if (before.isBlank() && !text.startsWith(TORN)) {
      return Optional.empty();
    }
    try {
      return Optional.of(StateTrees.read(before.getBytes(UTF_8), name));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** All JSON values of a file, one after the other; none where it is empty. */
  private static Validation<Seq<Problem>, List<JsonNode>> values(byte[] json, String name) {
    try (JsonParser parser = ExactJson.FILES.createParser(json)) {
      List<JsonNode> values = new ArrayList<>();
      while (parser.nextToken() != null) {
        values.add(ExactJson.readTree(parser));
      }
      return Validation.valid(values);
    } catch (JacksonException e) {
      return notJson(name, e);
    }
  }

  private static Validation<Seq<Problem>, byte[]> bytes(Path file, String name) {
    try {
      return Validation.valid(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Place.all(name).invalid("does not exist");
    } catch (AccessDeniedException e) {
      return Place.all(name).invalid("may not be read");
    } catch (IOException e) {
      return Place.all(name).invalid("cannot be read: " + e);
    }
  }

  /** Of a broken config, what the parser quotes may be a secret that nobody knows yet. */
  private static <T> Validation<Seq<Problem>, T> notJson(String name, JacksonException failure) {
    TokenStreamLocation at = failure.getLocation();
    String place = at == null ? "" : ", line " + at.getLineNr() + " column " + at.getColumnNr();
    String why = name.startsWith(CONFIG) ? "" : ": " + failure.getOriginalMessage();
    return Place.all(name).invalid("is not JSON" + place + why);
  }
}
