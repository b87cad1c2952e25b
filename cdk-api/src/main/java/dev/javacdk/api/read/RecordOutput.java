package dev.javacdk.api.read;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/**
 * Takes the records of the page that is being read.
 *
 * <p>Belongs to one read call and to the thread that makes it. Blocks while the kit's output is
 * full. A page is released as a whole when its read returns, unless it outgrows the kit's page
 * buffer (8 MiB): from then on it is released while it is being read. Every method throws {@link
 * ReadStopped} once no more records are wanted.
 */
public interface RecordOutput {

  /**
   * Writes a record that is a JSON object.
   *
   * @throws IllegalArgumentException where it is anything else
   */
  void emit(JsonNode record);

  /**
   * Writes the record on which the parser stands, without building a tree: its current token is the
   * start of an object; afterwards it stands on that object's end. Numbers keep their digits.
   *
   * @throws IllegalArgumentException where the parser stands on anything else
   */
  void emit(JsonParser parser);

  /**
   * Writes the record that begins at this offset of a body that is held in memory: a JSON object in
   * UTF-8. It is copied, where it can be, without being parsed, which is the fastest way; what is
   * written is the same as from a parser. The bytes must not change meanwhile; they may afterwards.
   *
   * @param from where its opening brace is
   * @param to where the body ends
   * @param limits of what is read: {@link ReadContext#limits()}
   * @return the offset behind its closing brace
   * @throws IllegalArgumentException where no object begins there
   * @throws tools.jackson.core.JacksonException where it is not well-formed or beyond the limits;
   *     then it was not written
   */
  default int emit(byte[] json, int from, int to, JsonLimits limits) {
    // With a zero behind its brace a parser would take it for UTF-16.
    boolean isOther = from + 1 < to && json[from + 1] == 0;
    if (from >= to || json[from] != '{' || isOther) {
      throw new IllegalArgumentException("at offset " + from + " begins no JSON object in UTF-8");
    }
    try (JsonParser parser = limits.mapper().createParser(json, from, to - from)) {
      parser.nextToken();
      emit(parser);
      return from + (int) parser.currentLocation().getByteOffset();
    }
  }

  /**
   * Writes a record that Jackson writes as an object: a Java record, a bean, a map.
   *
   * @throws IllegalArgumentException where Jackson writes it as anything else
   */
  void emitValue(Object record);

  /**
   * Drops what this page has written so far, so that it can be read again without repeating a
   * record.
   *
   * @return whether all of it was dropped; false where the page's head was released already, and a
   *     second reading repeats it
   */
  boolean discardPage();
}
