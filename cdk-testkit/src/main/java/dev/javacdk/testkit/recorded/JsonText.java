package dev.javacdk.testkit.recorded;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON that is copied token by token into one line, so that numbers stay as they were written,
 * fields in their order and doubled fields doubled.
 */
final class JsonText {

  private static final int DEPTH = 10_000;

  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(DEPTH).build())
          .build();

  /** What a text or number at a place becomes. */
  @FunctionalInterface
  interface Leaf {
    String of(List<String> place, String text);
  }

  private final JsonParser in;
  private final JsonGenerator out;
  private final UnaryOperator<String> name;
  private final Leaf leaf;
  private final List<String> place = new ArrayList<>();

  private JsonText(JsonParser in, JsonGenerator out, UnaryOperator<String> name, Leaf leaf) {
    this.in = in;
    this.out = out;
    this.name = name;
    this.leaf = leaf;
  }

  /** The JSON in one line; empty where the text is not exactly one value. */
  static Optional<String> compact(String json) {
    try {
      return Optional.of(rewrite(json, UnaryOperator.identity(), (place, text) -> text));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /**
   * The JSON in one line, with other names, texts and numbers. A number that becomes anything but a
   * number is written as a text.
   *
   * @throws JacksonException if it is not exactly one value
   */
  static String rewrite(String json, UnaryOperator<String> name, Leaf leaf) {
    StringWriter written = new StringWriter(json.length());
    try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), json);
        JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), written)) {
      in.nextToken();
      new JsonText(in, out, name, leaf).value();
      requireEnd(in);
    }
    return written.toString();
  }

  /**
   * The fields of an object, each as JSON; empty where the text is no object.
   *
   * @throws JacksonException if it is not exactly one value
   */
  static Optional<Map<String, String>> fields(String json) {
    Map<String, String> fields = new LinkedHashMap<>();
    try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (in.nextToken() == JsonToken.PROPERTY_NAME) {
        String field = in.currentName();
        in.nextToken();
        StringWriter written = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), written)) {
          new JsonText(in, out, UnaryOperator.identity(), (place, text) -> text).value();
        }
        fields.put(field, written.toString());
      }
      requireEnd(in);
    }
    return Optional.of(fields);
  }

  /** A text as JSON. */
  static String quote(String text) {
    StringWriter written = new StringWriter(text.length() + 2);
    try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), written)) {
      out.writeString(text);
    }
    return written.toString();
  }

  private static void requireEnd(JsonParser in) {
    if (in.nextToken() != null) {
      throw new StreamReadException(in, "more than one value");
    }
  }

  private void value() {
    JsonToken token = in.currentToken();
    if (token == null) {
      throw new StreamReadException(in, "no value");
    }
    switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> out.writeString(leaf.of(at(), in.getString()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(in.getString());
      default -> out.copyCurrentEvent(in);
    }
  }

  private void object() {
    out.writeStartObject();
    while (in.nextToken() == JsonToken.PROPERTY_NAME) {
      String field = in.currentName();
      out.writeName(name.apply(field));
      in.nextToken();
      inside(field);
    }
    out.writeEndObject();
  }

  private void array() {
    out.writeStartArray();
    for (int i = 0; in.nextToken() != JsonToken.END_ARRAY; i++) {
      inside(Integer.toString(i));
    }
    out.writeEndArray();
  }

  private void inside(String step) {
    place.add(step);
    value();
    place.remove(place.size() - 1);
  }

  private void number(String raw) {
    String text = leaf.of(at(), raw);
    if (text.equals(raw) || MaskPattern.isNumber(text)) {
      out.writeNumber(text);
    } else {
      out.writeString(text);
    }
  }

  private List<String> at() {
    return Collections.unmodifiableList(place);
  }
}
