package dev.javacdk.benchmarks;

import java.io.InputStream;
import java.io.OutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Jackson without the kit: writes the same RECORD messages. What every rival is made of. */
public final class Bare {

  static final JsonMapper MAPPER =
      JsonMapper.builder().disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE).build();

  private static final ObjectWriter WRITER = MAPPER.writer();

  private final JsonGenerator json;
  private long now = System.currentTimeMillis();

  /** Writes to this stream. */
  public Bare(OutputStream out) {
    this.json = MAPPER.createGenerator(out);
  }

  /** From now on, records are emitted at this moment. */
  public void beginPage() {
    now = System.currentTimeMillis();
  }

  /** Writes what Jackson writes as an object. */
  public void write(Object record) {
    begin();
    WRITER.writeValue(json, record);
    end();
  }

  /** Copies each object of the array that stands at the parser's next token. */
  void copyArray(JsonParser parser) {
    parser.nextToken();
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      begin();
      json.copyCurrentStructure(parser);
      end();
    }
  }

  /** Copies each object of the array of this name, at the top of a document. */
  void copyPage(InputStream page, String name) {
    beginPage();
    try (JsonParser parser = MAPPER.createParser(page)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        if (parser.currentName().equals(name)) {
          copyArray(parser);
        } else {
          parser.nextToken();
          parser.skipChildren();
        }
      }
    }
  }

  /** Writes what is in the buffer. */
  public void flush() {
    json.flush();
  }

  private void begin() {
    json.writeStartObject();
    json.writeStringProperty("type", "RECORD");
    json.writeName("record");
    json.writeStartObject();
    json.writeStringProperty("stream", "reference");
    json.writeName("data");
  }

  private void end() {
    json.writeNumberProperty("emitted_at", now);
    json.writeEndObject();
    json.writeEndObject();
  }
}
